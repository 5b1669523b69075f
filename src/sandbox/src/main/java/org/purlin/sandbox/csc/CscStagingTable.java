package org.purlin.sandbox.csc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The staging table, in an H2 database that plays SQL Server ({@code ;MODE=MSSQLServer}). Does what
 * the populate script does to it every night.
 */
public final class CscStagingTable {

  private final Shape shape;

  private CscStagingTable(Shape shape) {
    this.shape = shape;
  }

  /** A table that is there already. */
  public static CscStagingTable existing(Shape shape) {
    return new CscStagingTable(shape);
  }

  /**
   * Makes the table, and its schema where it is missing.
   *
   * @throws SQLException when there is such a table already
   */
  public static CscStagingTable create(Connection connection, Shape shape) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA IF NOT EXISTS [" + shape.schema() + "]");
      statement.execute(ddl(shape));
    }
    return new CscStagingTable(shape);
  }

  /** Its shape. */
  public Shape shape() {
    return shape;
  }

  /**
   * Lets a night pass, as the populate script does: three statements, each committed by itself, so
   * that a sender running meanwhile sees half a night.
   *
   * @param today the payloads of the children in the cohort, by person_id; read once
   * @param now what becomes last_updated, as wall time in UTC
   */
  public void populate(
      Connection connection, Map<String, ObjectNode> today, Instant now, PayloadHash hash)
      throws SQLException {
    new PopulateScript(shape, connection, now, hash).run(today);
  }

  private static String ddl(Shape shape) {
    boolean live = !shape.anonymous();
    List<String> columns = new ArrayList<>();
    columns.add("[id] INT IDENTITY(1,1)" + (live ? " PRIMARY KEY" : " NOT NULL"));
    columns.add("[person_id] NVARCHAR(" + shape.personIdWidth() + ")");
    if (shape.legacyId()) {
      columns.add("[legacy_id] NVARCHAR(36)");
    }
    columns.add("[previous_json_payload] NVARCHAR(MAX)");
    columns.add("[json_payload] NVARCHAR(MAX) NOT NULL");
    columns.add("[partial_json_payload] NVARCHAR(MAX)");
    columns.add("[current_hash] BINARY(32)");
    columns.add("[previous_hash] BINARY(32)");
    String pending = " DEFAULT '" + shape.spelling().of("Pending") + "'";
    columns.add("[submission_status] NVARCHAR(50)" + (live ? pending : ""));
    columns.add("[submission_timestamp] DATETIME" + (live ? " DEFAULT GETDATE()" : ""));
    columns.add("[api_response] NVARCHAR(MAX)");
    String fresh = " DEFAULT '" + shape.spelling().of("New") + "'";
    columns.add("[row_state] NVARCHAR(10)" + (live ? fresh : ""));
    columns.add("[last_updated] DATETIME" + (live ? " DEFAULT GETDATE()" : ""));
    return "CREATE TABLE " + shape.quoted() + " (" + String.join(", ", columns) + ")";
  }
}
