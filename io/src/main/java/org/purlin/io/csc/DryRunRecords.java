package org.purlin.io.csc;

import java.nio.file.Path;
import org.purlin.io.landing.Storage;
import org.purlin.io.staging.SchemaProblem;
import org.purlin.io.staging.Sql;
import org.purlin.io.staging.SqlSettings;

/**
 * Lets a dry run show what a first run would do: where the sender has no records yet, it gets empty
 * ones in a directory of its own, into which it may adopt.
 */
public final class DryRunRecords {

  private DryRunRecords() {}

  /** The same run, with records of its own when there are none. */
  public static CscRun whereNoneAre(CscRun run) {
    try (Sql sql = Sql.open(run.records());
        Records records = Records.open(sql, run.recordsSchema(), run.scope())) {
      records.check();
      if (!records.isFirstUse()) {
        return run.withRecords(run.records(), run.recordsSchema(), false);
      }
    } catch (SchemaProblem noTables) {
      // As on a first run.
    }
    String directory = Storage.resolve(run.output(), "_state/dry-run-" + run.runId());
    return run.withRecords(SqlSettings.ofFiles(Path.of(directory)), null, true);
  }
}
