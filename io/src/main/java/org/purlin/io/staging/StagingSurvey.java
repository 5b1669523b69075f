package org.purlin.io.staging;

import static org.purlin.io.staging.StagingColumns.HASH;
import static org.purlin.io.staging.StagingColumns.PARTIAL_PAYLOAD;
import static org.purlin.io.staging.StagingColumns.PERSON;
import static org.purlin.io.staging.StagingColumns.PREVIOUS_HASH;
import static org.purlin.io.staging.StagingColumns.PREVIOUS_PAYLOAD;
import static org.purlin.io.staging.StagingColumns.RESPONSE;
import static org.purlin.io.staging.StagingColumns.STATE;
import static org.purlin.io.staging.StagingColumns.STATUS;
import static org.purlin.io.staging.StagingColumns.TIMESTAMP;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks at a staging table without changing it. Says nothing of any child. */
public final class StagingSurvey {

  private static final Set<String> STATUSES = Set.of("pending", "sent", "error");

  private static final Set<String> STATES = Set.of("new", "updated", "deleted", "unchanged");

  private final Sql sql;
  private final TableName name;
  private final StagingColumns columns;

  StagingSurvey(Sql sql, TableName name, StagingColumns columns) {
    this.sql = sql;
    this.name = name;
    this.columns = columns;
  }

  /**
   * Whether this login may write back: asks to update no row, which needs the same rights as to
   * update one.
   */
  public boolean mayWriteBack() {
    String settings =
        Stream.of(
                PARTIAL_PAYLOAD,
                STATUS,
                RESPONSE,
                TIMESTAMP,
                HASH,
                PREVIOUS_HASH,
                PREVIOUS_PAYLOAD,
                STATE)
            .filter(columns::has)
            .map(column -> columns.quoted(column) + " = " + columns.quoted(column))
            .collect(Collectors.joining(", "));
    try {
      return sql.transaction(
          connection -> {
            try (PreparedStatement nothing =
                connection.prepareStatement(
                    "UPDATE " + name.quoted() + " SET " + settings + " WHERE 1 = 0")) {
              nothing.executeUpdate();
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

  /**
   * How many rows have which status and state: {@code pending/new}, in the order of these words. A
   * word that is none of theirs is {@code other}, and none at all is {@code null}.
   */
  public Map<String, Long> counts() {
    String statement =
        "SELECT "
            + columns.quoted(STATUS)
            + ", "
            + columns.quoted(STATE)
            + ", COUNT(*) FROM "
            + name.quoted()
            + " GROUP BY "
            + columns.quoted(STATUS)
            + ", "
            + columns.quoted(STATE);
    return sql.transaction(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(statement);
              ResultSet row = select.executeQuery()) {
            Map<String, Long> counts = new TreeMap<>();
            while (row.next()) {
              counts.merge(
                  word(row.getString(1), STATUSES) + "/" + word(row.getString(2), STATES),
                  row.getLong(3),
                  Long::sum);
            }
            return counts;
          }
        });
  }

  private static String word(String value, Set<String> known) {
    if (value == null) {
      return "null";
    }
    String word = value.strip().toLowerCase(Locale.ROOT);
    return known.contains(word) ? word : "other";
  }

  /** How many ids of persons stand in more than one row. */
  public long repeatedPersons() {
    String person = columns.quoted(PERSON);
    String statement =
        "SELECT COUNT(*) FROM (SELECT "
            + person
            + " FROM "
            + name.quoted()
            + " WHERE "
            + person
            + " IS NOT NULL GROUP BY "
            + person
            + " HAVING COUNT(*) > 1) AS [repeated]";
    return sql.transaction(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(statement);
              ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
          }
        });
  }

  /** Whether an index begins with person_id, by which other senders look rows up. */
  public boolean isPersonIndexed() {
    return sql.transaction(
        connection -> {
          try (ResultSet index =
              connection
                  .getMetaData()
                  .getIndexInfo(connection.getCatalog(), name.schema(), name.name(), false, true)) {
            while (index.next()) {
              if (PERSON.equalsIgnoreCase(index.getString("COLUMN_NAME"))
                  && index.getInt("ORDINAL_POSITION") == 1) {
                return true;
              }
            }
            return false;
          }
        });
  }
}
