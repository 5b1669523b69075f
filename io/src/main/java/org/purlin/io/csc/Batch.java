package org.purlin.io.csc;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;

/**
 * Records that go out in one request.
 *
 * @param id of the batch, never used twice, at most 64 characters
 * @param runId the run that sends it, at most 64 characters
 * @param preparedAt when it was put together
 * @param records what is sent, each with its own position
 */
public record Batch(String id, String runId, Instant preparedAt, List<Outgoing> records)
    implements Serializable {}
