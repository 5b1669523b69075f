package org.purlin.sandbox.csc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CscStagingTableTest {

  private StagingDatabase database;
  private Connection connection;

  @BeforeEach
  void start() throws SQLException {
    database = StagingDatabase.startInMemory();
    connection = database.connect();
  }

  @AfterEach
  void stop() throws SQLException {
    connection.close();
    database.close();
  }

  @Test
  void theLiveTableHasAKeyAndDefaults() throws SQLException {
    CscStagingTable table = CscStagingTable.create(connection, Shape.live());

    assertThat(table.shape().name(), is("dbo.ssd_api_data_staging"));
    assertThat(
        columns("ssd_api_data_staging"),
        contains(
            "id INTEGER not null",
            "person_id 20",
            "legacy_id 36",
            "previous_json_payload 1000000000",
            "json_payload 1000000000 not null",
            "partial_json_payload 1000000000",
            "current_hash 32",
            "previous_hash 32",
            "submission_status 50 = 'Pending'",
            "submission_timestamp TIMESTAMP = LOCALTIMESTAMP(3)",
            "api_response 1000000000",
            "row_state 10 = 'New'",
            "last_updated TIMESTAMP = LOCALTIMESTAMP(3)"));
    assertThat(keys("ssd_api_data_staging"), contains("id"));
    assertThat(indexes("ssd_api_data_staging"), is(1));
  }

  @Test
  void theTableOfFakeDataHasTheColumnsOnly() throws SQLException {
    CscStagingTable.create(connection, Shape.anon());

    List<String> columns = columns("ssd_api_data_staging_anon");
    assertThat(columns.size(), is(13));
    assertThat(columns.get(0), is("id INTEGER not null"));
    assertThat(columns.stream().filter(column -> column.contains("=")).count(), is(0L));
    assertThat(keys("ssd_api_data_staging_anon").size(), is(0));
    assertThat(indexes("ssd_api_data_staging_anon"), is(0));
  }

  @Test
  void otherShapesDifferInWidthColumnsAndSpelling() throws SQLException {
    Shape old =
        Shape.live()
            .named("ssd", "staging")
            .personIdWidth(48)
            .withoutLegacyId()
            .spelling(Shape.Spelling.UPPER);
    CscStagingTable.create(connection, old);

    List<String> columns = columns("staging");
    assertThat(columns.size(), is(12));
    assertThat(
        columns.subList(0, 3), contains("id INTEGER not null", "person_id 48", columns.get(2)));
    assertThat(columns.get(2), containsString("previous_json_payload"));
    assertThat(columns.get(7), is("submission_status 50 = 'PENDING'"));
    assertThat(columns.get(10), is("row_state 10 = 'NEW'"));
  }

  @Test
  void aTableIsMadeOnlyOnceAndNamesAreChecked() throws SQLException {
    CscStagingTable.create(connection, Shape.live());
    assertThrows(SQLException.class, () -> CscStagingTable.create(connection, Shape.live()));

    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class, () -> Shape.live().named("dbo", "a; DROP TABLE b"));
    assertThat(
        refusal.getMessage(),
        is("a schema or table must be letters, digits and _, but was: a; DROP TABLE b"));
  }

  private List<String> columns(String table) throws SQLException {
    List<String> columns = new ArrayList<>();
    try (ResultSet found = metaData().getColumns(null, null, table, null)) {
      while (found.next()) {
        String type = found.getString("TYPE_NAME");
        boolean sized = type.startsWith("CHAR") || type.startsWith("BINARY");
        String all = found.getString("COLUMN_DEF");
        columns.add(
            found.getString("COLUMN_NAME")
                + " "
                + (sized ? found.getString("COLUMN_SIZE") : type)
                + (found.getInt("NULLABLE") == DatabaseMetaData.columnNoNulls ? " not null" : "")
                + (all == null ? "" : " = " + all));
      }
    }
    return columns;
  }

  private List<String> keys(String table) throws SQLException {
    List<String> keys = new ArrayList<>();
    try (ResultSet found = metaData().getPrimaryKeys(null, null, table)) {
      while (found.next()) {
        keys.add(found.getString("COLUMN_NAME"));
      }
    }
    return keys;
  }

  private int indexes(String table) throws SQLException {
    int indexes = 0;
    try (ResultSet found = metaData().getIndexInfo(null, null, table, false, false)) {
      while (found.next()) {
        indexes++;
      }
    }
    return indexes;
  }

  private DatabaseMetaData metaData() throws SQLException {
    return connection.getMetaData();
  }
}
