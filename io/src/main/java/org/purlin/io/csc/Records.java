package org.purlin.io.csc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.purlin.io.csc.HistoryLine.Outcome;
import org.purlin.io.csc.OpenRecord.State;
import org.purlin.io.csc.Result.Fate;
import org.purlin.io.staging.DatabaseException;
import org.purlin.io.staging.Product;
import org.purlin.io.staging.SchemaProblem;
import org.purlin.io.staging.Sql;
import org.purlin.io.staging.TableName;

/**
 * The sender's own records of one scope: who sends now, what is on its way, what the receiver
 * holds, and what was sent when. Each method is one transaction that is harmless to repeat. Batches
 * are written by who has the lease only, so that an attempt that is taken for dead and is not
 * changes nothing behind the back of the next one. May be used by several threads; closing gives
 * the lease back and leaves the database open.
 */
public final class Records implements AutoCloseable {

  /** Ranges begin with four hex characters, so that there cannot be more than these. */
  private static final int MOST_PARTITIONS = 65_536;

  /** After every hex character, in the order the keys have. */
  private static final String AFTER_ALL = "g";

  private static final String GIVEN_UP = "Settled by hand as not accepted.";

  private final Sql sql;
  private final String schema;
  private final Scope scope;
  private final Lease lease;
  private final Baseline baseline;
  private final Outbox outbox;
  private final History history;
  private volatile LeaseToken token;

  private Records(Sql sql, String schema, Scope scope, boolean keepsBodies) {
    this.sql = sql;
    this.schema = schema;
    this.scope = scope;
    this.lease = new Lease(sql, schema, scope.id());
    this.baseline = new Baseline(sql, schema, scope.id());
    this.outbox = new Outbox(sql, schema, scope.id());
    this.history = new History(sql, schema, scope.id(), keepsBodies);
  }

  /**
   * The records of a scope. Looks at nothing yet; see {@link #check()}.
   *
   * @param schema of the tables; null for the login's own
   */
  public static Records open(Sql sql, String schema, Scope scope) {
    return new Records(sql, schema, scope, true);
  }

  /** The same records, with a history that says that and when something was sent, but not what. */
  public Records withoutBodies() {
    Records same = new Records(sql, schema, scope, false);
    same.token = token;
    return same;
  }

  /**
   * The statements that make the tables, and as comments the rights the sender's login needs.
   *
   * @param schema of the tables; null for the login's own
   */
  public static List<String> ddl(String schema, Product product) {
    return RecordTables.ddl(schema, product);
  }

  /**
   * The statement that makes the schema of the tables, where it is missing.
   *
   * @throws IllegalArgumentException when this cannot be the name of a schema
   */
  public static String createSchema(String schema, Product product) {
    return RecordTables.createSchema(schema, product);
  }

  /**
   * The statements that give a user the rights to send, and no more.
   *
   * @param schema of the tables; null for the login's own
   * @param staging the staging table
   * @param user the database's user that sends
   */
  public static List<String> grants(String schema, TableName staging, String user) {
    return RecordTables.grants(schema, staging.quoted(), TableName.quote(user));
  }

  /** Makes the tables that are missing. Several runs may do so at once. */
  public void createTables() {
    for (RecordTables table : RecordTables.missing(sql, schema)) {
      try {
        create(table);
      } catch (DatabaseException e) {
        if (RecordTables.missing(sql, schema).contains(table)) {
          throw e;
        }
        // Another run has made it meanwhile.
      }
    }
  }

  private void create(RecordTables table) {
    sql.transaction(
        connection -> {
          try (var create = connection.prepareStatement(table.create(schema, sql.product()))) {
            return create.execute();
          }
        });
  }

  /**
   * Looks whether the tables are there.
   *
   * @throws SchemaProblem when one is missing, with how to make it
   */
  public void check() {
    List<RecordTables> missing = RecordTables.missing(sql, schema);
    if (!missing.isEmpty()) {
      throw new SchemaProblem(
          "The sender's own tables are missing in "
              + sql.shown()
              + ": "
              + missing.stream().map(RecordTables::toString).collect(Collectors.joining(", "))
              + ". Have an administrator run what 'purlin csc ddl' prints, or give --createTables"
              + " if this user may make tables.");
    }
  }

  /** The rights on the tables this login does not have, in words; changes nothing. */
  public List<String> missingRights() {
    return RecordTables.missingRights(sql, schema);
  }

  /** Which run has the scope; empty when none has. */
  public Optional<LeaseHolder> holder() {
    return lease.holder();
  }

  /**
   * Takes the scope for one attempt of a run. An earlier attempt of the same run loses it at once;
   * a run whose lease has ended loses it, and at once when its process was on this machine and has
   * ended.
   *
   * @param time until the lease ends, by the database's clock
   * @throws LeaseHeldException when another run has it
   */
  public void take(Owner newOwner, Duration time) {
    token = lease.take(newOwner, time);
  }

  /**
   * Lets the lease end later.
   *
   * @throws LeaseLostException when another run or attempt has it; nothing more may be sent then
   */
  public void renew(Duration time) {
    lease.renew(ours(), time);
  }

  private LeaseToken ours() {
    LeaseToken current = token;
    if (current == null) {
      throw new IllegalStateException("There is no lease; it must be taken first.");
    }
    return current;
  }

  /** A transaction that happens only while the lease is ours, and during which it stays so. */
  private void whileOurs(Sql.Work<Void> work) {
    LeaseToken current = ours();
    sql.transaction(
        connection -> {
          lease.keep(connection, current);
          return work.in(connection);
        });
  }

  /** Gives the lease back, if nobody took it since. */
  public void release() {
    LeaseToken current = token;
    if (current != null) {
      lease.release(current);
      token = null;
    }
  }

  /** Gives the lease of a run back, if it still has it; also one taken by another process. */
  public void releaseOf(String runId) {
    lease.release(runId);
  }

  /** Whether nothing is known yet of what the receiver holds. */
  public boolean isFirstUse() {
    return baseline.isEmpty();
  }

  /**
   * Takes over what another sender has sent: all of it or nothing. What is known already stays.
   *
   * @param children read once, or again when the transaction is repeated
   */
  public void adopt(Iterable<Accepted> children) {
    baseline.adopt(children);
  }

  /**
   * Selects child_hash, la_child_id, mis_child_id, person_id, purged, payload_hash and certain, in
   * this order and under these names, for {@code scope = ? AND child_hash >= ? AND child_hash < ?}:
   * {@link Scope#id()} and a {@link HashRange}.
   */
  public static String digestSql(String schema) {
    return Baseline.digestSql(schema);
  }

  /** Ranges that together have every child, each about as many; at most 65,536. */
  public static List<HashRange> partitions(int n) {
    if (n < 1 || n > MOST_PARTITIONS) {
      throw new IllegalArgumentException("There can be 1 to 65536 ranges, but not " + n + ".");
    }
    return IntStream.range(0, n)
        .mapToObj(i -> new HashRange(border(i, n), i + 1 < n ? border(i + 1, n) : AFTER_ALL))
        .toList();
  }

  private static String border(int i, int n) {
    return String.format("%04x", (long) i * MOST_PARTITIONS / n);
  }

  /** What the receiver last accepted of these children, by la_child_id; unknown ones left out. */
  public Map<String, Accepted> accepted(Collection<String> laChildIds) {
    return baseline.of(laChildIds);
  }

  /** How many living children the receiver holds, as far as is known. */
  public long acceptedCount() {
    return baseline.countLiving();
  }

  /** Notes what is about to be sent. When this returns it is committed, and may be sent. */
  public void prepare(Batch batch) {
    Set<Integer> positions = new TreeSet<>();
    for (Outgoing record : batch.records()) {
      if (!positions.add(record.position())) {
        throw new IllegalArgumentException(
            "Batch " + batch.id() + " has position " + record.position() + " twice.");
      }
    }
    whileOurs(
        connection -> {
          outbox.add(connection, batch);
          return null;
        });
  }

  /**
   * Notes what the receiver said, of the whole batch or a part of it: in the outbox, in the
   * history, and for what it accepted in what it holds. A record that was accepted or refused
   * before does not become doubtful again.
   *
   * @throws IllegalArgumentException for a position that is not open
   */
  public void answer(String batchId, List<Result> results) {
    answer(batchId, results, Map.of());
  }

  /**
   * The same of records that were in doubt. A refusal now says nothing of the post before, so such
   * a child counts as held in either version: what is sent of it next is right for both.
   */
  public void answerAfterDoubt(String batchId, List<Result> results) {
    List<Integer> refused =
        results.stream()
            .filter(result -> result.fate() == Fate.REFUSED)
            .map(Result::position)
            .toList();
    List<Outgoing> doubted =
        sql.transaction(
            connection ->
                outbox.rows(connection, batchId, refused).values().stream()
                    .map(OutboxRow::outgoing)
                    .toList());
    answer(batchId, results, new Doubted(baseline).perhapsHeld(doubted));
  }

  /**
   * @param perhapsHeld what the receiver may hold besides what it accepts now, by child_hash
   */
  private void answer(String batchId, List<Result> results, Map<String, Accepted> perhapsHeld) {
    whileOurs(
        connection -> {
          Map<Integer, OutboxRow> rows =
              outbox.rows(connection, batchId, results.stream().map(Result::position).toList());
          List<Result> news = new ArrayList<>();
          List<History.Line> lines = new ArrayList<>();
          Map<String, Accepted> accepted = new LinkedHashMap<>(perhapsHeld);
          for (Result result : results) {
            OutboxRow row = rows.get(result.position());
            if (row == null) {
              throw new IllegalArgumentException(
                  "Batch "
                      + batchId
                      + " has no open record at position "
                      + result.position()
                      + ".");
            }
            if (result.fate() == Fate.IN_DOUBT && row.state() != State.PREPARED) {
              continue;
            }
            news.add(result);
            lines.add(line(row, result));
            if (result.fate() == Fate.ACCEPTED) {
              accepted.put(Key.hex(row.outgoing().laChildId()), accepted(row.outgoing(), result));
            }
          }
          outbox.answer(connection, batchId, news);
          baseline.replace(connection, accepted);
          history.record(connection, lines);
          return null;
        });
  }

  private static History.Line line(OutboxRow row, Result result) {
    Outcome outcome =
        switch (result.fate()) {
          case ACCEPTED -> Outcome.ACCEPTED;
          case REFUSED -> Outcome.REFUSED;
          case IN_DOUBT -> Outcome.IN_DOUBT;
        };
    return new History.Line(row, outcome, result.receipt(), result.receivedAt(), result.reason());
  }

  private static Accepted accepted(Outgoing outgoing, Result result) {
    return new Accepted(
        outgoing.laChildId(),
        outgoing.misChildId(),
        outgoing.personId(),
        outgoing.kind() == Outgoing.Kind.PURGE,
        outgoing.payload(),
        outgoing.payloadHash(),
        result.receipt(),
        result.receivedAt(),
        true);
  }

  /** Every record that is not settled, of all runs, oldest batch first. */
  public List<OpenBatch> open() {
    return outbox.open();
  }

  /** Takes records out of the outbox once they are written back. One in doubt stays. */
  public void settled(String batchId, Collection<Integer> positions) {
    whileOurs(
        connection -> {
          outbox.remove(connection, batchId, positions, false);
          return null;
        });
  }

  /** Takes records out of the outbox that were certainly not sent, as if they had never been in. */
  public void withdraw(String batchId, Collection<Integer> positions) {
    whileOurs(
        connection -> {
          outbox.remove(connection, batchId, positions, true);
          return null;
        });
  }

  /** Settles records in doubt as not accepted, and says so in the history. Others stay. */
  public void giveUp(String batchId, Collection<Integer> positions) {
    whileOurs(
        connection -> {
          List<History.Line> lines =
              outbox.rows(connection, batchId, positions).values().stream()
                  .filter(row -> row.state() == State.PREPARED)
                  .map(row -> new History.Line(row, Outcome.GIVEN_UP, null, null, GIVEN_UP))
                  .toList();
          history.record(connection, lines);
          outbox.remove(connection, batchId, positions, true);
          return null;
        });
  }

  /** What was sent of a child, oldest first. */
  public List<HistoryLine> history(String laChildId) {
    return history.of(laChildId);
  }

  @Override
  public void close() {
    release();
  }
}
