package org.purlin.io.edfi;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A row that could not be settled yet.
 *
 * @param row the row
 * @param verdict what it meets if nothing changes; null when it only waits behind an earlier row of
 *     the same natural key
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Waiting(Submission row, Verdict verdict) {}
