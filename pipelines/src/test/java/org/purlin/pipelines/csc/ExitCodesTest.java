package org.purlin.pipelines.csc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.csc.Refusal;
import org.purlin.sandbox.csc.RefusalForm;

/** How a run ends is told by its exit code, and what cannot be is refused before any call. */
class ExitCodesTest {

  @TempDir Path directory;
  private Council council;

  @BeforeEach
  void open() {
    council = new Council(directory, 2);
    council.populate();
  }

  @AfterEach
  void close() {
    council.close();
  }

  @Test
  void aDatabaseThatIsDownIsFour() {
    council.environment.put(
        "DOWN", "jdbc:h2:tcp://127.0.0.1:1/mem:none;MODE=MSSQLServer;USER=u;PASSWORD=pw-canary");

    assertThat(council.send("--sqlConnStr=env:DOWN"), is(4));

    assertThat(council.error(), containsString("cannot be reached"));
    assertThat(council.receiver.requests(), is(empty()));
  }

  @Test
  void aDatabaseThatRefusesThePasswordIsFour() {
    council.environment.put(
        "WRONG", council.database.jdbcUrl() + ";USER=STAGING;PASSWORD=pw-canary");

    assertThat(council.send("--sqlConnStr=env:WRONG"), is(4));

    assertThat(council.error(), containsString("did not let this user in"));
    assertThat(council.error().contains("pw-canary"), is(false));
  }

  @Test
  void aTokenThatIsRefusedIsFive() {
    council.environment.put("CLIENT_SECRET", "another-secret");

    assertThat(council.send(), is(5));

    assertThat(council.posted(), is(0));
  }

  @Test
  void someRefusedIsThreeAndAllRefusedIsSix() {
    council.receiver.refuse(Council.id(1), Refusal.as(RefusalForm.INDEXED));
    assertThat(council.send(), is(3));
    council.cohort.nextNight(1, 0, 1, 0);
    council.populate();
    council.receiver.refuse(Council.id(3), Refusal.as(RefusalForm.INDEXED));

    assertThat(council.send(), is(6));
  }

  @Test
  void anUnknownCommandAndAnUnknownFlagAreTwo() {
    assertThat(council.type("smoke"), is(2));
    assertThat(council.type("--mode=smoke"), is(2));
    assertThat(council.receiver.requests(), is(empty()));
  }

  @Test
  void aTableThatIsNotThereIsEightAndMissingRecordsAreToo() {
    assertThat(council.send("--table=dbo.not_there"), is(8));
    assertThat(council.send("--createTables=false"), is(8));
    assertThat(
        council.error(), containsString("Have an administrator run what 'purlin csc ddl' prints"));
    assertThat(council.receiver.requests(), is(empty()));
  }

  @Test
  void aReceiverThatIsNotThereLeavesAllUnsentAndIsNotZero() {
    assertThat(
        council.send(
            "--endpoint=http://127.0.0.1:1/children-in-social-care-data-receiver/1",
            "--retryFor=PT1S"),
        is(3));

    assertThat(council.balance("children"), is("2 selected = 2 not sent"));
    assertThat(council.staged.states(), is(Map.of("Pending New", 2)));
    assertThat(council.staged.own("outbox"), is(empty()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--laCode=84 | --laCode must be the authority's three digits",
        "--timeout=PT1S | --timeout must be from PT5S to PT5M",
        "--timeout=ten | --timeout must be an ISO-8601 duration",
        "--maxPurgePercent=101 | --maxPurgePercent must be from 0 to 100",
        "--lease=PT5S | --lease must be PT1M or more",
        "--limit=-1 | --limit must not be negative",
        "--rules=/not/there.json | --rules: there is no file",
        "--records=tables;x | --records",
        "--table=a.b.c.d | --table",
        "--endpoint=nonsense | --endpoint must be a URL",
        "--environment=test | --environment=test and --endpoint is the live service.",
        "--endpoint=https://example.org/1 | --environment=test or --environment=live",
        "--proxy=not a proxy | proxy",
        "--proxy=http://127.0.0.1 | proxy",
        "--adopt=perhaps | --adopt",
        "--inDoubt=maybe | --inDoubt",
        "--clientSecret=open-secret | --clientSecret",
        "--sqlConnStr=jdbc:h2:mem:open | --sqlConnStr",
      })
  void anOptionThatCannotBeIsTwoAndNothingIsCalled(String word, String said) {
    assertThat(council.send(word.strip()), is(2));

    assertThat(council.error(), containsString(said));
    assertThat(council.receiver.requests(), is(empty()));
    assertThat(council.staged.states(), is(Map.of("Pending New", 2)));
  }

  @Test
  void aRunIdThatIsTooLongForTheTablesIsRefusedBeforeAnyCall() {
    assertThat(council.send("--runId=" + "r".repeat(65)), is(2));
    assertThat(council.error(), containsString("--runId"));
    assertThat(council.send("--runId=" + "r".repeat(64)), is(0));
  }

  @Test
  void aSecondRunAtTheSameTimeIsRefusedAndToldWhoseLockItIs() {
    AtomicInteger second = new AtomicInteger();
    AtomicReference<String> said = new AtomicReference<>("");
    Council other = council.beside(directory.resolve("second"));
    council.receiver.onNextPost(
        Fault.of(
            ordinary -> {
              var answer = ordinary.answer();
              second.set(other.send());
              said.set(other.error());
              return answer;
            }));

    council.sendWell("--runId=the-first");

    assertThat(second.get(), is(2));
    assertThat(
        said.get(),
        matchesPattern(
            "(?s).*Run the-first on .+ is sending for the same authority, table and receiver since"
                + " .+\\. Nothing was sent\\. Wait until it ends; if it died, its claim ends at"
                + " .+\\..*"));
    assertThat(council.posted(), is(1));
    assertThat(council.staged.states(), is(Map.of("sent unchanged", 2)));
    assertThat(other.send(), is(0));
  }

  @Test
  void aRunThatFailedGivesItsLockBack() {
    council.environment.put("CLIENT_SECRET", "another-secret");
    assertThat(council.send(), is(5));

    assertThat(council.staged.own("lock").get(0).get("run_id"), is((String) null));
  }
}
