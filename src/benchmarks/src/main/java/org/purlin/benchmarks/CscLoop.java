package org.purlin.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.purlin.io.csc.Scope;
import org.purlin.io.staging.SourceHash;
import org.purlin.io.staging.TableName;
import org.purlin.transforms.csc.ChildDelta;
import org.purlin.transforms.csc.ChildHash;
import org.purlin.transforms.csc.ChildJson;
import org.purlin.transforms.csc.ChildRules;
import org.purlin.transforms.csc.DeltaSettings;
import org.purlin.transforms.rows.BadRecordException;

/**
 * The peer: the job's own classes for parsing, hashing, differences and rules in a plain loop on
 * one thread, with plain JDBC and one transaction a batch. It keeps the same table of what was
 * accepted, so that it and the job can take turns. It has no runner, no outbox, no history, no
 * lock, no report and no second try; it knows no deletions and no bad records.
 */
final class CscLoop {

  private static final int FETCH_SIZE = 500;
  private static final int BATCH = 100;
  private static final DeltaSettings DELTA = DeltaSettings.DEFAULT;
  private static final ChildRules RULES = ChildRules.standard();

  private final Connection connection;
  private final CscPosts posts;
  private final String staging;
  private final String accepted;
  private final String scope;

  private CscLoop(Map<String, String> site) throws Exception {
    connection = DriverManager.getConnection(site.get("SQL_CONN_STR"));
    connection.setAutoCommit(false);
    posts = new CscPosts(site);
    TableName table = TableName.parse(site.get("TABLE_NAME"));
    staging = table.quoted();
    accepted = new TableName(table.schema(), "purlin_csc_accepted").quoted();
    scope = new Scope(site.get("LA_CODE"), site.get("TABLE_NAME"), site.get("API_ENDPOINT")).id();
  }

  /** Everything it needs is in the environment. */
  public static void main(String[] args) throws Exception {
    run(System.getenv());
  }

  static void run(Map<String, String> site) throws Exception {
    CscLoop loop = new CscLoop(site);
    try (loop.connection) {
      List<Long> changed = loop.changed(loop.held());
      for (int from = 0; from < changed.size(); from += BATCH) {
        loop.send(changed.subList(from, Math.min(changed.size(), from + BATCH)));
        loop.connection.commit();
      }
    }
  }

  private Map<String, byte[]> held() throws SQLException {
    Map<String, byte[]> held = new HashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT [la_child_id], [payload_hash] FROM " + accepted + " WHERE [scope] = ?")) {
      select.setFetchSize(FETCH_SIZE);
      select.setString(1, scope);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          held.put(row.getString(1), row.getBytes(2));
        }
      }
    }
    return held;
  }

  /** Ids of the rows that differ from what is held. */
  private List<Long> changed(Map<String, byte[]> held) throws SQLException, BadRecordException {
    List<Long> changed = new ArrayList<>();
    try (Statement select = connection.createStatement()) {
      select.setFetchSize(FETCH_SIZE);
      try (ResultSet row =
          select.executeQuery("SELECT [id], [json_payload] FROM " + staging + " ORDER BY [id]")) {
        while (row.next()) {
          ObjectNode child = ChildJson.parse(row.getString(2));
          if (!Arrays.equals(
              held.get(child.get("la_child_id").textValue()), ChildHash.of(child, DELTA))) {
            changed.add(row.getLong(1));
          }
        }
      }
    }
    return changed;
  }

  /** A row's child. */
  private record Row(long id, String personId, String payload, ObjectNode child, String key) {}

  private void send(List<Long> ids) throws Exception {
    List<Row> rows = rows(ids);
    Map<String, String> before = payloadsHeld(rows);
    List<String> bodies = new ArrayList<>();
    for (Row row : rows) {
      String last = before.get(row.key());
      ObjectNode body =
          last == null
              ? ChildDelta.full(row.child(), DELTA)
              : ChildDelta.between(ChildJson.parse(last), row.child(), DELTA).orElseThrow();
      if (!RULES.check(row.child()).isEmpty()) {
        throw new IllegalStateException("The stand-in's children keep the rules.");
      }
      bodies.add(ChildJson.text(body));
    }
    JsonNode receipts = posts.post("[" + String.join(",", bodies) + "]");
    keep(rows, before, receipts);
    writeBack(rows, receipts);
  }

  private List<Row> rows(List<Long> ids) throws SQLException, BadRecordException {
    List<Row> rows = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT [id], [person_id], [json_payload] FROM "
                + staging
                + " WHERE [id] IN ("
                + ids.stream().map(String::valueOf).collect(Collectors.joining(","))
                + ")")) {
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          ObjectNode child = ChildJson.parse(row.getString(3));
          String key =
              HexFormat.of().formatHex(SourceHash.of(child.get("la_child_id").textValue()));
          rows.add(new Row(row.getLong(1), row.getString(2), row.getString(3), child, key));
        }
      }
    }
    return rows;
  }

  private Map<String, String> payloadsHeld(List<Row> rows) throws SQLException {
    Map<String, String> payloads = new HashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT [child_hash], [payload] FROM "
                + accepted
                + " WHERE [scope] = ? AND [child_hash] IN ("
                + rows.stream().map(row -> "'" + row.key() + "'").collect(Collectors.joining(","))
                + ")")) {
      select.setString(1, scope);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          payloads.put(row.getString(1), row.getString(2));
        }
      }
    }
    return payloads;
  }

  private void keep(List<Row> rows, Map<String, String> before, JsonNode receipts)
      throws SQLException {
    try (PreparedStatement update =
            connection.prepareStatement(
                "UPDATE "
                    + accepted
                    + " SET [payload] = ?, [payload_hash] = ?, [receipt] = ?,"
                    + " [accepted_at] = CURRENT_TIMESTAMP WHERE [scope] = ? AND [child_hash] = ?");
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO "
                    + accepted
                    + " ([payload], [payload_hash], [receipt], [scope], [child_hash],"
                    + " [la_child_id], [person_id], [purged], [certain], [accepted_at])"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, 0, 1, CURRENT_TIMESTAMP)")) {
      for (int i = 0; i < rows.size(); i++) {
        Row row = rows.get(i);
        boolean isNew = !before.containsKey(row.key());
        PreparedStatement statement = isNew ? insert : update;
        statement.setString(1, row.payload());
        statement.setBytes(2, ChildHash.of(row.child(), DELTA));
        statement.setString(3, receipts.get(i).textValue());
        statement.setString(4, scope);
        statement.setString(5, row.key());
        if (isNew) {
          statement.setString(6, row.child().get("la_child_id").textValue());
          statement.setString(7, row.personId());
        }
        statement.addBatch();
      }
      update.executeBatch();
      insert.executeBatch();
    }
  }

  private void writeBack(List<Row> rows, JsonNode receipts) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE "
                + staging
                + " SET [submission_status] = 'sent', [row_state] = 'unchanged',"
                + " [api_response] = ?, [submission_timestamp] = CURRENT_TIMESTAMP,"
                + " [previous_json_payload] = [json_payload], [previous_hash] = [current_hash]"
                + " WHERE [id] = ? AND [json_payload] = ?")) {
      for (int i = 0; i < rows.size(); i++) {
        update.setString(1, receipts.get(i).textValue());
        update.setLong(2, rows.get(i).id());
        update.setString(3, rows.get(i).payload());
        update.addBatch();
      }
      update.executeBatch();
    }
  }
}
