package org.purlin.transforms.csc;

import java.io.Serializable;

/**
 * One thing that is wrong with a record. Never holds a value of the record.
 *
 * @param path where, such as {@code social_care_episodes[2].closure_reason}; empty for the record
 *     as a whole
 * @param rule a stable short word to count and filter by, such as {@code unknownCode}
 * @param reason what is wrong and what is allowed, to be read after the path, such as "is not a
 *     real date; dates look like 2026-03-31"
 */
public record Complaint(String path, String rule, String reason) implements Serializable {}
