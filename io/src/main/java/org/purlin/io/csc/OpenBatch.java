package org.purlin.io.csc;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;

/**
 * A batch with records that are not settled.
 *
 * @param id of the batch
 * @param runId the run that prepared it
 * @param preparedAt when that was
 * @param records those not settled, by position
 */
public record OpenBatch(String id, String runId, Instant preparedAt, List<OpenRecord> records)
    implements Serializable {}
