package org.purlin.pipelines.csc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.sandbox.csc.CscFaults;
import org.purlin.sandbox.csc.Receiver;

/** {@code purlin csc reconcile}. */
class CscReconcileTest {

  private static final String STATES =
      "SELECT [submission_status], [row_state], [api_response] FROM [dbo].[ssd_api_data_staging]"
          + " ORDER BY [id]";

  private static final List<String> SETTLED =
      List.of("sent", "unchanged", "Settled by hand as accepted.");

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

  /** Two batches: one of two children and one of one; the answer to the first is lost. */
  private void loseAnAnswer() {
    office.receiver.onNextPost(CscFaults.lostAnswer());
    assertThat(office.send("--inDoubt=hold", "--batchSize=2"), is(3));
  }

  private JsonNode listed(int exitCode, String... more) throws IOException {
    String[] words = new String[more.length + 3];
    System.arraycopy(new String[] {"csc", "reconcile", "--json"}, 0, words, 0, 3);
    System.arraycopy(more, 0, words, 3, more.length);
    assertThat(office.type(words), is(exitCode));
    return new ObjectMapper().readTree(office.out);
  }

  @Test
  void whatIsInDoubtIsListedWithoutNamingChildren() {
    loseAnAnswer();

    assertThat(office.type("csc", "reconcile"), is(3));

    assertThat(
        office.out,
        matchesPattern(
            """
            No run has the lock\\.

            In doubt: they may have been sent, and no answer is known\\.
            batch +run +prepared +records +kinds +staging rows +why
            [0-9a-f-]{36}  \\S+  20\\S+Z  2 +2 full  1 2 +POST .*
            """));
    assertThat(office.err, containsString("WARN  2 records are in doubt.\n"));
    assertThat(office.out, not(containsString("SYN")));
  }

  @Test
  void idsAreListedWhenAskedFor() throws IOException {
    loseAnAnswer();

    assertThat(office.type("csc", "reconcile", "--show-ids"), is(3));
    assertThat(office.out, containsString("  1            SYN00000001  in doubt\n"));

    JsonNode tree = listed(3, "--show-ids");
    assertThat(tree.path("inDoubt").asInt(), is(2));
    JsonNode record = tree.path("batches").get(0).path("records").get(1);
    assertThat(record.path("la_child_id").asText(), is("SYN00000002"));
    assertThat(record.path("row").asInt(), is(2));
    assertThat(record.path("kind").asText(), is("full"));
    assertThat(record.path("state").asText(), is("in doubt"));
  }

  @Test
  void nothingInDoubtIsDone() throws IOException {
    assertThat(office.send(), is(0));
    JsonNode tree = listed(0);
    assertThat(tree.path("lock").isNull(), is(true));
    assertThat(tree.path("batches").isEmpty(), is(true));
    assertThat(office.err, containsString("Nothing is in doubt."));
  }

  @Test
  void acceptedIsAsIfTheReceiverHadAnswered() throws SQLException {
    loseAnAnswer();

    assertThat(office.type("csc", "reconcile", "--settle=accepted", "--yes"), is(0));

    assertThat(
        office.err, containsString("2 records were settled as accepted. Nothing is in doubt."));
    assertThat(office.query(STATES).subList(0, 2), is(List.of(SETTLED, SETTLED)));
    int posts = office.receiver.posts().size();
    assertThat(office.send(), is(0));
    assertThat(office.receiver.posts().size(), is(posts));
    assertThat(office.type("csc", "history", "--child=SYN00000001", "--bodies"), is(0));
    assertThat(
        office.out,
        allOf(
            containsString(" full  accepted\n"),
            containsString("\naccepted: Settled by hand as accepted.\n"),
            containsString("The receiver holds this child (without a receipt), hash ")));
  }

  @Test
  void notAcceptedIsSentByTheNextRun() throws SQLException {
    loseAnAnswer();

    assertThat(office.type("csc", "reconcile", "--settle=notAccepted", "--yes"), is(0));

    assertThat(office.query(STATES).get(0).subList(0, 2), is(List.of("Pending", "New")));
    assertThat(office.send(), is(0));
    List<List<String>> rows = office.query(STATES);
    assertThat(rows.get(0).subList(0, 2), is(List.of("sent", "unchanged")));
    assertThat(office.receiver.accepted(Receiver.live("999")).get("SYN00000001"), is(2));
    assertThat(office.type("csc", "history", "--child=SYN00000001"), is(0));
    assertThat(office.out, allOf(containsString(" given up"), containsString(" accepted")));
  }

  @Test
  void oneRowOrOneBatchMayBeSettledAlone() throws IOException, SQLException {
    loseAnAnswer();
    String batch = listed(3).path("batches").get(0).path("batch").asText();

    assertThat(
        office.type("csc", "reconcile", "--settle=accepted", "--batch=another", "--yes"), is(3));
    assertThat(office.err, containsString("0 records were settled as accepted. 2 records are in"));
    assertThat(office.type("csc", "reconcile", "--settle=accepted", "--row=2", "--yes"), is(3));
    assertThat(office.query(STATES).get(1), is(SETTLED));
    assertThat(office.query(STATES).get(0).subList(0, 2), is(List.of("Pending", "New")));
    assertThat(
        office.type("csc", "reconcile", "--settle=accepted", "--batch=" + batch, "--yes"), is(0));
    assertThat(office.query(STATES).get(0), is(SETTLED));
  }

  @Test
  void answersThatAreKnownAreWrittenBackWhenAsked() throws IOException, SQLException {
    loseAnAnswer();
    office.run(
        "UPDATE [dbo].[purlin_csc_outbox] SET [state] = 'accepted', [receipt] ="
            + " '2026-03-31_06:15:02.41_a-b.json' WHERE [position] = 0");
    office.run(
        "UPDATE [dbo].[purlin_csc_outbox] SET [state] = 'refused', [reason] = '400 no'"
            + " WHERE [position] = 1");

    JsonNode tree = listed(3);
    assertThat(tree.path("inDoubt").asInt(), is(0));
    assertThat(tree.path("notWrittenBack").asInt(), is(2));
    assertThat(office.err, containsString("2 answers are not written back (--writeBack)."));
    assertThat(office.query(STATES).get(0).get(0), is("Pending"));

    assertThat(office.type("csc", "reconcile", "--write-back"), is(0));

    assertThat(office.query(STATES).get(0), is(List.of("sent", "unchanged", "a-b.json")));
    assertThat(office.query(STATES).get(1), is(List.of("error", "New", "400 no")));
  }

  @Test
  void aRowThatWasRebuiltSinceStaysPending() throws SQLException {
    loseAnAnswer();
    office.run("UPDATE [dbo].[ssd_api_data_staging] SET [json_payload] = '{}' WHERE [id] = 1");

    assertThat(office.type("csc", "reconcile", "--settle=accepted", "--yes"), is(0));

    assertThat(office.err, containsString("1 of their rows were rebuilt since and stay pending"));
    assertThat(office.query(STATES).get(0).subList(0, 2), is(List.of("Pending", "New")));
    assertThat(office.query(STATES).get(1), is(SETTLED));
  }

  @Test
  void nothingIsSettledUnconfirmed() throws SQLException {
    loseAnAnswer();

    assertThat(office.type("csc", "reconcile", "--settle=accepted"), is(2));

    assertThat(
        office.err,
        is(
            "ERROR Nothing was run: Settle all 2 records in doubt as accepted? Nobody is at the"
                + " terminal to answer; add --yes if it is to be done.\n"));
    assertThat(office.query(STATES).get(0).subList(0, 2), is(List.of("Pending", "New")));
  }

  @Test
  void whileARunHasTheLockNothingIsSettled() throws SQLException {
    loseAnAnswer();
    office.run(
        "UPDATE [dbo].[purlin_csc_lock] SET [run_id] = 'night-7', [host] = 'elsewhere',"
            + " [pid] = 1, [taken_at] = '2026-01-01', [until_at] = '2999-01-01'");

    assertThat(office.type("csc", "reconcile"), is(3));
    assertThat(
        office.out,
        containsString(
            "The lock is run night-7's on elsewhere, since 2026-01-01T00:00:00Z, until"
                + " 2999-01-01T00:00:00Z; what is listed may be on its way right now.\n"));

    assertThat(office.type("csc", "reconcile", "--settle=accepted", "--yes"), is(2));
    assertThat(office.err, containsString("Run night-7 on elsewhere is sending"));
    assertThat(office.query(STATES).get(0).subList(0, 2), is(List.of("Pending", "New")));
  }

  @Test
  void aLockWhoseTimeIsOverIsToldAndTaken() throws SQLException {
    loseAnAnswer();
    office.run(
        "UPDATE [dbo].[purlin_csc_lock] SET [run_id] = 'night-7', [host] = 'elsewhere',"
            + " [pid] = 1, [taken_at] = '2026-01-01', [until_at] = '2026-01-02'");

    assertThat(office.type("csc", "reconcile"), is(3));
    assertThat(office.out, containsString("; the run has ended, and the next one takes it.\n"));
    assertThat(office.type("csc", "reconcile", "--settle=accepted", "--yes"), is(0));
    assertThat(
        office.query("SELECT [run_id] FROM [dbo].[purlin_csc_lock]").get(0).get(0) == null,
        is(true));
  }

  @Test
  void aBatchWithoutSettleIsAMistake() {
    assertThat(office.type("csc", "reconcile", "--batch=x"), is(2));
    assertThat(office.err, containsString("--batch and --row say what --settle is to settle."));
  }
}
