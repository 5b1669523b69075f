package org.purlin.io.csc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.purlin.io.staging.Parameters;
import org.purlin.io.staging.Sql;

/** Every sending of every child, and what came of it. One line a record of a batch. */
final class History {

  private final Sql sql;
  private final String schema;
  private final String scope;
  private final boolean keepsBodies;

  History(Sql sql, String schema, String scope, boolean keepsBodies) {
    this.sql = sql;
    this.schema = schema;
    this.scope = scope;
    this.keepsBodies = keepsBodies;
  }

  /**
   * What came of a record.
   *
   * @param receipt null when there is none
   * @param receivedAt null when there is none
   * @param reason null when there is none
   */
  record Line(
      OutboxRow row,
      HistoryLine.Outcome outcome,
      String receipt,
      Instant receivedAt,
      String reason) {}

  /** Records outcomes; of one recorded before, the outcome is replaced. */
  void record(Connection connection, List<Line> lines) throws SQLException {
    if (lines.isEmpty()) {
      return;
    }
    Instant now = Instant.now();
    List<Line> missing = new ArrayList<>();
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE "
                + RecordTables.HISTORY.in(schema)
                + " SET [recorded_at] = ?, [outcome] = ?, [receipt] = ?, [received_at] = ?,"
                + " [reason] = ? WHERE [scope] = ? AND [child_hash] = ? AND [batch_id] = ?"
                + " AND [position] = ?")) {
      for (Line line : lines) {
        Parameters.of(update)
            .instant(now)
            .text(name(line.outcome()))
            .text(Baseline.cut(line.receipt()))
            .instant(line.receivedAt())
            .longText(line.reason())
            .text(scope)
            .text(Key.hex(line.row().outgoing().laChildId()))
            .text(line.row().batchId())
            .number(line.row().outgoing().position())
            .addRow();
      }
      int[] changed = update.executeBatch();
      for (int i = 0; i < changed.length; i++) {
        if (changed[i] == 0) {
          missing.add(lines.get(i));
        }
      }
    }
    insert(connection, missing, now);
  }

  private void insert(Connection connection, List<Line> lines, Instant now) throws SQLException {
    if (lines.isEmpty()) {
      return;
    }
    try (PreparedStatement insert =
        connection.prepareStatement(RecordTables.HISTORY.insert(schema))) {
      for (Line line : lines) {
        Outgoing outgoing = line.row().outgoing();
        Parameters.of(insert)
            .text(scope)
            .text(Key.hex(outgoing.laChildId()))
            .text(line.row().batchId())
            .number(outgoing.position())
            .text(line.row().runId())
            .instant(now)
            .text(outgoing.kind().name().toLowerCase(Locale.ROOT))
            .text(name(line.outcome()))
            .text(Baseline.cut(line.receipt()))
            .instant(line.receivedAt())
            .longText(line.reason())
            .longText(keepsBodies ? outgoing.body() : null)
            .bytes(outgoing.payloadHash())
            .addRow();
      }
      insert.executeBatch();
    }
  }

  /** Oldest first. */
  List<HistoryLine> of(String laChildId) {
    return sql.transaction(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT "
                      + RecordTables.HISTORY.columnList()
                      + " FROM "
                      + RecordTables.HISTORY.in(schema)
                      + " WHERE [scope] = ? AND [child_hash] = ?"
                      + " ORDER BY [recorded_at], [batch_id], [position]")) {
            Parameters.of(select).text(scope).text(Key.hex(laChildId));
            return read(select);
          }
        });
  }

  private static List<HistoryLine> read(PreparedStatement select) throws SQLException {
    List<HistoryLine> lines = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        lines.add(
            new HistoryLine(
                Parameters.instant(row, "recorded_at"),
                row.getString("run_id"),
                row.getString("batch_id"),
                row.getInt("position"),
                Outgoing.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                HistoryLine.Outcome.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)),
                row.getString("receipt"),
                Parameters.instant(row, "received_at"),
                row.getString("reason"),
                row.getString("body"),
                row.getBytes("payload_hash")));
      }
    }
    return lines;
  }

  private static String name(HistoryLine.Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }
}
