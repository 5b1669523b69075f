package org.purlin.sandbox.csc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** One night of the populate script. */
final class PopulateScript {

  private static final int ROWS_EACH = 500;

  /**
   * What is known of a row before the night.
   *
   * @param hash in hexadecimal digits; null when it has none
   */
  private record Row(int id, String hash) {}

  private final Shape shape;
  private final Connection connection;
  private final LocalDateTime now;
  private final PayloadHash hash;

  PopulateScript(Shape shape, Connection connection, Instant now, PayloadHash hash) {
    this.shape = shape;
    this.connection = connection;
    this.now = LocalDateTime.ofInstant(now, ZoneOffset.UTC);
    this.hash = hash;
  }

  void run(Map<String, ObjectNode> today) throws SQLException {
    boolean committing = connection.getAutoCommit();
    connection.setAutoCommit(false);
    try {
      Map<String, List<Row>> before = rows();
      update(before, today);
      connection.commit();
      insert(before, today);
      connection.commit();
      delete(before, today);
      connection.commit();
    } catch (SQLException | RuntimeException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(committing);
    }
  }

  private Map<String, List<Row>> rows() throws SQLException {
    Map<String, List<Row>> rows = new HashMap<>();
    String sql = "SELECT [id], [person_id], [current_hash] FROM " + shape.quoted();
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      while (found.next()) {
        if (found.getString(2) != null) {
          rows.computeIfAbsent(found.getString(2), first -> new ArrayList<>(1))
              .add(new Row(found.getInt(1), hex(found.getBytes(3))));
        }
      }
    }
    return rows;
  }

  /**
   * Rows whose hash differs. The same hash leaves a row as it is, also one marked as deleted; and
   * one without a hash stays too, because nothing differs from null in SQL.
   */
  private void update(Map<String, List<Row>> before, Map<String, ObjectNode> today)
      throws SQLException {
    String sql =
        "UPDATE "
            + shape.quoted()
            + " SET [previous_json_payload] = [json_payload], [previous_hash] = [current_hash],"
            + " [json_payload] = ?, [current_hash] = ?, [row_state] = ?, [submission_status] = ?,"
            + " [last_updated] = ? WHERE [id] = ?";
    try (Batch rows = new Batch(sql)) {
      for (String person : today.keySet()) {
        if (before.containsKey(person)) {
          ObjectNode payload = today.get(person);
          byte[] current = hash.of(payload);
          for (Row row : before.get(person)) {
            if (row.hash() != null && !row.hash().equals(hex(current))) {
              rows.add(
                  payload.toString(), current, state("Updated"), state("Pending"), now, row.id());
            }
          }
        }
      }
    }
  }

  private void insert(Map<String, List<Row>> before, Map<String, ObjectNode> today)
      throws SQLException {
    String sql =
        "INSERT INTO "
            + shape.quoted()
            + " ([person_id], [json_payload], [current_hash], [row_state], [submission_status],"
            + (shape.legacyId() ? " [last_updated], [legacy_id])" : " [last_updated])")
            + (shape.legacyId() ? " VALUES (?, ?, ?, ?, ?, ?, ?)" : " VALUES (?, ?, ?, ?, ?, ?)");
    try (Batch rows = new Batch(sql)) {
      for (String person : today.keySet()) {
        if (!before.containsKey(person)) {
          ObjectNode payload = today.get(person);
          List<Object> values = new ArrayList<>();
          values.add(person);
          values.add(payload.toString());
          values.add(hash.of(payload));
          values.addAll(List.of(state("New"), state("Pending"), now));
          if (shape.legacyId()) {
            values.add(payload.path("mis_child_id").textValue());
          }
          rows.add(values.toArray());
        }
      }
    }
  }

  /** Everyone who is not in the cohort, also who was not in it last night. */
  private void delete(Map<String, List<Row>> before, Map<String, ObjectNode> today)
      throws SQLException {
    String sql =
        "UPDATE " + shape.quoted() + " SET [row_state] = ?, [last_updated] = ? WHERE [id] = ?";
    try (Batch rows = new Batch(sql)) {
      for (Map.Entry<String, List<Row>> person : before.entrySet()) {
        if (!today.containsKey(person.getKey())) {
          for (Row row : person.getValue()) {
            rows.add(state("Deleted"), now, row.id());
          }
        }
      }
    }
  }

  private static String hex(byte[] hash) {
    return hash == null ? null : HexFormat.of().formatHex(hash);
  }

  private String state(String capitalised) {
    return shape.spelling().of(capitalised);
  }

  /** One statement for many rows; what is left is sent on close. */
  private final class Batch implements AutoCloseable {
    private final PreparedStatement statement;
    private int waiting;

    Batch(String sql) throws SQLException {
      statement = connection.prepareStatement(sql);
    }

    void add(Object... values) throws SQLException {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.addBatch();
      waiting++;
      if (waiting == ROWS_EACH) {
        statement.executeBatch();
        waiting = 0;
      }
    }

    @Override
    public void close() throws SQLException {
      try (statement) {
        if (waiting > 0) {
          statement.executeBatch();
        }
      }
    }
  }
}
