package org.purlin.io.staging;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Calendar;
import java.util.TimeZone;

/**
 * Fills a statement's parameters from left to right, with types that stay the same from row to row
 * of a batch, so that SQL Server prepares it once. Times go in and come out as UTC, whatever zone
 * this machine is in.
 */
public final class Parameters {

  private final PreparedStatement statement;
  private int filled;

  private Parameters(PreparedStatement statement) {
    this.statement = statement;
  }

  /** Starts at the first parameter. */
  public static Parameters of(PreparedStatement statement) {
    return new Parameters(statement);
  }

  /** An NVARCHAR of at most 4,000 characters, or null. */
  public Parameters text(String value) throws SQLException {
    return object(value, Types.NVARCHAR);
  }

  /** An NVARCHAR(MAX), or null. */
  public Parameters longText(String value) throws SQLException {
    return object(value, Types.LONGNVARCHAR);
  }

  /** A BIGINT. */
  public Parameters number(long value) throws SQLException {
    statement.setLong(++filled, value);
    return this;
  }

  /** A BIT. */
  public Parameters flag(boolean value) throws SQLException {
    statement.setBoolean(++filled, value);
    return this;
  }

  /** A VARBINARY, or null. */
  public Parameters bytes(byte[] value) throws SQLException {
    if (value == null) {
      statement.setNull(++filled, Types.VARBINARY);
    } else {
      statement.setBytes(++filled, value);
    }
    return this;
  }

  /** A DATETIME2 with the wall time of UTC, or null. */
  public Parameters instant(Instant value) throws SQLException {
    if (value == null) {
      statement.setNull(++filled, Types.TIMESTAMP);
    } else {
      statement.setTimestamp(++filled, Timestamp.from(value), utc());
    }
    return this;
  }

  /** Ends a row of a batch and starts the next one. */
  public void addRow() throws SQLException {
    statement.addBatch();
    filled = 0;
  }

  /** A column that was written by {@link #instant(Instant)}; null when it is. */
  public static Instant instant(ResultSet rows, String column) throws SQLException {
    Timestamp value = rows.getTimestamp(column, utc());
    return value == null ? null : value.toInstant();
  }

  /** So many parameters for an IN list: {@code ?,?,?}. */
  public static String marks(int count) {
    return "?,".repeat(count).substring(0, 2 * count - 1);
  }

  private Parameters object(String value, int type) throws SQLException {
    if (value == null) {
      statement.setNull(++filled, type);
    } else {
      statement.setObject(++filled, value, type);
    }
    return this;
  }

  /** A new one each time: drivers change the calendar they are given. */
  private static Calendar utc() {
    return Calendar.getInstance(TimeZone.getTimeZone("UTC"));
  }
}
