package org.purlin.io.csc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.purlin.io.staging.Chunks;
import org.purlin.io.staging.Parameters;
import org.purlin.io.staging.Sql;

/** What was prepared for sending and is not settled. */
final class Outbox {

  private final Sql sql;
  private final String schema;
  private final String table;
  private final String scope;

  Outbox(Sql sql, String schema, String scope) {
    this.sql = sql;
    this.schema = schema;
    this.table = RecordTables.OUTBOX.in(schema);
    this.scope = scope;
  }

  /** Adds a batch. One that is there already, whole, is left as it is. */
  void add(Connection connection, Batch batch) throws SQLException {
    int there = count(connection, batch.id());
    if (there == batch.records().size()) {
      return;
    }
    if (there > 0) {
      throw new IllegalStateException(
          "Batch "
              + batch.id()
              + " was prepared before, with "
              + there
              + " records; now it has "
              + batch.records().size()
              + ". Each batch needs an id of its own.");
    }
    try (PreparedStatement insert =
        connection.prepareStatement(RecordTables.OUTBOX.insert(schema))) {
      for (Outgoing record : batch.records()) {
        Parameters.of(insert)
            .text(scope)
            .text(batch.id())
            .number(record.position())
            .text(batch.runId())
            .instant(batch.preparedAt())
            .number(record.rowId())
            .text(record.personId())
            .text(record.laChildId())
            .text(record.misChildId())
            .text(record.kind().name().toLowerCase(Locale.ROOT))
            .longText(record.body())
            .longText(record.payload())
            .bytes(record.payloadHash())
            .bytes(record.sourceHash())
            .text(OutboxRow.name(OpenRecord.State.PREPARED))
            .text(null)
            .instant(null)
            .longText(null)
            .addRow();
      }
      insert.executeBatch();
    }
  }

  private int count(Connection connection, String batchId) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT COUNT(*) FROM " + table + " WHERE [scope] = ? AND [batch_id] = ?")) {
      Parameters.of(select).text(scope).text(batchId);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  /** Rows of a batch by position; those that are not there are left out. */
  Map<Integer, OutboxRow> rows(Connection connection, String batchId, Collection<Integer> positions)
      throws SQLException {
    Map<Integer, OutboxRow> found = new LinkedHashMap<>();
    for (List<Integer> chunk : Chunks.of(new TreeSet<>(positions))) {
      try (PreparedStatement select =
          connection.prepareStatement(
              "SELECT "
                  + RecordTables.OUTBOX.columnList()
                  + " FROM "
                  + table
                  + " WHERE [scope] = ? AND [batch_id] = ? AND [position] IN ("
                  + Parameters.marks(chunk.size())
                  + ") ORDER BY [position]")) {
        Parameters parameters = Parameters.of(select).text(scope).text(batchId);
        for (int position : chunk) {
          parameters.number(position);
        }
        OutboxRow.read(select).forEach(row -> found.put(row.outgoing().position(), row));
      }
    }
    return found;
  }

  /** Notes what was answered. */
  void answer(Connection connection, String batchId, Collection<Result> results)
      throws SQLException {
    if (results.isEmpty()) {
      return;
    }
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE "
                + table
                + " SET [state] = ?, [receipt] = ?, [received_at] = ?, [reason] = ?"
                + " WHERE [scope] = ? AND [batch_id] = ? AND [position] = ?")) {
      for (Result result : results) {
        OpenRecord.State state =
            switch (result.fate()) {
              case ACCEPTED -> OpenRecord.State.ACCEPTED;
              case REFUSED -> OpenRecord.State.REFUSED;
              case IN_DOUBT -> OpenRecord.State.PREPARED;
            };
        Parameters.of(update)
            .text(OutboxRow.name(state))
            .text(Baseline.cut(result.receipt()))
            .instant(result.receivedAt())
            .longText(result.reason())
            .text(scope)
            .text(batchId)
            .number(result.position())
            .addRow();
      }
      update.executeBatch();
    }
  }

  /** All batches with what is left of them, oldest first. */
  List<OpenBatch> open() {
    List<OutboxRow> rows =
        sql.transaction(
            connection -> {
              try (PreparedStatement select =
                  connection.prepareStatement(
                      "SELECT "
                          + RecordTables.OUTBOX.columnList()
                          + " FROM "
                          + table
                          + " WHERE [scope] = ? ORDER BY [prepared_at], [batch_id], [position]")) {
                Parameters.of(select).text(scope);
                return OutboxRow.read(select);
              }
            });
    Map<String, List<OutboxRow>> byBatch = new LinkedHashMap<>();
    rows.forEach(row -> byBatch.computeIfAbsent(row.batchId(), any -> new ArrayList<>()).add(row));
    return byBatch.values().stream()
        .map(
            batch ->
                new OpenBatch(
                    batch.get(0).batchId(),
                    batch.get(0).runId(),
                    batch.get(0).preparedAt(),
                    batch.stream().map(OutboxRow::open).toList()))
        .toList();
  }

  /** Takes records out that are, or are not, in doubt; others stay. */
  void remove(Connection connection, String batchId, Collection<Integer> positions, boolean inDoubt)
      throws SQLException {
    if (positions.isEmpty()) {
      return;
    }
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM "
                + table
                + " WHERE [scope] = ? AND [batch_id] = ? AND [position] = ? AND [state] "
                + (inDoubt ? "=" : "<>")
                + " ?")) {
      for (int position : positions) {
        Parameters.of(delete)
            .text(scope)
            .text(batchId)
            .number(position)
            .text(OutboxRow.name(OpenRecord.State.PREPARED))
            .addRow();
      }
      delete.executeBatch();
    }
  }
}
