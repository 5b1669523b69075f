package org.purlin.pipelines.csc;

import org.purlin.io.csc.Records;
import org.purlin.io.staging.SchemaProblem;
import org.purlin.io.staging.Sql;
import org.purlin.io.staging.SqlSettings;

/** The sender's records, opened for a command that is no run. */
record OpenRecords(Sql sql, Records records) implements AutoCloseable {

  /**
   * Opens the records the options name.
   *
   * @throws SchemaProblem when its tables are missing
   */
  static OpenRecords open(CscDatabaseOptions options) {
    SqlSettings settings = CscSettings.records(options);
    String schema = CscSettings.recordsSchema(options);
    var scope = CscSettings.scope(options);
    Sql sql = Sql.open(settings);
    try {
      Records records = Records.open(sql, schema, scope);
      records.check();
      return new OpenRecords(sql, records);
    } catch (RuntimeException e) {
      sql.close();
      throw e;
    }
  }

  /** Gives the lock back, if it was taken. */
  @Override
  public void close() {
    try (sql) {
      records.close();
    }
  }
}
