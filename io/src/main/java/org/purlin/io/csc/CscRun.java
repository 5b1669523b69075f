package org.purlin.io.csc;

import java.io.Serializable;
import java.time.Duration;
import org.purlin.io.landing.Storage;
import org.purlin.io.staging.SqlSettings;
import org.purlin.io.staging.TableName;

/**
 * What one night's run needs to know. Immutable, holds references to secrets only, travels in the
 * job graph.
 *
 * @param runId name of the run
 * @param scope whose records these are: authority, table and receiver
 * @param staging where the staging table is
 * @param table the staging table
 * @param records where the sender's own tables are; the same database unless they are files
 * @param recordsSchema schema of the sender's own tables; null is the login's default
 * @param receiver who is posted to
 * @param payload how a record is built and checked
 * @param sending how records are sent
 * @param output directory of the run's files
 */
public record CscRun(
    String runId,
    Scope scope,
    SqlSettings staging,
    TableName table,
    SqlSettings records,
    String recordsSchema,
    ReceiverSettings receiver,
    Payload payload,
    Sending sending,
    String output)
    implements Serializable {

  /** On the first run on a table: what is taken as held by the receiver. */
  public enum Adopt {
    /** Nothing; every child is sent as a full record. */
    NONE,
    /** What the staging table says was sent. */
    SENT
  }

  /** What becomes of a post that got no clear answer. */
  public enum InDoubt {
    /** It is sent again: by the same run while it has tries left, else by the next one. */
    RESEND,
    /** It is kept until someone settles it with {@code purlin csc reconcile}. */
    HOLD
  }

  /** A child the receiver holds and whose row is no longer in the table. */
  public enum Absent {
    PURGE,
    KEEP
  }

  /**
   * How records are sent.
   *
   * @param batchSize records in one post, 1 to 100
   * @param inDoubt what becomes of a post without a clear answer
   * @param absent what becomes of a child without a row
   * @param maxPurgePercent of the children the receiver holds that may be purged in one run
   * @param maxPurgeCount children that may be purged in one run; negative is no limit
   * @param limit records sent at most; 0 is no limit
   * @param only {@link #keyHash} of the one child to send; null is all
   * @param adopt on the first run; null when the user did not say
   * @param createTables whether the sender's tables are created when they are missing
   * @param lease how long the run's lock lives without a sign of life
   * @param dryRun writes the bodies to files and sends and changes nothing
   * @param showValues whether a dry run's files hold values or only their kinds
   */
  public record Sending(
      int batchSize,
      InDoubt inDoubt,
      Absent absent,
      double maxPurgePercent,
      long maxPurgeCount,
      int limit,
      String only,
      Adopt adopt,
      boolean createTables,
      Duration lease,
      boolean dryRun,
      boolean showValues)
      implements Serializable {

    private static final long serialVersionUID = 1L;
  }

  private static final long serialVersionUID = 1L;

  /** The same with records elsewhere. */
  CscRun withRecords(SqlSettings where, String schema, boolean create) {
    Sending sends =
        new Sending(
            sending.batchSize,
            sending.inDoubt,
            sending.absent,
            sending.maxPurgePercent,
            sending.maxPurgeCount,
            sending.limit,
            sending.only,
            sending.adopt,
            create,
            sending.lease,
            sending.dryRun,
            sending.showValues);
    return new CscRun(
        runId, scope, staging, table, where, schema, receiver, payload, sends, output);
  }

  /** A child's key as it may travel in a job graph, for one run only. */
  public static String keyHash(String runId, String laChildId) {
    return Key.hex(runId + "\n" + laChildId);
  }

  /** Whether only one child is asked for, and this is not the one. */
  boolean leavesOut(String laChildId) {
    return sending.only() != null && !keyHash(runId, laChildId).equals(sending.only());
  }

  /** The run's proof: written last, so it is there only when the run came to its end. */
  public String proof() {
    return Storage.resolve(output, "_state/" + runId + ".json");
  }

  /** Children that were not sent because their record is not as it must be, for the case team. */
  public String quarantine() {
    return Storage.resolve(sending.dryRun() ? bodies() : output, "quarantine.csv");
  }

  /** Directory of a dry run's bodies. */
  public String bodies() {
    return Storage.resolve(output, "dry-run");
  }
}
