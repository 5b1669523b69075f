package org.purlin.pipelines.csc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.sandbox.csc.Change;
import org.purlin.sandbox.csc.Children;

/** {@code purlin csc anonymise}. */
class CscAnonymiseTest {

  private static final String TO = "--to=ssd_api_data_staging_anon";
  private static final String LIVE = "[dbo].[ssd_api_data_staging]";
  private static final String ANON = "[dbo].[ssd_api_data_staging_anon]";

  @TempDir Path directory;
  private CscOffice office;

  @BeforeEach
  void open() throws IOException, SQLException {
    office = CscOffice.open(directory, 5);
    office.environment.put("SCRAMBLE_KEY", "an invented key");
  }

  @AfterEach
  void close() throws SQLException {
    office.close();
  }

  private int anonymise(String... more) {
    String[] words = new String[more.length + 4];
    System.arraycopy(
        new String[] {"csc", "anonymise", TO, "--key=env:SCRAMBLE_KEY"}, 0, words, 0, 4);
    System.arraycopy(more, 0, words, 4, more.length);
    return office.type(words);
  }

  @Test
  void nothingOfAChildIsLeftAndIdsMatchTheirColumns() throws IOException, SQLException {
    assertThat(office.send(), is(0));
    office.cohort.change(Children.idOf(1), Change.SCALAR_SET, 1);
    office.night();

    assertThat(anonymise("--createTable"), is(0));

    List<List<String>> live = office.query("SELECT [json_payload] FROM " + LIVE + " ORDER BY [id]");
    List<List<String>> rows =
        office.query(
            "SELECT [person_id], [legacy_id], [json_payload], [previous_json_payload],"
                + " [row_state], [submission_status], [api_response], [submission_timestamp],"
                + " [current_hash], [previous_hash] FROM "
                + ANON
                + " ORDER BY [id]");
    assertThat(rows.size(), is(5));
    for (int i = 0; i < rows.size(); i++) {
      List<String> row = rows.get(i);
      JsonNode child = new ObjectMapper().readTree(row.get(2));
      JsonNode real = new ObjectMapper().readTree(live.get(i).get(0));
      assertThat(row.get(0), is(child.path("la_child_id").asText()));
      assertThat(row.get(1), is(child.path("mis_child_id").asText()));
      for (String field : List.of("surname", "first_name", "date_of_birth", "postcode")) {
        assertThat(
            child.path("child_details").path(field),
            not(is(real.path("child_details").path(field))));
      }
      assertThat(row.toString(), not(containsString("SYN0000")));
      assertThat(row.get(4), is(i == 0 ? "Updated" : "unchanged"));
      assertThat(row.get(5), is(i == 0 ? "Pending" : "sent"));
      assertThat(row.get(6), is(nullValue()));
      assertThat(row.get(7), is(nullValue()));
      assertThat(row.get(8).equals(row.get(9)), is(i != 0));
      assertThat(row.get(2).equals(row.get(3)), is(i != 0));
    }
    assertThat(office.out, containsString("\nchild_details.uasc_flag "));
    assertThat(office.out, not(containsString("SYN")));
    assertThat(
        office.err, containsString("5 rows were scrambled into dbo.ssd_api_data_staging_anon.\n"));
  }

  @Test
  void theSameKeyMakesTheSameChildrenAndARandomOneDoesNot() throws SQLException {
    String select = "SELECT [json_payload] FROM " + ANON + " ORDER BY [id]";
    anonymise("--createTable");
    List<List<String>> first = office.query(select);

    assertThat(anonymise("--replace"), is(0));
    assertThat(office.query(select), is(first));

    assertThat(office.type("csc", "anonymise", TO, "--replace"), is(0));
    assertThat(office.err, containsString("with a random key, so that no other night matches"));
    List<List<String>> random = office.query(select);
    assertThat(random.size(), is(5));
    assertThat(first, everyItem(not(is(random.get(0)))));
  }

  @Test
  void moreThanOnePageIsCopied() throws SQLException {
    office.cohort.nextNight(1, 0, 1_100, 0);
    office.night();

    assertThat(anonymise("--createTable"), is(0));

    assertThat(
        office.query("SELECT COUNT(*), COUNT(DISTINCT [person_id]) FROM " + ANON),
        is(List.of(List.of("1105", "1105"))));
  }

  @Test
  void theTableIsLikeTheOneOfThePopulateScript() throws SQLException {
    assertThat(anonymise("--createTable"), is(0));

    String columns =
        "SELECT [COLUMN_NAME], [DATA_TYPE], [CHARACTER_MAXIMUM_LENGTH], [IS_NULLABLE],"
            + " [IS_IDENTITY] FROM [INFORMATION_SCHEMA].[COLUMNS] WHERE [TABLE_NAME] = '%s'"
            + " AND [COLUMN_NAME] <> 'id' ORDER BY [ORDINAL_POSITION]";
    assertThat(
        office.query(columns.formatted("ssd_api_data_staging_anon")),
        is(office.query(columns.formatted("ssd_api_data_staging"))));
    assertThat(
        office.query(
            "SELECT COUNT(*) FROM [INFORMATION_SCHEMA].[TABLE_CONSTRAINTS]"
                + " WHERE [TABLE_NAME] = 'ssd_api_data_staging_anon'"),
        is(List.of(List.of("0"))));
  }

  @Test
  void whatIsThereIsNotTouchedUnasked() throws SQLException {
    assertThat(anonymise(), is(2));
    assertThat(
        office.err,
        is(
            "ERROR Nothing was run: There is no table dbo.ssd_api_data_staging_anon. Add"
                + " --createTable to have it made.\n"));
    anonymise("--createTable");

    assertThat(anonymise(), is(2));
    assertThat(office.err, containsString("has 5 rows already. Add --replace"));
    assertThat(office.query("SELECT COUNT(*) FROM " + ANON), is(List.of(List.of("5"))));
  }

  @Test
  void onlyATableOfMadeUpChildrenIsFilledAndOnlyFromAnother() throws SQLException {
    assertThat(office.type("csc", "anonymise", "--to=ssd_api_data_staging", "--replace"), is(2));
    assertThat(office.err, containsString("--to must be a table whose name ends in _anon"));
    assertThat(office.type("csc", "anonymise", TO, "--table=dbo.x_ANON", "--replace"), is(2));
    assertThat(office.err, containsString("--table=dbo.x_ANON holds made-up children already."));
    assertThat(office.query("SELECT COUNT(*) FROM " + LIVE), is(List.of(List.of("5"))));
  }

  @Test
  void whatCannotBeReadIsLeftOutAndCounted() throws IOException, SQLException {
    office.run("UPDATE " + LIVE + " SET [json_payload] = '{\"surname\": \"Quillon' WHERE [id] = 2");
    office.run("UPDATE " + LIVE + " SET [previous_json_payload] = 'Quillon' WHERE [id] = 3");

    assertThat(anonymise("--createTable", "--json"), is(3));

    ObjectNode answer = (ObjectNode) new ObjectMapper().readTree(office.out);
    assertThat(answer.path("written").asInt(), is(4));
    assertThat(answer.path("unreadable").asInt(), is(1));
    assertThat(answer.path("unreadablePrevious").asInt(), is(1));
    assertThat(
        office.err,
        allOf(
            containsString("1 rows were left out and 1 are without their previous payload"),
            not(containsString("Quillon"))));
    assertThat(
        office.query("SELECT [previous_json_payload] FROM " + ANON).toString(),
        matchesPattern("\\[(\\[null], ){3}\\[null]]"));
  }

  @Test
  void theCopyCanBeSentToTheTestService() throws SQLException {
    anonymise("--createTable");
    office.environment.put("API_ENDPOINT", office.receiver.endpoint().toString());
    office.environment.put("TABLE_NAME", "dbo.ssd_api_data_staging_anon");

    int exitCode = office.send();

    assertThat(office.err, exitCode, is(0));
    assertThat(office.receiver.posts().get(0).status(), is(200));
    assertThat(office.receiver.posts().get(0).children().size(), is(5));
  }
}
