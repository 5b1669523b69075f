package org.purlin.pipelines.csc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.purlin.sandbox.csc.Shape;
import org.purlin.sandbox.csc.StagingDatabase;

/** The tables of a test's database, as texts. */
final class StagedTables {

  private final StagingDatabase database;
  private final String staging;

  StagedTables(StagingDatabase database, Shape shape) {
    this.database = database;
    this.staging = "[" + shape.schema() + "].[" + shape.table() + "]";
  }

  /** Rows of the staging table by person_id; columns in the table's order, bytes in hex. */
  Map<String, Map<String, String>> rows() {
    Map<String, Map<String, String>> rows = new TreeMap<>();
    for (Map<String, String> row : rows("SELECT * FROM " + staging)) {
      rows.put(String.valueOf(row.get("person_id")), row);
    }
    return rows;
  }

  Map<String, String> row(String person) {
    return rows().get(person);
  }

  /** status, state of a row: {@code sent unchanged}. */
  String state(String person) {
    Map<String, String> row = row(person);
    return row.get("submission_status") + " " + row.get("row_state");
  }

  /** How many rows have each pair of status and state. */
  Map<String, Integer> states() {
    Map<String, Integer> states = new TreeMap<>();
    for (Map<String, String> row : rows("SELECT * FROM " + staging)) {
      states.merge(row.get("submission_status") + " " + row.get("row_state"), 1, Integer::sum);
    }
    return states;
  }

  /** One of the sender's own tables. */
  List<Map<String, String>> own(String table) {
    return rows("SELECT * FROM [dbo].[purlin_csc_" + table + "]");
  }

  /** Whole contents of all tables, by name. */
  Map<String, List<Map<String, String>>> everything() {
    Map<String, List<Map<String, String>>> all = new TreeMap<>();
    for (Map<String, String> table :
        rows(
            "SELECT TABLE_SCHEMA AS [schema], TABLE_NAME AS [table] FROM INFORMATION_SCHEMA.TABLES"
                + " WHERE TABLE_SCHEMA <> 'INFORMATION_SCHEMA'")) {
      String name = "[" + table.get("schema") + "].[" + table.get("table") + "]";
      all.put(name, rows("SELECT * FROM " + name + " ORDER BY 1, 2, 3"));
    }
    return all;
  }

  /** Changes columns of one row, {@code "[json_payload] = ?"} and its values. */
  void update(String person, String settings, Object... values) {
    List<Object> all = new ArrayList<>(List.of(values));
    all.add(person);
    execute("UPDATE " + staging + " SET " + settings + " WHERE [person_id] = ?", all.toArray());
  }

  /** Adds a row as the populate script does for one unseen. */
  void insert(String person, String payload) {
    execute(
        "INSERT INTO "
            + staging
            + " ([person_id], [json_payload], [row_state], [submission_status])"
            + " VALUES (?, ?, 'New', 'Pending')",
        person,
        payload);
  }

  void delete(String person) {
    execute("DELETE FROM " + staging + " WHERE [person_id] = ?", person);
  }

  /** The number of the session that asks; each connection to the database takes the next one. */
  long session() {
    return Long.parseLong(rows("SELECT SESSION_ID() AS [id]").get(0).get("id"));
  }

  void execute(String sql, Object... values) {
    try (Connection connection = database.connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.execute();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  List<Map<String, String>> rows(String sql) {
    List<Map<String, String>> rows = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      int columns = row.getMetaData().getColumnCount();
      while (row.next()) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 1; i <= columns; i++) {
          Object value = row.getObject(i);
          values.put(
              row.getMetaData().getColumnLabel(i),
              value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : row.getString(i));
        }
        rows.add(values);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return rows;
  }
}
