package org.purlin.io.csc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.purlin.io.staging.DatabaseException;
import org.purlin.io.staging.Parameters;
import org.purlin.io.staging.Product;
import org.purlin.io.staging.Sql;
import org.purlin.io.staging.TableName;

/**
 * The sender's own tables. Keys have a binary order on SQL Server: under a Danish collation, for
 * example, {@code aa} comes after {@code z}, and ranges of hex digits would miss children.
 */
enum RecordTables {
  /**
   * What the receiver last accepted of each child. Children are asked for by lists of hashes, and
   * H2 looks a list up in an index only by the index's first column.
   */
  ACCEPTED(
      "purlin_csc_accepted",
      "child_hash, scope",
      "scope KEY(32) NOT NULL",
      "child_hash KEY(64) NOT NULL",
      "la_child_id NVARCHAR(100) NOT NULL",
      "mis_child_id NVARCHAR(100) NULL",
      "person_id NVARCHAR(100) NULL",
      "purged BIT NOT NULL",
      "payload NVARCHAR(MAX) NULL",
      "payload_hash BINARY(32) NULL",
      "receipt NVARCHAR(400) NULL",
      "accepted_at DATETIME2(3) NULL",
      "certain BIT NOT NULL"),
  /** What was prepared for sending and is not settled. */
  OUTBOX(
      "purlin_csc_outbox",
      "scope, batch_id, position",
      "scope KEY(32) NOT NULL",
      "batch_id TEXTKEY(64) NOT NULL",
      "position INT NOT NULL",
      "run_id NVARCHAR(64) NOT NULL",
      "prepared_at DATETIME2(3) NOT NULL",
      "row_id BIGINT NOT NULL",
      "person_id NVARCHAR(100) NULL",
      "la_child_id NVARCHAR(100) NOT NULL",
      "mis_child_id NVARCHAR(100) NULL",
      "kind NVARCHAR(10) NOT NULL",
      "body NVARCHAR(MAX) NOT NULL",
      "payload NVARCHAR(MAX) NULL",
      "payload_hash BINARY(32) NULL",
      "source_hash BINARY(32) NULL",
      "state NVARCHAR(10) NOT NULL",
      "receipt NVARCHAR(400) NULL",
      "received_at DATETIME2(3) NULL",
      "reason NVARCHAR(MAX) NULL"),
  /** Every sending of every child. */
  HISTORY(
      "purlin_csc_history",
      "scope, child_hash, batch_id, position",
      "scope KEY(32) NOT NULL",
      "child_hash KEY(64) NOT NULL",
      "batch_id TEXTKEY(64) NOT NULL",
      "position INT NOT NULL",
      "run_id NVARCHAR(64) NOT NULL",
      "recorded_at DATETIME2(3) NOT NULL",
      "kind NVARCHAR(10) NOT NULL",
      "outcome NVARCHAR(10) NOT NULL",
      "receipt NVARCHAR(400) NULL",
      "received_at DATETIME2(3) NULL",
      "reason NVARCHAR(MAX) NULL",
      "body NVARCHAR(MAX) NULL",
      "payload_hash BINARY(32) NULL"),
  /** Which run works on a scope. One row a scope, which stays. */
  LOCK(
      "purlin_csc_lock",
      "scope",
      "scope KEY(32) NOT NULL",
      "run_id NVARCHAR(64) NULL",
      "host NVARCHAR(255) NULL",
      "process_space NVARCHAR(255) NULL",
      "pid BIGINT NULL",
      "process_start DATETIME2(3) NULL",
      "taken_at DATETIME2(3) NULL",
      "until_at DATETIME2(3) NULL",
      "version BIGINT NOT NULL");

  private final String tableName;
  private final String key;

  /** One a line, because an enum holds nothing that could change. */
  private final String columns;

  RecordTables(String tableName, String key, String... columns) {
    this.tableName = tableName;
    this.key = key;
    this.columns = String.join("\n", columns);
  }

  /** As it stands in a statement. */
  String in(String schema) {
    return new TableName(schema, tableName).quoted();
  }

  /** The statement that makes it. */
  String create(String schema, Product product) {
    String collation = product == Product.SQL_SERVER ? " COLLATE Latin1_General_BIN2" : "";
    String lines =
        columns
            .lines()
            .map(column -> column.replaceFirst("^(\\w+) ", "[$1] "))
            .map(column -> column.replaceFirst(" TEXTKEY(\\(\\d+\\))", " NVARCHAR$1" + collation))
            .map(column -> column.replaceFirst(" KEY(\\(\\d+\\))", " NCHAR$1" + collation))
            .collect(Collectors.joining(",\n  "));
    return "CREATE TABLE "
        + in(schema)
        + " (\n  "
        + lines
        + ",\n  CONSTRAINT [pk_"
        + tableName
        + "] PRIMARY KEY ("
        + key.replaceAll("\\w+", "[$0]")
        + ")\n)";
  }

  /** Its columns, quoted and with commas, in the order of the definition. */
  String columnList() {
    return columns
        .lines()
        .map(column -> "[" + column.substring(0, column.indexOf(' ')) + "]")
        .collect(Collectors.joining(", "));
  }

  /** Inserts a row: one parameter a column, in the order of the definition. */
  String insert(String schema) {
    return "INSERT INTO "
        + in(schema)
        + " ("
        + columnList()
        + ") VALUES ("
        + Parameters.marks((int) columns.lines().count())
        + ")";
  }

  /** The statement that makes the schema of the tables, where it is missing. */
  static String createSchema(String schema, Product product) {
    // The name is checked there: it has no sign that could end it.
    String quoted = TableName.quote(new TableName(schema, LOCK.tableName).schema());
    // SQL Server wants CREATE SCHEMA to be alone in its batch, so it is given one.
    return product == Product.SQL_SERVER
        ? "IF SCHEMA_ID(N'" + schema + "') IS NULL EXEC(N'CREATE SCHEMA " + quoted + "')"
        : "CREATE SCHEMA IF NOT EXISTS " + quoted;
  }

  /** All statements, and as comments the rights a sender's login needs. */
  static List<String> ddl(String schema, Product product) {
    List<String> all = new ArrayList<>();
    for (RecordTables table : values()) {
      all.add(table.create(schema, product));
    }
    all.add(
        "-- The login that sends needs no more than these rights; put its name for sender, and the"
            + " staging table's name for staging.");
    grants(schema, "[staging]", "[sender]").forEach(grant -> all.add("-- " + grant));
    return List.copyOf(all);
  }

  /**
   * The rights a sender needs, and no more.
   *
   * @param staging the staging table, quoted
   * @param user who sends, quoted
   */
  static List<String> grants(String schema, String staging, String user) {
    List<String> all = new ArrayList<>();
    all.add("GRANT SELECT, UPDATE ON " + staging + " TO " + user);
    for (RecordTables table : values()) {
      all.add(
          "GRANT "
              + String.join(", ", table.rights().keySet())
              + " ON "
              + table.in(schema)
              + " TO "
              + user);
    }
    return List.copyOf(all);
  }

  /** What a sender must be allowed, each with a statement that needs it and changes nothing. */
  private Map<String, String> rights() {
    String first = "[" + columns.substring(0, columns.indexOf(' ')) + "]";
    Map<String, String> rights = new LinkedHashMap<>();
    rights.put("SELECT", "SELECT " + first + " FROM %s WHERE 1 = 0");
    rights.put("INSERT", "INSERT INTO %1$s SELECT * FROM %1$s WHERE 1 = 0");
    rights.put("UPDATE", "UPDATE %s SET " + first + " = " + first + " WHERE 1 = 0");
    if (this == OUTBOX) {
      rights.put("DELETE", "DELETE FROM %s WHERE 1 = 0");
    }
    return rights;
  }

  /** The rights this login does not have, each as {@code UPDATE on purlin_csc_lock}. */
  static List<String> missingRights(Sql sql, String schema) {
    List<String> missing = new ArrayList<>();
    for (RecordTables table : values()) {
      table
          .rights()
          .forEach(
              (right, statement) -> {
                if (!isAllowed(sql, statement.formatted(table.in(schema)))) {
                  missing.add(right + " on " + table);
                }
              });
    }
    return missing;
  }

  private static boolean isAllowed(Sql sql, String statement) {
    try {
      return sql.transaction(
          connection -> {
            try (PreparedStatement nothing = connection.prepareStatement(statement)) {
              nothing.execute();
              return true;
            }
          });
    } catch (DatabaseException e) {
      if (e.kind() == DatabaseException.Kind.NO_RIGHTS) {
        return false;
      }
      throw e;
    }
  }

  /** The tables that are not there. */
  static List<RecordTables> missing(Sql sql, String schema) {
    return Arrays.stream(values())
        .filter(table -> !sql.<Boolean>transaction(connection -> table.exists(connection, schema)))
        .toList();
  }

  private boolean exists(Connection connection, String schema) throws SQLException {
    try (PreparedStatement nothing =
            connection.prepareStatement("SELECT * FROM " + in(schema) + " WHERE 1 = 0");
        ResultSet rows = nothing.executeQuery()) {
      return !rows.next();
    } catch (SQLException e) {
      if (Sql.isTableMissing(e)) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public String toString() {
    return tableName;
  }
}
