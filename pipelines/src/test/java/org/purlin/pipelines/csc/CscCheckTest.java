package org.purlin.pipelines.csc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.purlin.io.csc.Scope;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.csc.Post;

/** {@code purlin check csc}. */
class CscCheckTest {

  @TempDir Path directory;
  private CscOffice office;

  @BeforeEach
  void open() throws IOException, SQLException {
    office = CscOffice.open(directory, 3);
  }

  @AfterEach
  void close() throws SQLException {
    office.close();
  }

  /** The checks as {@code status what: found}. */
  private List<String> check(int exitCode, String... more) throws IOException {
    List<String> words = new ArrayList<>(List.of("check", "csc", "--json"));
    words.addAll(List.of(more));
    int was = office.type(words.toArray(String[]::new));
    assertThat(office.out + office.err, was, is(exitCode));
    List<String> checks = new ArrayList<>();
    for (JsonNode check : new ObjectMapper().readTree(office.out).path("checks")) {
      checks.add(
          check.path("status").asText()
              + " "
              + check.path("what").asText()
              + ": "
              + check
                  .path("found")
                  .asText()
                  .replaceAll("[0-9.]+ GB free", "N GB free")
                  .replaceAll("version [^,]*, [0-9,]+ MB", "version N, N MB"));
    }
    return checks;
  }

  private void makeTables() {
    assertThat(office.send(), is(0));
  }

  @Test
  void allIsWellWhereAllIsWell() throws IOException {
    makeTables();
    int posts = office.receiver.posts().size();

    String at = office.receiver.url().getAuthority();
    assertThat(
        check(0),
        is(
            List.of(
                "ok receiver options: http://"
                    + at
                    + "/children-in-social-care-data-receiver/1/children_social_care_data/999/children",
                "ok test or live: dbo.ssd_api_data_staging fits the address",
                "ok secret --clientId: in env:CLIENT_ID",
                "ok secret --clientSecret: in env:CLIENT_SECRET",
                "ok secret --supplierKey: in env:SUPPLIER_KEY",
                "ok receiver proxy: none, direct",
                "ok receiver name: 127.0.0.1 is 127.0.0.1",
                "ok receiver connection: to 127.0.0.1",
                "skipped receiver TLS: plain http",
                "ok receiver clock: the same time here and there",
                "ok sign-in: a token was issued, for 60 minutes",
                "ok post: answered 400 to a post that holds no child",
                "ok secret --sqlConnStr: in " + office.environment.get("SQL_CONN_STR"),
                "ok database: " + office.databaseName(),
                "ok staging table: dbo.ssd_api_data_staging, may be read",
                "ok write-back: may be written",
                "ok records: tables are there and may be written",
                "ok lock: free",
                "ok columns: all that are needed; person_id is 20 wide, without an index",
                "ok rows: 3 sent/unchanged",
                "ok payloads: the first 3 can be read",
                "ok output: out can be made; N GB free",
                "ok logs: " + directory.resolve("logs") + " can be written; N GB free",
                "ok Java: version N, N MB for data")));
    List<Post> sent = office.receiver.posts().subList(posts, office.receiver.posts().size());
    assertThat(sent.stream().map(Post::body).toList(), is(List.of("{}")));
    assertThat(office.out + office.err, not(containsString("SYN")));
  }

  @Test
  void theTableSaysWhatToDo() {
    assertThat(office.type("check", "csc", "--only=database"), is(8));
    assertThat(
        office.out,
        allOf(
            startsWith("      check                found\nok    secret --sqlConnStr  in env:"),
            containsString("\nfail  records              The sender's own tables are missing in"),
            containsString("Have an administrator run what")));
    assertThat(
        office.err, startsWith("ERROR 1 of 5 checks failed; the first: records: The sender's own"));
  }

  @ParameterizedTest
  @CsvSource({
    "csc test-endpoint, receiver options, post",
    "test-endpoint, receiver options, post",
    "csc test-db-connection, secret --sqlConnStr, lock",
    "test-db-connection, secret --sqlConnStr, lock",
    "test-db, secret --sqlConnStr, lock",
    "csc test-schema, secret --sqlConnStr, payloads",
    "test-schema, secret --sqlConnStr, payloads",
    "csc run-smoke, receiver options, Java",
    "run-smoke, receiver options, Java"
  })
  void theOldSendersWordsWork(String words, String first, String last)
      throws IOException, SQLException {
    office.makeTables();
    List<String> typed = new ArrayList<>(List.of(words.split(" ", -1)));
    typed.add("--json");

    assertThat(office.type(typed.toArray(String[]::new)), is(0));

    JsonNode checks = new ObjectMapper().readTree(office.out).path("checks");
    assertThat(checks.get(0).path("what").asText(), is(first));
    assertThat(checks.get(checks.size() - 1).path("what").asText(), is(last));
  }

  @Test
  void anUnknownPartIsAMistake() {
    assertThat(office.type("check", "csc", "--only=endpoint,tables"), is(2));
    assertThat(
        office.err,
        is(
            "ERROR Nothing was run: --only must be endpoint, database or schema, or several with"
                + " commas between, but was: endpoint,tables\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"LA_CODE", "API_ENDPOINT", "TOKEN_ENDPOINT"})
  void aMissingOptionEndsWithTwo(String variable) throws IOException {
    office.environment.remove(variable);
    assertThat(check(2, "--only=endpoint").get(0), startsWith("fail receiver options: --"));
  }

  @Test
  void aMissingSecretIsNamedAndTheNetworkIsTriedAllTheSame() throws IOException {
    office.environment.remove("SUPPLIER_KEY");
    List<String> checks = check(2, "--only=endpoint");
    assertThat(checks, hasItem(startsWith("fail secret --supplierKey: Environment variable")));
    assertThat(checks, hasItem("ok receiver connection: to 127.0.0.1"));
    assertThat(checks, hasItem("skipped sign-in: a secret is missing"));
  }

  @Test
  void theLiveTableAndTheTestServiceAreAMixUp() throws IOException {
    office.environment.put("API_ENDPOINT", office.receiver.endpoint().toString());
    assertThat(
        check(2, "--only=endpoint").get(1),
        startsWith("fail test or live: --table=dbo.ssd_api_data_staging holds real children"));
  }

  @Test
  void aWrongClientSecretEndsWithFiveAndIsNotShown() throws IOException {
    office.environment.put("CLIENT_SECRET", "Not-The-Secret-1");
    List<String> checks = check(5, "--only=endpoint");
    assertThat(checks, hasItem(startsWith("fail sign-in: The token endpoint")));
    assertThat(checks, hasItem("skipped post: there is no token"));
    assertThat(office.out + office.err, not(containsString("Not-The-Secret-1")));
  }

  @Test
  void aWrongSupplierKeyEndsWithFive() throws IOException {
    office.environment.put("SUPPLIER_KEY", "Not-The-Key-1");
    assertThat(
        check(5, "--only=endpoint"),
        hasItem("fail post: answered 401 to a post that holds no child."));
    assertThat(office.out, containsString("Check --supplierKey"));
  }

  @Test
  void anAuthorityTheReceiverDoesNotKnowIsAMistake() throws IOException {
    office.environment.put("LA_CODE", "998");
    assertThat(
        check(2, "--only=endpoint"),
        hasItem("fail post: answered 404 to a post that holds no child."));
  }

  @Test
  void aReceiverThatIsDownEndsWithSeven() throws IOException {
    office.receiver.onNextPost(Fault.status(503));
    assertThat(
        check(7, "--only=endpoint"),
        hasItem("fail post: answered 503 to a post that holds no child."));

    office.environment.put(
        "API_ENDPOINT", "http://127.0.0.1:1/children-in-social-care-data-receiver/1");
    List<String> checks = check(7, "--only=endpoint");
    assertThat(
        checks,
        hasItem(
            "fail receiver connection: none to 127.0.0.1:1: nobody listens there, or a firewall is"
                + " in the way."));
    assertThat(checks, hasItem("ok token server connection: to 127.0.0.1"));
    assertThat(checks, hasItem("skipped sign-in: the server cannot be reached"));
  }

  @Test
  void aDatabaseThatLetsNobodyInEndsWithFour() throws IOException {
    office.signInAs("NOBODY", "Not-A-Secret-1");
    List<String> checks = check(4, "--only=database,schema");
    assertThat(checks.size(), is(2));
    assertThat(checks.get(1), startsWith("fail database: The database H2 database"));
    assertThat(office.out + office.err, not(containsString("Not-A-Secret-1")));
  }

  @Test
  void aUserWhoMayOnlyReadEndsWithFour() throws IOException, SQLException {
    office.makeTables();
    office.run("CREATE USER [READER] PASSWORD 'Not-A-Secret-1'");
    office.run("GRANT SELECT ON [dbo].[ssd_api_data_staging] TO [READER]");
    for (String table : List.of("accepted", "outbox", "history", "lock")) {
      office.run("GRANT SELECT ON [dbo].[purlin_csc_" + table + "] TO [READER]");
    }
    office.run("GRANT UPDATE ON [dbo].[purlin_csc_accepted] TO [READER]");
    office.signInAs("READER", "Not-A-Secret-1");

    List<String> checks = check(4, "--only=database");

    assertThat(checks, hasItem("fail write-back: This user may not update the staging table."));
    assertThat(
        checks,
        hasItem(
            "fail records: This user lacks INSERT on purlin_csc_accepted, INSERT on"
                + " purlin_csc_outbox, UPDATE on purlin_csc_outbox, DELETE on purlin_csc_outbox,"
                + " INSERT on purlin_csc_history, UPDATE on purlin_csc_history, INSERT on"
                + " purlin_csc_lock, UPDATE on purlin_csc_lock."));
  }

  @Test
  void aTableThatIsNotThereOrOfAnotherKindEndsWithEight() throws IOException, SQLException {
    assertThat(
        check(8, "--only=schema", "--table=dbo.nothing").get(2),
        startsWith("fail staging table: A table or column is not there"));
    office.run("ALTER TABLE [dbo].[ssd_api_data_staging] DROP COLUMN [row_state]");
    assertThat(check(8, "--only=schema").get(2), containsString("it has no row_state."));
  }

  @Test
  void anOlderTableIsWarnedOf() throws IOException, SQLException {
    office.run("ALTER TABLE [dbo].[ssd_api_data_staging] ALTER COLUMN [person_id] NVARCHAR(48)");
    office.run("ALTER TABLE [dbo].[ssd_api_data_staging] DROP COLUMN [legacy_id]");
    office.run("ALTER TABLE [dbo].[ssd_api_data_staging] DROP COLUMN [current_hash]");
    office.run("CREATE INDEX [by_person] ON [dbo].[ssd_api_data_staging] ([person_id])");

    List<String> checks = check(0, "--only=schema");

    assertThat(
        checks, hasItem("ok columns: all that are needed; person_id is 48 wide and has an index"));
    assertThat(checks, hasItem(startsWith("warn columns: person_id is 48 characters wide, and")));
    assertThat(
        checks, hasItem(startsWith("warn columns: The table has no legacy_id, current_hash:")));
  }

  @Test
  void rowsAreCountedAndThoseThatCannotBeReadAreToldWithoutTheirWords()
      throws IOException, SQLException {
    String update = "UPDATE [dbo].[ssd_api_data_staging] SET ";
    office.run(update + "[json_payload] = '{\"surname\": \"Quillon' WHERE [id] = 1");
    office.run(update + "[json_payload] = '{}', [row_state] = 'Quillon' WHERE [id] = 2");
    office.run(update + "[person_id] = 'SYN00000001', [submission_status] = NULL WHERE [id] = 3");

    List<String> checks = check(0, "--only=schema");

    assertThat(checks, hasItem("ok rows: 1 null/new, 1 pending/new, 1 pending/other"));
    assertThat(
        checks, hasItem("warn repeated persons: 1 ids of persons stand in more than one row."));
    assertThat(
        checks,
        hasItem(
            "warn payloads: Of the first 3: 1 rows: json_payload has no la_child_id; 1 rows:"
                + " json_payload is not JSON, or goes on after its end."));
    assertThat(
        office.out + office.err, allOf(not(containsString("Quillon")), not(containsString("SYN"))));
  }

  @Test
  void aRunThatIsUnderWayIsTold() throws IOException, SQLException {
    office.makeTables();
    office.run(
        "INSERT INTO [dbo].[purlin_csc_lock] ([scope], [run_id], [host], [pid], [taken_at],"
            + " [until_at], [version]) VALUES ('"
            + new Scope(
                    "999", "dbo.ssd_api_data_staging", office.receiver.liveEndpoint().toString())
                .id()
            + "', 'night-7', 'elsewhere', 1, '2026-01-01', '2999-01-01', 1)");
    assertThat(
        check(0, "--only=database"),
        hasItem("warn lock: run night-7 on elsewhere has it until 2999-01-01T00:00:00Z"));
  }

  @Test
  void nothingIsChanged() throws IOException, SQLException {
    office.makeTables();
    List<List<String>> before = everything();
    Path output = directory.resolve("out");
    check(0, "--output=" + output);
    assertThat(everything(), is(before));
    assertThat(Files.exists(output), is(false));
  }

  @Test
  void aWrongHostFailsItsNameAlone() throws IOException, SQLException {
    office.makeTables();
    office.environment.put(
        "API_ENDPOINT", "https://nowhere.invalid/children-in-social-care-data-receiver/1");
    assertThat(
        failures(check(7)),
        is(
            List.of(
                "fail receiver name: nowhere.invalid is not known to this machine's name"
                    + " server.")));
    assertThat(office.receiver.posts(), is(List.of()));
  }

  @Test
  void aWrongSecretFailsTheSignInAlone() throws IOException, SQLException {
    office.makeTables();
    office.environment.put("CLIENT_SECRET", "Not-The-Secret-1");
    List<String> failures = failures(check(5));
    assertThat(failures.size(), is(1));
    assertThat(failures.get(0), startsWith("fail sign-in: "));
  }

  @Test
  void aMissingColumnFailsTheStagingTableAlone() throws IOException, SQLException {
    office.makeTables();
    office.run("ALTER TABLE [dbo].[ssd_api_data_staging] DROP COLUMN [row_state]");
    List<String> failures = failures(check(8));
    assertThat(failures.size(), is(1));
    assertThat(failures.get(0), startsWith("fail staging table: "));
    assertThat(failures.get(0), containsString("it has no row_state."));
  }

  /** A directory below a file can be made by nobody, whoever runs the tests. */
  @Test
  void anOutputThatCannotBeWrittenFailsAlone() throws IOException, SQLException {
    office.makeTables();
    Path file = Files.writeString(directory.resolve("file"), "in the way");
    assertThat(
        failures(check(2, "--output=" + file.resolve("out"))),
        is(
            List.of(
                "fail output: "
                    + file.resolve("out")
                    + " cannot be written: "
                    + file
                    + " is a file.")));
    assertThat(
        failures(check(2, "--output=bigquery:demo-1.purlin")),
        is(List.of("fail output: This job has no rows for BigQuery.")));
  }

  private static List<String> failures(List<String> checks) {
    return checks.stream().filter(check -> check.startsWith("fail ")).toList();
  }

  @Test
  void recordsInADirectoryAreNotMadeByAsking() throws IOException {
    Path records = directory.resolve("records");
    assertThat(
        check(0, "--only=database", "--records=" + records),
        hasItem("skipped records: " + records + " is made by the first run"));
    assertThat(Files.exists(records), is(false));
  }

  private List<List<String>> everything() throws SQLException {
    List<List<String>> all = new ArrayList<>();
    for (String table :
        Stream.concat(
                Stream.of("ssd_api_data_staging"),
                Stream.of("accepted", "outbox", "history", "lock").map(t -> "purlin_csc_" + t))
            .toList()) {
      all.addAll(office.query("SELECT * FROM [dbo].[" + table + "]"));
    }
    return all;
  }
}
