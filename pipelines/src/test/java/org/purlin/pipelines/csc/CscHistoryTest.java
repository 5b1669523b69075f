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
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.sandbox.csc.Change;
import org.purlin.sandbox.csc.Children;
import org.purlin.sandbox.csc.Refusal;
import org.purlin.sandbox.csc.RefusalForm;

/** {@code purlin csc history}. */
class CscHistoryTest {

  private static final String CHILD = Children.idOf(2);
  private static final String WHEN = "\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z";

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

  private JsonNode json(String... more) throws IOException {
    String[] words = new String[more.length + 4];
    System.arraycopy(new String[] {"csc", "history", "--child=" + CHILD, "--json"}, 0, words, 0, 4);
    System.arraycopy(more, 0, words, 4, more.length);
    assertThat(office.type(words), is(0));
    return new ObjectMapper().readTree(office.out);
  }

  @Test
  void everySendingIsListedAndWhatTheReceiverHoldsNow() throws SQLException {
    assertThat(office.send(), is(0));
    office.cohort.change(CHILD, Change.SCALAR_SET, 1);
    office.night();
    assertThat(office.send(), is(0));

    assertThat(office.type("csc", "history", "--child=" + CHILD), is(0));

    String line = WHEN + " +\\S+ +\\S+ \\[\\d] +%s +accepted +\\d{4}-\\S+\\.json\n";
    assertThat(
        office.out,
        matchesPattern(
            "recorded +run +batch +kind +outcome +receipt\n"
                + line.formatted("full")
                + line.formatted("delta")
                + "\nThe receiver holds this child since "
                + WHEN
                + " \\(\\d{4}-\\S+\\.json\\), hash [0-9a-f]{64}\\.\n"));
    assertThat(office.err, is(""));
  }

  @Test
  void bodiesAreShownOnlyWhenAskedFor() throws IOException {
    office.send();
    String surname =
        office.cohort.today().get(CHILD).path("child_details").path("surname").asText();

    JsonNode without = json();
    assertThat(office.out, allOf(not(containsString(surname)), not(containsString(CHILD))));
    assertThat(without.path("sendings").get(0).has("body"), is(false));

    JsonNode with = json("--bodies");
    assertThat(
        new ObjectMapper().readTree(with.path("sendings").get(0).path("body").asText()),
        is(office.cohort.today().get(CHILD)));
    assertThat(
        new ObjectMapper().readTree(with.path("held").path("payload").asText()),
        is(office.cohort.today().get(CHILD)));
    assertThat(office.type("csc", "history", "--child=" + CHILD, "--bodies"), is(0));
    assertThat(office.out, containsString(surname));
  }

  @Test
  void aRefusalIsListedWithoutTheReceiversWords() throws IOException {
    office.receiver.refuse(CHILD, Refusal.as(RefusalForm.INDEXED));
    assertThat(office.send(), is(3));

    JsonNode history = json();

    assertThat(history.path("sendings").get(0).path("outcome").asText(), is("refused"));
    assertThat(history.path("held").isNull(), is(true));
    assertThat(office.out, not(containsString("expected a code of its list")));
    json("--bodies");
    assertThat(office.out, containsString("expected a code of its list"));
  }

  @Test
  void aPurgedChildIsSaidToBePurged() throws SQLException {
    office.send();
    office.cohort.remove(CHILD);
    office.night();
    assertThat(office.send("--maxPurgePercent=100"), is(0));

    assertThat(office.type("csc", "history", "--child=" + CHILD), is(0));

    assertThat(office.out, containsString("\nThe receiver holds this child as purged since 20"));
  }

  @Test
  void theIdMayStandInAFile() throws IOException {
    office.send();
    Path file = Files.writeString(directory.resolve("child.txt"), "\uFEFF " + CHILD + " \r\n");

    assertThat(office.type("csc", "history", "--child=file:" + file), is(0));
    assertThat(office.out, containsString(" accepted "));

    assertThat(office.type("csc", "history", "--child=file:" + directory.resolve("no")), is(2));
    assertThat(office.err, containsString("cannot be read. Is the path right and readable?"));
  }

  @Test
  void aChildThatWasNeverSentIsAnAnswerToo() {
    office.send();

    assertThat(office.type("csc", "history", "--child=ZZ-NOBODY"), is(0));

    assertThat(
        office.out, is("The receiver holds nothing of this child, as far as is known here.\n"));
    assertThat(office.err, containsString("it was never sent from here. Check --child, --table"));
    assertThat(office.err, not(containsString("ZZ-NOBODY")));
  }

  @Test
  void aTableSpelledAnotherWayIsNotTheSameRecords() {
    office.send();
    assertThat(office.type("csc", "history", "--child=" + CHILD, "--table=dbo.other"), is(0));
    assertThat(office.err, containsString("never sent from here"));
  }

  @Test
  void withoutTheSendersTablesItSaysHowToMakeThem() {
    assertThat(office.type("csc", "history", "--child=" + CHILD), is(8));
    assertThat(office.err, allOf(containsString("purlin csc ddl"), not(containsString(CHILD))));
  }

  @Test
  void aWrongPasswordIsTheDatabasesExitCode() {
    office.signInAs("NOBODY", "Not-A-Secret-1");
    assertThat(office.type("csc", "history", "--child=" + CHILD), is(4));
    assertThat(office.err, containsString("did not let this user in."));
  }

  @Test
  void whatIsMissingIsNamed() {
    office.environment.clear();
    assertThat(office.type("csc", "history"), is(2));
    assertThat(office.err, containsString("--child is missing."));
    assertThat(office.type("csc", "history", "--child=X"), is(2));
    assertThat(office.err, containsString("--server and --database say where"));
  }
}
