package org.purlin.io.staging;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The staging table of made-up children, beside the one of real ones. Its name ends in {@code
 * _anon}, by which it is known that its rows are about nobody, so no other table is ever written.
 */
public final class RehearsalTable {

  /** The populate script's name for the table of made-up children ends so. */
  public static final String SUFFIX = "_anon";

  /** What the populate script makes person_id, and what made-up ids need. */
  private static final int LEAST_PERSON_WIDTH = 20;

  private final Sql sql;
  private final TableName name;

  private RehearsalTable(Sql sql, TableName name) {
    this.sql = sql;
    this.name = name;
  }

  /**
   * Looks at nothing yet.
   *
   * @throws IllegalArgumentException when the name does not end in {@code _anon}
   */
  public static RehearsalTable of(Sql sql, TableName name) {
    if (!isOne(name)) {
      throw new IllegalArgumentException(
          "A table of made-up children must have a name that ends in "
              + SUFFIX
              + ", but was: "
              + name);
    }
    return new RehearsalTable(sql, name);
  }

  /** Whether a table of this name holds made-up children. */
  public static boolean isOne(TableName name) {
    return name.name().toLowerCase(Locale.ROOT).endsWith(SUFFIX);
  }

  /** Whether there is such a table. */
  public boolean exists() {
    return sql.transaction(
        connection -> {
          try (PreparedStatement nothing =
              connection.prepareStatement("SELECT * FROM " + name.quoted() + " WHERE 1 = 0")) {
            nothing.executeQuery().close();
            return true;
          } catch (SQLException e) {
            if (Sql.isTableMissing(e)) {
              return false;
            }
            throw e;
          }
        });
  }

  /**
   * Makes the table as the populate script does: the columns of the live one, and no key, defaults
   * or index.
   *
   * @param personWidth characters of person_id in the live table
   */
  public void create(int personWidth) {
    String columns =
        String.join(
            ", ",
            "[id] INT IDENTITY(1,1) NOT NULL",
            "[person_id] NVARCHAR(" + Math.max(LEAST_PERSON_WIDTH, personWidth) + ") NULL",
            "[legacy_id] NVARCHAR(36) NULL",
            "[previous_json_payload] NVARCHAR(MAX) NULL",
            "[json_payload] NVARCHAR(MAX) NOT NULL",
            "[partial_json_payload] NVARCHAR(MAX) NULL",
            "[current_hash] BINARY(32) NULL",
            "[previous_hash] BINARY(32) NULL",
            "[submission_status] NVARCHAR(50) NULL",
            "[submission_timestamp] DATETIME NULL",
            "[api_response] NVARCHAR(MAX) NULL",
            "[row_state] NVARCHAR(10) NULL",
            "[last_updated] DATETIME NULL");
    update("CREATE TABLE " + name.quoted() + " (" + columns + ")");
  }

  /** How many rows there are. */
  public long count() {
    return sql.transaction(this::count);
  }

  private long count(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("SELECT COUNT(*) FROM " + name.quoted());
        ResultSet row = select.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Takes all rows out. */
  public void clear() {
    update("DELETE FROM " + name.quoted());
  }

  private void update(String statement) {
    sql.transaction(
        connection -> {
          try (PreparedStatement update = connection.prepareStatement(statement)) {
            return update.execute();
          }
        });
  }

  /**
   * Adds rows, all or none. Nobody else may add any meanwhile.
   *
   * @param before how many rows there are already, by which it is known whether a commit whose
   *     answer was lost has come about
   */
  public void add(List<RehearsalRow> rows, long before) {
    StagingColumns columns =
        sql.transaction(connection -> StagingColumns.read(connection, name, sql.shown()));
    AtomicBoolean tried = new AtomicBoolean();
    sql.transaction(
        connection -> {
          if (!tried.getAndSet(true) || count(connection) == before) {
            insert(connection, columns, rows);
          }
          return null;
        });
  }

  private void insert(Connection connection, StagingColumns columns, List<RehearsalRow> rows)
      throws SQLException {
    List<String> there =
        Stream.of(
                StagingColumns.PERSON,
                StagingColumns.LEGACY,
                StagingColumns.PAYLOAD,
                StagingColumns.PREVIOUS_PAYLOAD,
                StagingColumns.HASH,
                StagingColumns.PREVIOUS_HASH,
                StagingColumns.STATE,
                StagingColumns.STATUS,
                StagingColumns.UPDATED)
            .filter(columns::has)
            .toList();
    Instant now = Instant.now();
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO "
                + name.quoted()
                + there.stream().map(columns::quoted).collect(Collectors.joining(", ", " (", ")"))
                + " VALUES ("
                + Parameters.marks(there.size())
                + ")")) {
      for (RehearsalRow row : rows) {
        Parameters parameters = Parameters.of(insert);
        for (String column : there) {
          fill(parameters, column, row, now);
        }
        parameters.addRow();
      }
      insert.executeBatch();
    }
  }

  private static void fill(Parameters parameters, String column, RehearsalRow row, Instant now)
      throws SQLException {
    switch (column) {
      case StagingColumns.PERSON -> parameters.text(row.personId());
      case StagingColumns.LEGACY -> parameters.text(row.legacyId());
      case StagingColumns.PAYLOAD -> parameters.longText(row.payload());
      case StagingColumns.PREVIOUS_PAYLOAD -> parameters.longText(row.previousPayload());
      case StagingColumns.HASH -> parameters.bytes(row.hash());
      case StagingColumns.PREVIOUS_HASH -> parameters.bytes(row.previousHash());
      case StagingColumns.STATE -> parameters.text(row.rowState());
      case StagingColumns.STATUS -> parameters.text(row.status());
      default -> parameters.instant(now);
    }
  }

  @Override
  public String toString() {
    return name.toString();
  }
}
