package org.purlin.io.csc;

import org.purlin.io.staging.Sql;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives a run's lock back when its pipeline did not come to do so. */
public final class RunLease {

  private static final Logger LOG = LoggerFactory.getLogger(RunLease.class);

  private RunLease() {}

  /** Releases the lock if this run still holds it. What is in the way of that is only logged. */
  public static void release(CscRun run) {
    try (Sql sql = Sql.open(run.records());
        Records records = Records.open(sql, run.recordsSchema(), run.scope())) {
      records.releaseOf(run.runId());
    } catch (RuntimeException e) {
      LOG.debug(
          "The lock of this run could not be given back; it ends by itself. {}", e.getMessage());
    }
  }
}
