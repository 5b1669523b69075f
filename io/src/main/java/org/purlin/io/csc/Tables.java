package org.purlin.io.csc;

import org.purlin.io.staging.Sql;
import org.purlin.io.staging.StagingTable;

/** The staging table and the sender's records, opened together. */
record Tables(Sql stagingSql, Sql recordsSql, StagingTable staging, Records records)
    implements AutoCloseable {

  static Tables open(CscRun run) {
    Sql staging = Sql.open(run.staging());
    Sql records = staging;
    try {
      records = run.records().equals(run.staging()) ? staging : Sql.open(run.records());
      return new Tables(
          staging,
          records,
          StagingTable.open(staging, run.table()),
          Records.open(records, run.recordsSchema(), run.scope()));
    } catch (RuntimeException e) {
      close(staging, records);
      throw e;
    }
  }

  @Override
  public void close() {
    close(stagingSql, recordsSql);
  }

  private static void close(Sql staging, Sql records) {
    try (staging) {
      if (records != staging) {
        records.close();
      }
    }
  }
}
