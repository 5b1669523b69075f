package org.purlin.sandbox.bigquery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** The rows, in an H2 database in memory. One connection; the caller sees to one use at a time. */
final class Engine implements AutoCloseable {

  private static final int BATCH_ROWS = 1000;
  private static final String MODE =
      ";DATABASE_TO_UPPER=FALSE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;TIME ZONE=UTC";

  private final Connection connection;

  Engine() throws SQLException {
    String name = HexFormat.of().toHexDigits(new SecureRandom().nextLong());
    this.connection = DriverManager.getConnection("jdbc:h2:mem:bigquery" + name + MODE);
  }

  /** Work in which all changes are kept, or none. Statements that change tables end it. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws SQLException;
  }

  <T> T inTransaction(Work<T> work) throws SQLException {
    return rehearsed(
        () -> {
          T result = work.run();
          connection.commit();
          return result;
        });
  }

  /** Runs work whose changes are undone, unless it commits them. */
  <T> T rehearsed(Work<T> work) throws SQLException {
    connection.setAutoCommit(false);
    try {
      return work.run();
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  /** Runs a statement. Returns how many rows it changed. */
  long run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeLargeUpdate(sql);
    }
  }

  PreparedStatement prepare(String sql) throws SQLException {
    return connection.prepareStatement(sql);
  }

  void create(String table, Schema schema) throws SQLException {
    String columns =
        schema.columns().stream().map(Column::declaration).collect(Collectors.joining(", "));
    run("CREATE TABLE " + table + " (" + columns + ")");
  }

  /** Changes a table's columns from one schema to another that only adds and relaxes. */
  void alter(String table, Schema old, Schema changed) throws SQLException {
    for (Column column : changed.columns()) {
      Column before = old.column(column.name());
      if (before == null) {
        run("ALTER TABLE " + table + " ADD COLUMN " + column.declaration());
      } else if (before.mode() != column.mode()) {
        run("ALTER TABLE " + table + " ALTER COLUMN " + Names.quoted(column.name()) + " SET NULL");
      }
    }
  }

  /** Adds rows that have every column of the schema. */
  void insert(String table, Schema schema, Iterable<? extends JsonNode> rows) throws SQLException {
    if (schema.columns().isEmpty()) {
      return;
    }
    String marks = String.join(", ", Collections.nCopies(schema.columns().size(), "?"));
    String sql = "INSERT INTO " + table + " (" + schema.names() + ") VALUES (" + marks + ")";
    try (PreparedStatement statement = prepare(sql)) {
      int waiting = 0;
      for (JsonNode row : rows) {
        int at = 1;
        for (Column column : schema.columns()) {
          Cells.bind(statement, at, column, row.get(column.name()));
          at++;
        }
        statement.addBatch();
        waiting++;
        if (waiting == BATCH_ROWS) {
          statement.executeBatch();
          waiting = 0;
        }
      }
      if (waiting > 0) {
        statement.executeBatch();
      }
    }
  }

  /** A part of a table's rows, in the order in which they came. */
  List<ObjectNode> rows(String table, Schema schema, String condition, long from, long most)
      throws SQLException {
    if (schema.columns().isEmpty()) {
      return List.of();
    }
    String sql =
        "SELECT %s FROM %s WHERE %s ORDER BY _ROWID_ OFFSET %d ROWS FETCH NEXT %d ROWS ONLY"
            .formatted(schema.names(), table, condition, from, most);
    List<ObjectNode> rows = new ArrayList<>();
    try (PreparedStatement statement = prepare(sql);
        ResultSet result = statement.executeQuery()) {
      while (result.next()) {
        rows.add(Cells.row(result, schema));
      }
    }
    return rows;
  }

  long count(String table, String condition) throws SQLException {
    try (PreparedStatement statement =
            prepare("SELECT COUNT(*) FROM " + table + " WHERE " + condition);
        ResultSet result = statement.executeQuery()) {
      result.next();
      return result.getLong(1);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
