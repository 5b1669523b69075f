package org.purlin.io.staging;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The columns a staging table has, found without regard to case. */
final class StagingColumns {

  static final String ID = "id";
  static final String PERSON = "person_id";
  static final String LEGACY = "legacy_id";
  static final String PREVIOUS_PAYLOAD = "previous_json_payload";
  static final String PAYLOAD = "json_payload";
  static final String PARTIAL_PAYLOAD = "partial_json_payload";
  static final String HASH = "current_hash";
  static final String PREVIOUS_HASH = "previous_hash";
  static final String STATUS = "submission_status";
  static final String TIMESTAMP = "submission_timestamp";
  static final String RESPONSE = "api_response";
  static final String STATE = "row_state";
  static final String UPDATED = "last_updated";

  private static final List<String> NEEDED =
      List.of(ID, PERSON, PAYLOAD, STATUS, TIMESTAMP, RESPONSE, STATE);

  private static final Set<Integer> WHOLE_NUMBERS =
      Set.of(Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT);

  /**
   * The populate script cuts ids to this length as it writes them into payloads (contract of June
   * 2026), whatever the column holds.
   */
  private static final int PERSON_IN_PAYLOAD = 20;

  private final Map<String, String> quotedByName = new LinkedHashMap<>();
  private final List<String> warnings = new ArrayList<>();

  private int personWidth;

  private StagingColumns() {}

  /**
   * @throws SchemaProblem when columns are missing or the id is not a whole number
   */
  static StagingColumns read(Connection connection, TableName table, String shown)
      throws SQLException {
    StagingColumns found = new StagingColumns();
    Map<String, Integer> types = new TreeMap<>();
    try (PreparedStatement nothing =
            connection.prepareStatement("SELECT * FROM " + table.quoted() + " WHERE 1 = 0");
        ResultSet rows = nothing.executeQuery()) {
      ResultSetMetaData columns = rows.getMetaData();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        String name = columns.getColumnName(i).toLowerCase(Locale.ROOT);
        found.quotedByName.putIfAbsent(name, TableName.quote(columns.getColumnName(i)));
        types.putIfAbsent(name, columns.getColumnType(i));
        if (name.equals(PERSON)) {
          found.personWidth = columns.getPrecision(i);
        }
      }
    }
    found.requireNeeded(table, shown);
    if (!WHOLE_NUMBERS.contains(types.get(ID))) {
      throw new SchemaProblem(
          "Column id of " + table + " in " + shown + " must be a whole number (INT or BIGINT).");
    }
    found.warnOfWidth();
    found.warnOfMissing();
    found.warnOfIndexes(connection.getMetaData(), connection.getCatalog(), table);
    return found;
  }

  private void requireNeeded(TableName table, String shown) {
    List<String> missing = NEEDED.stream().filter(name -> !has(name)).toList();
    if (!missing.isEmpty()) {
      throw new SchemaProblem(
          "Table "
              + table
              + " in "
              + shown
              + " is not a staging table of the children's social care submission: it has no "
              + String.join(", ", missing)
              + ". Check the table's name, or make it anew with the current populate script.");
    }
  }

  private void warnOfWidth() {
    if (personWidth > PERSON_IN_PAYLOAD) {
      warnings.add(
          "person_id is "
              + personWidth
              + " characters wide, and the populate script cuts ids to "
              + PERSON_IN_PAYLOAD
              + " in payloads: two ids that begin alike would be one child at the receiver.");
    }
  }

  private void warnOfMissing() {
    List<String> missing =
        Stream.of(LEGACY, PARTIAL_PAYLOAD, PREVIOUS_PAYLOAD, HASH, PREVIOUS_HASH)
            .filter(name -> !has(name))
            .toList();
    if (!missing.isEmpty()) {
      warnings.add(
          "The table has no "
              + missing.stream().collect(Collectors.joining(", "))
              + ": it was made by an older populate script. Everything works without, as far as it"
              + " does not need them.");
    }
  }

  /** A null schema means any: the one the name is found in is not known here. */
  private void warnOfIndexes(DatabaseMetaData data, String catalog, TableName table)
      throws SQLException {
    List<String> key = new ArrayList<>();
    try (ResultSet columns = data.getPrimaryKeys(catalog, table.schema(), table.name())) {
      while (columns.next()) {
        key.add(columns.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
      }
    }
    if (key.equals(List.of(ID))) {
      return;
    }
    boolean indexed = false;
    try (ResultSet columns =
        data.getIndexInfo(catalog, table.schema(), table.name(), false, true)) {
      while (columns.next()) {
        indexed |=
            ID.equalsIgnoreCase(columns.getString("COLUMN_NAME"))
                && columns.getInt("ORDINAL_POSITION") == 1;
      }
    }
    warnings.add(
        "id is not the table's primary key"
            + (indexed ? "" : " and has no index, so each row is looked for in the whole table")
            + ". Nothing keeps an id from standing there twice.");
  }

  /** Characters of person_id; 0 when the database does not tell. */
  int personWidth() {
    return personWidth;
  }

  boolean has(String name) {
    return quotedByName.containsKey(name);
  }

  /** The column as it stands in a statement. */
  String quoted(String name) {
    return quotedByName.get(name);
  }

  /** The column, or NULL under its name where the table does not have it. */
  String selected(String name) {
    return (has(name) ? quoted(name) : "NULL") + " AS " + TableName.quote(name);
  }

  List<String> warnings() {
    return List.copyOf(warnings);
  }
}
