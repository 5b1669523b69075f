package org.purlin.io.staging;

import static org.purlin.io.staging.StagingColumns.HASH;
import static org.purlin.io.staging.StagingColumns.ID;
import static org.purlin.io.staging.StagingColumns.LEGACY;
import static org.purlin.io.staging.StagingColumns.PAYLOAD;
import static org.purlin.io.staging.StagingColumns.PERSON;
import static org.purlin.io.staging.StagingColumns.PREVIOUS_PAYLOAD;
import static org.purlin.io.staging.StagingColumns.STATE;
import static org.purlin.io.staging.StagingColumns.STATUS;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The staging table of the children's social care submission, in any of the shapes it has had. Only
 * the sender's columns are ever written.
 */
public final class StagingTable {

  /** Fewer rows than SQL Server needs to lock a whole table (5,000), and than it takes as list. */
  public static final int MOST_WRITES = 1_000;

  private final Sql sql;
  private final TableName name;
  private final StagingColumns columns;

  private StagingTable(Sql sql, TableName name, StagingColumns columns) {
    this.sql = sql;
    this.name = name;
    this.columns = columns;
  }

  /**
   * Looks at the table's columns.
   *
   * @throws SchemaProblem when it lacks columns; all are named
   * @throws DatabaseException when it is not there or may not be read
   */
  public static StagingTable open(Sql sql, TableName name) {
    StagingColumns columns =
        sql.transaction(connection -> StagingColumns.read(connection, name, sql.shown()));
    return new StagingTable(sql, name, columns);
  }

  /** What an administrator should know of the table's shape: sentences, without data. */
  public List<String> warns() {
    return columns.warnings();
  }

  /**
   * Ranges of ids that together have every row there is now, each of about so many rows if ids have
   * no large gaps. No ranges for an empty table.
   */
  public List<IdRange> partitions(int rowsEach) {
    if (rowsEach < 1) {
      throw new IllegalArgumentException("A range needs at least one row, but was: " + rowsEach);
    }
    String id = columns.quoted(ID);
    String statement =
        "SELECT MIN("
            + id
            + ") AS [lowest], MAX("
            + id
            + ") AS [highest], COUNT(*) AS [count]"
            + " FROM "
            + name.quoted();
    return sql.transaction(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(statement);
              ResultSet row = select.executeQuery()) {
            row.next();
            long count = row.getLong("count");
            return count == 0
                ? List.<IdRange>of()
                : cut(row.getLong("lowest"), row.getLong("highest"), count, rowsEach);
          }
        });
  }

  private static List<IdRange> cut(long lowest, long highest, long count, int rowsEach) {
    long end = Math.addExact(highest, 1);
    long parts = (count + rowsEach - 1) / rowsEach;
    long width = Math.max(1, (Math.subtractExact(end, lowest) + parts - 1) / parts);
    List<IdRange> ranges = new ArrayList<>();
    for (long from = lowest; from < end; from += width) {
      ranges.add(new IdRange(from, Math.min(end, from + width)));
    }
    return ranges;
  }

  /**
   * Selects id, person_id, json_payload, row_state and submission_status, in this order and under
   * these names, for {@code id >= ? AND id < ?}. Needs no look at the table, so a job can be drawn
   * where the database cannot be reached.
   */
  public static String digestSql(TableName name) {
    return "SELECT "
        + Stream.of(ID, PERSON, PAYLOAD, STATE, STATUS)
            .map(column -> "[" + column + "]")
            .collect(Collectors.joining(", "))
        + SqlDataSource.FROM
        + name.quoted()
        + (" WHERE [" + ID + "] >= ? AND [" + ID + "] < ?");
  }

  /** Characters of person_id; 0 when the database does not tell. */
  public int personWidth() {
    return columns.personWidth();
  }

  /** How many rows there are now. */
  public long count() {
    return count("");
  }

  private long count(String where) {
    return sql.transaction(
        connection -> {
          try (PreparedStatement select =
                  connection.prepareStatement("SELECT COUNT(*) FROM " + name.quoted() + where);
              ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
          }
        });
  }

  /** The rows with these ids, by id. One that is not there is left out. */
  public List<StagingRow> rows(Collection<Long> ids) {
    List<StagingRow> all = new ArrayList<>();
    for (List<Long> chunk : Chunks.of(new TreeSet<>(ids))) {
      all.addAll(sql.transaction(connection -> select(connection, chunk)));
    }
    return all;
  }

  private List<StagingRow> select(Connection connection, List<Long> ids) throws SQLException {
    String statement =
        selectRows("")
            + " WHERE "
            + columns.quoted(ID)
            + " IN ("
            + Parameters.marks(ids.size())
            + ") ORDER BY "
            + columns.quoted(ID);
    try (PreparedStatement select = connection.prepareStatement(statement)) {
      Parameters parameters = Parameters.of(select);
      for (long id : ids) {
        parameters.number(id);
      }
      return read(select);
    }
  }

  /** How many rows have the status sent, in any case. */
  public long countSent() {
    return count(" WHERE " + isSent());
  }

  /** A person_id as SQL Server's usual collations see it: without case and blanks around it. */
  public static String folded(String id) {
    return id.strip().toLowerCase(Locale.ROOT);
  }

  /** Which of these persons have a row now, {@link #folded}. */
  public Set<String> present(Collection<String> personIds) {
    Set<String> found = new HashSet<>();
    for (List<String> chunk : Chunks.of(new TreeSet<>(personIds))) {
      found.addAll(sql.transaction(connection -> present(connection, chunk)));
    }
    return found;
  }

  private Set<String> present(Connection connection, List<String> personIds) throws SQLException {
    Set<String> found = new HashSet<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT "
                + columns.selected(PERSON)
                + " FROM "
                + name.quoted()
                + " WHERE "
                + columns.quoted(PERSON)
                + " IN ("
                + Parameters.marks(personIds.size())
                + ")")) {
      Parameters parameters = Parameters.of(select);
      for (String person : personIds) {
        parameters.text(person);
      }
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.add(folded(row.getString(1)));
        }
      }
    }
    return found;
  }

  /**
   * Lets the populate script notice children who come back. It updates only rows whose hash
   * differs, so one marked Deleted would stay so for ever if its child returned with the very same
   * data; no data has the hash that is put there. A second call finds nothing to do.
   *
   * @return how many rows were changed
   */
  public int makeReturnsVisible() {
    if (!columns.has(HASH)) {
      return 0;
    }
    String hash = columns.quoted(HASH);
    String statement =
        "UPDATE "
            + name.quoted()
            + " SET "
            + hash
            + " = ? WHERE LOWER("
            + columns.quoted(STATE)
            + ") = 'deleted' AND ("
            + hash
            + " IS NULL OR "
            + hash
            + " <> ?)";
    return sql.transaction(
        connection -> {
          try (PreparedStatement update = connection.prepareStatement(statement)) {
            Parameters.of(update)
                .bytes(GuardedWrite.HASH_OF_NOTHING)
                .bytes(GuardedWrite.HASH_OF_NOTHING);
            return update.executeUpdate();
          }
        });
  }

  /**
   * The rows another sender may have sent: those with the status sent, and those with a previous
   * payload. By id; read page by page as the stream is used.
   */
  public Stream<StagingRow> sentBefore() {
    return pages(
            "("
                + isSent()
                + (columns.has(PREVIOUS_PAYLOAD)
                    ? " OR " + columns.quoted(PREVIOUS_PAYLOAD) + " IS NOT NULL"
                    : "")
                + ") AND ")
        .flatMap(List::stream);
  }

  /** Every row, by id, in pages of at most 500; each is read when the stream comes to it. */
  public Stream<List<StagingRow>> pages() {
    return pages("");
  }

  private Stream<List<StagingRow>> pages(String condition) {
    return Stream.iterate(
        from(Long.MIN_VALUE, condition),
        page -> !page.isEmpty(),
        page -> from(page.get(page.size() - 1).id() + 1, condition));
  }

  private List<StagingRow> from(long id, String condition) {
    String statement =
        selectRows("TOP " + Chunks.ROWS + " ")
            + " WHERE "
            + condition
            + columns.quoted(ID)
            + " >= ? ORDER BY "
            + columns.quoted(ID);
    return sql.transaction(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(statement)) {
            Parameters.of(select).number(id);
            return read(select);
          }
        });
  }

  /** What {@code purlin check} wants to know of the table. */
  public StagingSurvey survey() {
    return new StagingSurvey(sql, name, columns);
  }

  private String isSent() {
    return "LOWER(" + columns.quoted(STATUS) + ") = 'sent'";
  }

  private String selectRows(String top) {
    return "SELECT "
        + top
        + Stream.of(ID, PERSON, LEGACY, PAYLOAD, PREVIOUS_PAYLOAD, STATE, STATUS)
            .map(columns::selected)
            .collect(Collectors.joining(", "))
        + " FROM "
        + name.quoted();
  }

  private static List<StagingRow> read(PreparedStatement select) throws SQLException {
    List<StagingRow> all = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        all.add(
            new StagingRow(
                row.getLong(ID),
                row.getString(PERSON),
                row.getString(LEGACY),
                row.getString(PAYLOAD),
                row.getString(PREVIOUS_PAYLOAD),
                row.getString(STATE),
                row.getString(STATUS)));
      }
    }
    return all;
  }

  /**
   * Writes what became of rows, each only if its {@code json_payload} is still what was read; all
   * in one transaction. Repeating it is harmless.
   *
   * @param writes at most {@link #MOST_WRITES}, no row twice
   * @return the rows that were rebuilt or are gone since: nothing was written into them, so that
   *     the next run looks at them again
   */
  public Set<Long> writeBack(List<WriteBack> writes) {
    if (writes.size() > MOST_WRITES) {
      throw new IllegalArgumentException(
          "At most " + MOST_WRITES + " rows are written at once, but were: " + writes.size());
    }
    Set<Long> ids = new HashSet<>();
    for (WriteBack write : writes) {
      if (!ids.add(write.id())) {
        throw new IllegalArgumentException("Row " + write.id() + " is to be written twice.");
      }
    }
    return writes.isEmpty()
        ? Set.of()
        : sql.transaction(new GuardedWrite(name, columns, writes)::in);
  }
}
