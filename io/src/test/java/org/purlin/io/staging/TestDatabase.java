package org.purlin.io.staging;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.purlin.io.secret.LocalEnvironment;
import org.purlin.io.secret.Secret;

/**
 * A real database with a schema of its own, dropped at the end: H2 always, and the SQL Server of
 * PURLIN_SQLSERVER_URL, PURLIN_SQLSERVER_USER and PURLIN_SQLSERVER_PASSWORD where they are set.
 */
public final class TestDatabase implements AutoCloseable {

  /** Short, so that tests of locks are over soon; the real one is twenty seconds. */
  private static final int LOCK_TIMEOUT_MILLIS = 500;

  private final Sql sql;
  private final SqlSettings settings;
  private final String schema;

  private TestDatabase(SqlSettings settings, String schema) {
    this.settings = settings;
    this.sql = Sql.open(settings);
    this.schema = schema;
    run("CREATE SCHEMA [" + schema + "]");
  }

  /** The databases there are. For parameterised tests. */
  public static Stream<Product> products() {
    return System.getenv("PURLIN_SQLSERVER_URL") == null
        ? Stream.of(Product.H2)
        : Stream.of(Product.values());
  }

  public static TestDatabase open(Product product) {
    String unique = UUID.randomUUID().toString().replace("-", "");
    SqlSettings settings =
        switch (product) {
          case H2 ->
              settings(
                  "jdbc:h2:mem:"
                      + unique
                      + ";DB_CLOSE_DELAY=-1;USER=sa;PASSWORD=Not-A-Secret-1;LOCK_TIMEOUT="
                      + LOCK_TIMEOUT_MILLIS);
          case SQL_SERVER ->
              settings(
                      System.getenv("PURLIN_SQLSERVER_URL")
                          + ";user={"
                          + System.getenv("PURLIN_SQLSERVER_USER").replace("}", "}}")
                          + "};password={"
                          + System.getenv("PURLIN_SQLSERVER_PASSWORD").replace("}", "}}")
                          + "}")
                  .withTrustServerCertificate(true);
        };
    return new TestDatabase(settings, "purlin_test_" + unique);
  }

  /** Settings with this connection string behind a reference. */
  public static SqlSettings settings(String connectionString) {
    String name = "TEST_CONNECTION_" + UUID.randomUUID().toString().replace('-', '_');
    LocalEnvironment.add(Map.of(name, connectionString));
    return SqlSettings.ofConnectionString(Secret.parse("connection", "env:" + name));
  }

  public Sql sql() {
    return sql;
  }

  public SqlSettings settings() {
    return settings;
  }

  public String schema() {
    return schema;
  }

  public TableName table(String name) {
    return new TableName(schema, name);
  }

  /** Runs a statement and commits it. */
  public void run(String statement, Object... values) {
    sql.transaction(
        connection -> {
          try (PreparedStatement prepared = connection.prepareStatement(statement)) {
            for (int i = 0; i < values.length; i++) {
              prepared.setObject(i + 1, values[i]);
            }
            return prepared.execute();
          }
        });
  }

  /** Rows as texts; numbers, times and null as Java prints them. */
  public List<List<String>> query(String select) {
    return sql.transaction(
        connection -> {
          try (PreparedStatement prepared = connection.prepareStatement(select);
              ResultSet row = prepared.executeQuery()) {
            List<List<String>> rows = new ArrayList<>();
            while (row.next()) {
              List<String> values = new ArrayList<>();
              for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                values.add(String.valueOf(row.getString(i)));
              }
              rows.add(values);
            }
            return rows;
          }
        });
  }

  /** A second real connection, not committing by itself. */
  public Connection connection() throws SQLException {
    return sql.dataSource().getConnection();
  }

  @Override
  public void close() {
    for (List<String> table :
        query(
            "SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = '"
                + schema
                + "'")) {
      run("DROP TABLE [" + schema + "].[" + table.get(0) + "]");
    }
    run("DROP SCHEMA [" + schema + "]");
    if (sql.product() == Product.H2) {
      try (Connection last = connection()) {
        last.createStatement().execute("SHUTDOWN");
      } catch (SQLException closed) {
        // The connection ends with the database.
      }
    }
    sql.close();
  }
}
