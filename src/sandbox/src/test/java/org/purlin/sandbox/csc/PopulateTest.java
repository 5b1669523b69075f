package org.purlin.sandbox.csc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PopulateTest {

  private static final String ID = "SYN00000001";
  private static final Instant MONDAY = Instant.parse("2026-06-01T02:00:00Z");
  private static final Instant TUESDAY = Instant.parse("2026-06-02T02:00:00Z");
  private static final Instant WEDNESDAY = Instant.parse("2026-06-03T02:00:00Z");

  private final Children children = new Children(11);
  private final Cohort cohort = Cohort.of(children, 2);
  private StagingDatabase database;
  private Connection connection;
  private CscStagingTable table;

  @BeforeEach
  void start() throws SQLException {
    database = StagingDatabase.startInMemory();
    connection = database.connect();
    table = CscStagingTable.create(connection, Shape.live());
  }

  @AfterEach
  void stop() throws SQLException {
    connection.close();
    database.close();
  }

  @Test
  void theUnseenAreInsertedAsNew() throws Exception {
    night(MONDAY);

    Row row = row(ID);
    String json = children.child(1).toString();
    assertThat(row.json, is(json));
    assertThat(row.hash, is(sha256(json)));
    assertThat(row.legacyId, is("MIS-00000001"));
    assertThat(row.states, is("New/Pending"));
    assertThat(row.previousJson, is(nullValue()));
    assertThat(row.previousHash, is(nullValue()));
    assertThat(row.partialJson, is(nullValue()));
    assertThat(row.lastUpdated, is(LocalDateTime.parse("2026-06-01T02:00")));
    assertThat(row.submitted, is(notNullValue()));
    assertThat(rows(), is(2));
  }

  @Test
  void anotherHashMakesTheRowPendingAndKeepsTheOldPayloadWhetherSentOrNot() throws Exception {
    night(MONDAY);
    String monday = row(ID).json;
    set(ID, "[submission_status] = 'error', [row_state] = 'New', [partial_json_payload] = '{}'");
    cohort.change(ID, Change.SCALAR_SET, 1);

    night(TUESDAY);

    Row row = row(ID);
    assertThat(row.json, is(cohort.today().get(ID).toString()));
    assertThat(row.json, is(not(monday)));
    assertThat(row.hash, is(sha256(row.json)));
    assertThat(row.previousJson, is(monday));
    assertThat(row.previousHash, is(sha256(monday)));
    assertThat(row.partialJson, is("{}"));
    assertThat(row.states, is("Updated/Pending"));
    assertThat(row.lastUpdated, is(LocalDateTime.parse("2026-06-02T02:00")));
    assertThat(row("SYN00000002").lastUpdated, is(LocalDateTime.parse("2026-06-01T02:00")));
  }

  @Test
  void theSameHashLeavesTheRowUntouched() throws Exception {
    night(MONDAY);
    set(ID, "[submission_status] = 'sent', [row_state] = 'unchanged'");
    Row before = row(ID);

    night(TUESDAY);

    assertThat(row(ID), is(before));
  }

  @Test
  void whoLeftIsDeletedEveryNightWithTheStatusUntouched() throws Exception {
    night(MONDAY);
    set(ID, "[submission_status] = 'sent', [row_state] = 'unchanged'");
    cohort.remove(ID);

    night(TUESDAY);
    assertThat(row(ID).states, is("Deleted/sent"));
    assertThat(row(ID).lastUpdated, is(LocalDateTime.parse("2026-06-02T02:00")));

    night(WEDNESDAY);
    assertThat(row(ID).states, is("Deleted/sent"));
    assertThat(row(ID).lastUpdated, is(LocalDateTime.parse("2026-06-03T02:00")));
  }

  @Test
  void whoReturnsUnchangedStaysDeletedAndWhoReturnsChangedIsUpdated() throws Exception {
    night(MONDAY);
    cohort.remove(ID);
    night(TUESDAY);
    Row deleted = row(ID);
    cohort.bringBack(ID);

    night(WEDNESDAY);
    assertThat(row(ID), is(deleted));

    cohort.change(ID, Change.SCALAR_SET, 3);
    night(WEDNESDAY);
    assertThat(row(ID).states, is("Updated/Pending"));
  }

  @Test
  void aRowWithoutAHashNeverUpdates() throws Exception {
    night(MONDAY);
    set(ID, "[current_hash] = NULL");
    Row before = row(ID);
    cohort.change(ID, Change.SCALAR_SET, 1);

    night(TUESDAY);

    assertThat(row(ID), is(before));
  }

  @Test
  void aRowThatIsThereTwiceIsUpdatedTwice() throws Exception {
    night(MONDAY);
    execute(
        "INSERT INTO [dbo].[ssd_api_data_staging] ([person_id], [json_payload], [current_hash])"
            + " SELECT [person_id], [json_payload], [current_hash]"
            + " FROM [dbo].[ssd_api_data_staging] WHERE [person_id] = '"
            + ID
            + "'");
    cohort.change(ID, Change.SCALAR_SET, 1);

    night(TUESDAY);

    assertThat(count("[row_state] = 'Updated'"), is(2));
    assertThat(rows(), is(3));
  }

  @Test
  void theSemanticHashDoesNotSeeFactorsPupilNumbersAndIds() throws Exception {
    table.populate(connection, cohort.today(), MONDAY, PayloadHash.SEMANTIC);
    Row before = row(ID);
    ObjectNode child = cohort.today().get(ID);
    child.put("mis_child_id", "OTHER");
    ((ObjectNode) child.get("child_details")).put("unique_pupil_number", "Z999000000000");
    ObjectNode episode = (ObjectNode) child.at("/social_care_episodes/0");
    episode.put("social_care_episode_id", "OTHER");
    ((ObjectNode) episode.at("/child_and_family_assessments/0")).putArray("factors").add("21");
    cohort.put(ID, child);

    table.populate(connection, cohort.today(), TUESDAY, PayloadHash.SEMANTIC);
    assertThat(row(ID), is(before));

    episode.put("referral_date", "2024-01-01");
    cohort.put(ID, child);
    table.populate(connection, cohort.today(), TUESDAY, PayloadHash.SEMANTIC);
    assertThat(row(ID).states, is("Updated/Pending"));
    assertThat(row(ID).json, is(child.toString()));
  }

  @ParameterizedTest
  @EnumSource(Shape.Spelling.class)
  void statesAreSpeltAsTheShapeSaysAndLegacyIdMayBeMissing(Shape.Spelling spelling)
      throws Exception {
    Shape shape = Shape.anon().withoutLegacyId().spelling(spelling);
    CscStagingTable anon = CscStagingTable.create(connection, shape);

    anon.populate(connection, cohort.today(), MONDAY, PayloadHash.WHOLE);

    String pending = spelling.of("Pending");
    try (Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT DISTINCT [row_state], [submission_status], [submission_timestamp],"
                    + " COUNT(*) OVER () FROM "
                    + shape.quoted())) {
      assertThat(found.next(), is(true));
      assertThat(found.getString(1), is(spelling.of("New")));
      assertThat(found.getString(2), is(pending));
      assertThat(found.getTimestamp(3), is(nullValue()));
      assertThat(found.getInt(4), is(2));
    }
  }

  @Test
  void anIdThatIsTooLongFailsTheWholeInsert() throws Exception {
    cohort.put("123456789012345678901", children.child(9));

    assertThrows(SQLException.class, () -> night(MONDAY));

    assertThat(rows(), is(0));
  }

  @Test
  @Timeout(60)
  void thousandsOfRowsAreLoadedInOneGo() throws Exception {
    Cohort large = Cohort.of(children, 5_000);
    table.populate(connection, large.today(), MONDAY, PayloadHash.WHOLE);
    large.nextNight(1, 700, 50, 50);
    table.populate(connection, large.today(), TUESDAY, PayloadHash.WHOLE);

    assertThat(rows(), is(5_050));
    assertThat(count("[row_state] = 'Updated'"), is(700));
    assertThat(count("[row_state] = 'Deleted'"), is(50));
  }

  private void night(Instant now) throws SQLException {
    table.populate(connection, cohort.today(), now, PayloadHash.WHOLE);
  }

  private record Row(
      String json,
      String hash,
      String previousJson,
      String previousHash,
      String partialJson,
      String legacyId,
      String states,
      LocalDateTime lastUpdated,
      Timestamp submitted) {}

  private Row row(String person) throws SQLException {
    String sql = "SELECT * FROM [dbo].[ssd_api_data_staging] WHERE [person_id] = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, person);
      try (ResultSet found = statement.executeQuery()) {
        assertThat(found.next(), is(true));
        return new Row(
            found.getString("json_payload"),
            hex(found.getBytes("current_hash")),
            found.getString("previous_json_payload"),
            hex(found.getBytes("previous_hash")),
            found.getString("partial_json_payload"),
            found.getString("legacy_id"),
            found.getString("row_state") + "/" + found.getString("submission_status"),
            found.getObject("last_updated", LocalDateTime.class),
            found.getTimestamp("submission_timestamp"));
      }
    }
  }

  private void set(String person, String what) throws SQLException {
    execute(
        "UPDATE [dbo].[ssd_api_data_staging] SET "
            + what
            + " WHERE [person_id] = '"
            + person
            + "'");
  }

  private int rows() throws SQLException {
    return count("1 = 1");
  }

  private int count(String where) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT COUNT(*) FROM [dbo].[ssd_api_data_staging] WHERE " + where)) {
      found.next();
      return found.getInt(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String sha256(String text) throws Exception {
    return hex(
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_16LE)));
  }

  private static String hex(byte[] bytes) {
    return bytes == null ? null : HexFormat.of().formatHex(bytes);
  }
}
