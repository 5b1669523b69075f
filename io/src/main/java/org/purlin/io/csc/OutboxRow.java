package org.purlin.io.csc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.purlin.io.staging.Parameters;

/** A row of the outbox: a record, the batch it is in, and how far it came. */
record OutboxRow(
    String batchId,
    String runId,
    Instant preparedAt,
    Outgoing outgoing,
    OpenRecord.State state,
    String receipt,
    Instant receivedAt,
    String reason) {

  static List<OutboxRow> read(PreparedStatement select) throws SQLException {
    List<OutboxRow> rows = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        rows.add(
            new OutboxRow(
                row.getString("batch_id"),
                row.getString("run_id"),
                Parameters.instant(row, "prepared_at"),
                outgoing(row),
                OpenRecord.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("receipt"),
                Parameters.instant(row, "received_at"),
                row.getString("reason")));
      }
    }
    return rows;
  }

  private static Outgoing outgoing(ResultSet row) throws SQLException {
    return new Outgoing(
        row.getInt("position"),
        row.getLong("row_id"),
        row.getString("person_id"),
        row.getString("la_child_id"),
        row.getString("mis_child_id"),
        Outgoing.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        row.getString("body"),
        row.getString("payload"),
        row.getBytes("payload_hash"),
        row.getBytes("source_hash"));
  }

  OpenRecord open() {
    return new OpenRecord(outgoing, state, receipt, receivedAt, reason);
  }

  static String name(OpenRecord.State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
