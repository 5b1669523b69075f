package org.purlin.io.csc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.purlin.io.staging.Parameters;
import org.purlin.io.staging.Product;
import org.purlin.io.staging.Sql;

/**
 * One run a scope, and of a run the attempt that took it last. The row is read, judged here, and
 * changed only if it is still what was read; of two at once one changes it and the other reads
 * again. Its version grows each time it is taken, and what is renewed or written with an earlier
 * one is refused. All times are the database's, in UTC, so that no clock of a machine and no summer
 * time matters.
 */
final class Lease {

  private static final String IF_OURS = " WHERE [scope] = ? AND [run_id] = ? AND [version] = ?";

  private static final String GIVE_BACK = " SET [run_id] = NULL, [version] = [version] + 1";

  /** Each time round, another run has changed the row; then it is held, and that is the answer. */
  private static final int ROUNDS = 20;

  /**
   * The row.
   *
   * @param owner null when nobody has it
   */
  private record Row(Owner owner, Instant takenAt, Instant until, long version) {}

  private final Sql sql;
  private final String table;
  private final String scope;

  Lease(Sql sql, String schema, String scope) {
    this.sql = sql;
    this.table = RecordTables.LOCK.in(schema);
    this.scope = scope;
  }

  LeaseToken take(Owner owner, Duration lease) {
    sql.transaction(this::addRow);
    for (int round = 0; round < ROUNDS; round++) {
      Optional<LeaseToken> token = sql.transaction(connection -> tryTake(connection, owner, lease));
      if (token.isPresent()) {
        return token.get();
      }
    }
    throw new IllegalStateException(
        "Too many runs ask for the same records at once. Nothing was sent. Run again.");
  }

  /** The row may be there: from before, or from a run that began at the same moment. */
  private Void addRow(Connection connection) throws SQLException {
    if (read(connection) != null) {
      return null;
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO " + table + " ([scope], [version]) VALUES (?, 0)")) {
      Parameters.of(insert).text(scope);
      insert.executeUpdate();
    } catch (SQLException e) {
      if (!Sql.isDuplicate(e)) {
        throw e;
      }
    }
    return null;
  }

  private Optional<LeaseToken> tryTake(Connection connection, Owner owner, Duration lease)
      throws SQLException {
    Row row = read(connection);
    Instant now = now(connection);
    boolean ours = row.owner() != null && row.owner().runId().equals(owner.runId());
    boolean free =
        row.owner() == null
            || ours
            || !row.until().isAfter(now)
            || row.owner().isKnownToHaveEnded();
    if (!free) {
      throw new LeaseHeldException(
          row.owner().runId(), row.owner().host(), row.takenAt(), row.until());
    }
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE "
                + table
                + " SET [run_id] = ?, [host] = ?, [process_space] = ?, [pid] = ?,"
                + " [process_start] = ?, [taken_at] = ?, [until_at] = ?, [version] = [version] + 1"
                // Who renews it meanwhile changes its end only.
                + " WHERE [scope] = ? AND [version] = ? AND ([run_id] IS NULL OR [until_at] = ?)")) {
      Parameters.of(update)
          .text(owner.runId())
          .text(owner.host())
          .text(owner.processSpace())
          .number(owner.pid())
          .instant(owner.processStart())
          .instant(ours ? row.takenAt() : now)
          .instant(now.plus(lease))
          .text(scope)
          .number(row.version())
          .instant(row.until());
      return update.executeUpdate() == 1
          ? Optional.of(new LeaseToken(owner.runId(), row.version() + 1))
          : Optional.empty();
    }
  }

  Optional<LeaseHolder> holder() {
    return sql.transaction(
        connection -> {
          Row row = read(connection);
          if (row == null || row.owner() == null) {
            return Optional.empty();
          }
          boolean live = row.until().isAfter(now(connection)) && !row.owner().isKnownToHaveEnded();
          return Optional.of(
              new LeaseHolder(
                  row.owner().runId(), row.owner().host(), row.takenAt(), row.until(), live));
        });
  }

  void renew(LeaseToken token, Duration lease) {
    sql.transaction(
        connection -> {
          Instant until = now(connection).plus(lease);
          try (PreparedStatement update =
              connection.prepareStatement("UPDATE " + table + " SET [until_at] = ?" + IF_OURS)) {
            changeOurs(update, Parameters.of(update).instant(until), token);
          }
          return null;
        });
  }

  /**
   * Nobody takes the lease until this transaction ends.
   *
   * @throws LeaseLostException when somebody has
   */
  void keep(Connection connection, LeaseToken token) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE " + table + " SET [version] = [version]" + IF_OURS)) {
      changeOurs(update, Parameters.of(update), token);
    }
  }

  private void changeOurs(PreparedStatement update, Parameters parameters, LeaseToken token)
      throws SQLException {
    parameters.text(scope).text(token.runId()).number(token.version());
    if (update.executeUpdate() != 1) {
      throw new LeaseLostException(token.runId());
    }
  }

  void release(LeaseToken token) {
    sql.transaction(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement("UPDATE " + table + GIVE_BACK + IF_OURS)) {
            Parameters.of(update).text(scope).text(token.runId()).number(token.version());
            return update.executeUpdate();
          }
        });
  }

  /** Whichever attempt of the run has it. */
  void release(String runId) {
    sql.transaction(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "UPDATE " + table + GIVE_BACK + " WHERE [scope] = ? AND [run_id] = ?")) {
            Parameters.of(update).text(scope).text(runId);
            return update.executeUpdate();
          }
        });
  }

  private Row read(Connection connection) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT " + RecordTables.LOCK.columnList() + " FROM " + table + " WHERE [scope] = ?")) {
      Parameters.of(select).text(scope);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return null;
        }
        String runId = row.getString("run_id");
        Owner owner =
            runId == null
                ? null
                : new Owner(
                    runId,
                    row.getString("host"),
                    row.getString("process_space"),
                    row.getLong("pid"),
                    Parameters.instant(row, "process_start"));
        return new Row(
            owner,
            Parameters.instant(row, "taken_at"),
            Parameters.instant(row, "until_at"),
            row.getLong("version"));
      }
    }
  }

  /** SQL Server's CURRENT_TIMESTAMP is local time without zone; H2 has one with its zone. */
  private Instant now(Connection connection) throws SQLException {
    boolean sqlServer = sql.product() == Product.SQL_SERVER;
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT " + (sqlServer ? "SYSUTCDATETIME()" : "CURRENT_TIMESTAMP") + " AS [now]");
        ResultSet row = select.executeQuery()) {
      row.next();
      return sqlServer
          ? Parameters.instant(row, "now")
          : row.getObject("now", OffsetDateTime.class).toInstant();
    }
  }
}
