package org.purlin.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import org.purlin.io.staging.TableName;

/** How fast today's payloads can be had from the database at all, over one connection. */
final class CscReadOnly {

  private static final int FETCH_SIZE = 500;

  private CscReadOnly() {}

  /** The database is in the environment. Prints the characters of all payloads. */
  public static void main(String[] args) throws Exception {
    long characters = 0;
    try (Connection connection = DriverManager.getConnection(System.getenv("SQL_CONN_STR"));
        Statement select = connection.createStatement()) {
      select.setFetchSize(FETCH_SIZE);
      String table = TableName.parse(System.getenv("TABLE_NAME")).quoted();
      try (ResultSet row = select.executeQuery("SELECT [json_payload] FROM " + table)) {
        while (row.next()) {
          characters += row.getString(1).length();
        }
      }
    }
    System.out.println(characters);
  }
}
