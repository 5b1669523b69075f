package org.purlin.io.csc;

import java.time.Instant;

/**
 * The run that has the records of a scope.
 *
 * @param runId the run
 * @param host where it runs
 * @param since when it began
 * @param until when its claim ends unless it is renewed, by the database's clock
 * @param live false when the claim has ended or its process has, so that the next run may take it
 */
public record LeaseHolder(String runId, String host, Instant since, Instant until, boolean live) {}
