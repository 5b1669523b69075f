package org.purlin.io.edfi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.io.edfi.SubmitRun.Resend;
import org.purlin.io.edfi.Submitting.Ended;
import org.purlin.io.landing.RunLock;
import org.purlin.io.secret.Secret;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.edfi.EdfiFaults;
import org.purlin.sandbox.edfi.EdfiSandbox;
import org.purlin.sandbox.edfi.EdfiSettings;

/** What must not be believed, lost or blamed on others. */
class PushFaultsTest {

  @TempDir Path directory;
  private EdfiSandbox sandbox;

  private Submitting start(EdfiSettings settings) throws IOException {
    sandbox = EdfiSandbox.start(settings);
    Records.prepare(sandbox.district());
    return new Submitting(directory).to(Submitting.district(sandbox));
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private String nameOf(String student) {
    return sandbox.district().records("students").values().stream()
        .filter(record -> record.get("studentUniqueId").asText().equals(student))
        .map(record -> record.get("firstName").asText())
        .findFirst()
        .orElse("nobody");
  }

  @Test
  void whatOneServerTookIsNotDeliveredToAnother() throws IOException {
    Submitting push = start(EdfiSettings.defaults());
    push.row("students", Records.student("s1", "Ada")).run();
    try (EdfiSandbox other = EdfiSandbox.start()) {
      Submitting toOther = new Submitting(directory).to(Submitting.district(other));
      Ended ended = toOther.row("students", Records.student("s1", "Ada")).run();

      assertThat(ended.fates(), is(Map.of("created", 1L)));
    }
  }

  @Test
  void withoutANaturalKeyAnOlderContentIsSentAgainAndTheOrderIsKept() throws IOException {
    Submitting push = start(EdfiSettings.defaults().withoutOpenApi());
    push.row("students", Records.student("s1", "Ada")).run();
    push.noRows().row("students", Records.student("s1", "Adele")).run();

    Ended ended = push.noRows().row("students", Records.student("s1", "Ada")).run();

    assertThat(ended.fates(), is(Map.of("updated", 1L)));
    assertThat(nameOf("s1"), is("Ada"));
    assertThat(push.run().fates(), is(Map.of("already delivered", 1L)));
    push.noRows();
    for (int i = 0; i < 200; i++) {
      push.row("students", Records.student("s" + i % 4, "Name" + i));
    }
    push.run();
    assertThat(nameOf("s3"), is("Name199"));
  }

  @Test
  void withoutANaturalKeyAnOlderCopyThatIsSentAgainIsFollowedByTheNewerOne() throws IOException {
    Submitting push =
        start(EdfiSettings.defaults().withoutOpenApi())
            .patience(Duration.ofSeconds(1), Duration.ofSeconds(2));
    sandbox.onNextPost(Fault.status(400));
    push.row("students", Records.student("s1", "Older"))
        .row("students", Records.student("s1", "Newer"));
    assertThat(push.run().fates(), is(Map.of("rejected", 1L, "created", 1L)));

    Ended ended = push.run();

    assertThat(ended.fates(), is(Map.of("updated", 2L)));
    assertThat(nameOf("s1"), is("Newer"));
  }

  @Test
  void aRecordThatIsGoneAgainIsSentAgainAlsoWithoutANaturalKey() throws IOException {
    Submitting runs = start(EdfiSettings.defaults().withoutOpenApi());
    String id = runs.row("students", Records.student("s1", "Ada")).run().row(1).get("id").asText();
    runs.noRows().deleting().line("{\"resource\":\"students\",\"id\":\"" + id + "\"}");
    assertThat(runs.run().fates(), is(Map.of("deleted", 1L)));

    Ended ended = runs.noRows().pushing().row("students", Records.student("s1", "Ada")).run();

    assertThat(ended.fates(), is(Map.of("created", 1L)));
  }

  @Test
  void aKillBetweenAnswerAndLedgerLeavesNoOldProof() throws IOException {
    Submitting push = start(EdfiSettings.defaults());
    push.row("students", Records.student("s1", "Ada")).run();
    push.noRows().row("students", Records.student("s1", "Adele")).run();
    Path last = ledgers().get(1);
    List<String> lines = Files.readAllLines(last);
    assertThat(lines, hasSize(2));
    // What a process leaves that is killed before it can write the answer down.
    Files.write(last, lines.subList(0, 1));

    Ended ended = push.noRows().row("students", Records.student("s1", "Ada")).run();

    assertThat(ended.fates(), is(Map.of("updated", 1L)));
    assertThat(nameOf("s1"), is("Ada"));
  }

  @Test
  void aSignInPageInPlaceOfAnAnswerProvesNothing() throws IOException {
    Submitting push = start(EdfiSettings.defaults());
    sandbox.onNextPost(Fault.html());

    Ended ended = push.row("students", Records.student("s1", "Ada")).run();

    assertThat(ended.fates(), is(Map.of("in doubt", 1L)));
    assertThat(ended.row(1).get("problem_type").asText(), is("purlin:strange-answer"));
    assertThat(push.run().fates(), is(Map.of("created", 1L)));
  }

  @Test
  void manyRowsOfOneKeyWithoutTheirReferenceEnd() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          Submitting push = start(EdfiSettings.defaults());
          sandbox.district().write("students", Records.student("s1", "Ada"));
          for (int i = 0; i < 40; i++) {
            push.row("studentSchoolAssociations", Records.enrolment("s1", 99));
          }

          assertThat(push.run().fates(), is(Map.of("rejected", 40L)));
        });
  }

  @Test
  void whereOnlyRejectedRowsAreSentTheNewerOfTwoStays() throws IOException {
    Submitting push = start(EdfiSettings.defaults().withRelationshipAuthorization());
    push.row("students", Records.student("s1", "First")).run();
    push.noRows()
        .row("students", Records.student("s1", "Second"))
        .row("students", Records.student("s1", "Third"));
    assertThat(push.run().fates(), is(Map.of("rejected", 2L)));
    sandbox.district().write("studentSchoolAssociations", Records.enrolment("s1", 1));

    Ended ended = push.resend(Resend.REJECTED).run();

    assertThat(ended.fates(), is(Map.of("updated", 2L)));
    assertThat(nameOf("s1"), is("Third"));
  }

  @Test
  void aRowThatOurOwnChecksRejectedIsSentWhenItIsMended() throws IOException {
    Submitting push = start(EdfiSettings.defaults());
    push.row("students", "{\"studentUniqueId\":\"s1\"}").run();

    Ended ended =
        push.noRows().row("students", Records.student("s1", "Ada")).resend(Resend.REJECTED).run();

    assertThat(ended.fates(), is(Map.of("created", 1L)));
  }

  @Test
  void twoRunsDoNotSendToOneServerAtOnce() throws Exception {
    Submitting push = start(EdfiSettings.defaults());
    push.row("students", Records.student("s1", "Ada")).run();
    try (RunLock other = RunLock.tryTake(ledgers().get(0).getParent().toString()).orElseThrow()) {
      Ended ended = push.run();

      assertThat(other.isExclusive(), is(true));
      assertThat(ended.fates(), is(Map.of("not sent", 1L)));
      assertThat(ended.only().problem(), startsWith("Another run is sending to the same server"));
    }
  }

  @Test
  void aDistrictThatIsSetUpWronglyEndsAlone() throws IOException {
    sandbox = EdfiSandbox.start();
    Records.prepare(sandbox.district());
    Submitting push =
        new Submitting(directory)
            .to(
                Submitting.district(sandbox),
                District.of(
                    "plain", URI.create("http://ods.example.org/"), Login.client(env(), env())),
                District.of(
                    "unset",
                    sandbox.baseUrl(),
                    Login.client(
                        Secret.parse("key", "env:TEST_EDFI_NOT_SET"),
                        Secret.parse("secret", "env:TEST_EDFI_NOT_SET"))),
                District.of("nohost", URI.create("mailto:x"), Login.client(env(), env())));
    for (String district : List.of("north", "plain", "unset", "nohost")) {
      push.line(
          "{\"district\":\"%s\",\"resource\":\"students\",\"payload\":%s}"
              .formatted(district, Records.student("s1", "Ada")));
    }

    Ended ended = push.run();

    assertThat(ended.fates(), is(Map.of("created", 1L, "not sent", 3L)));
    assertThat(ended.district("plain").problem(), containsString("is not encrypted"));
    assertThat(ended.district("unset").problem(), containsString("TEST_EDFI_NOT_SET is not set"));
    assertThat(ended.district("nohost").problem(), containsString("must be like https://"));
  }

  private static Secret env() {
    return Secret.parse("key", "env:PATH");
  }

  @Test
  void aDamagedLedgerStopsItsDistrictAndSaysWhatToDo() throws IOException {
    Submitting push = start(EdfiSettings.defaults());
    push.row("students", Records.student("s1", "Ada"))
        .row("students", Records.student("s2", "Bea"))
        .run();
    Path ledger = ledgers().get(0);
    Files.write(ledger, List.of("{}"), StandardOpenOption.APPEND);
    Files.write(ledger.resolveSibling("notes.jsonl"), List.of("my own notes"));
    // The last line may be half a line of a killed run.
    assertThat(push.run().fates(), is(Map.of("already delivered", 2L)));
    Files.write(ledger, List.of(Files.readAllLines(ledger).get(0)), StandardOpenOption.APPEND);

    Ended ended = push.run();

    assertThat(ended.fates(), is(Map.of("not sent", 2L)));
    assertThat(ended.only().problem(), startsWith("The ledger is damaged at line 3 of "));
  }

  @Test
  void hugeAndOverlongRowsAreRejectedAloneAndAnEmptyInputHasAProof() throws IOException {
    Submitting push = start(EdfiSettings.defaults());
    Path jsonl = directory.resolve("students.jsonl");
    Files.writeString(
        jsonl,
        Records.student("s1", "x".repeat(21_000_000)) + "\n" + Records.student("s2", "Bea") + "\n");
    Path csv = directory.resolve("more.csv");
    Files.writeString(
        csv,
        "resource,payload\nstudents,\"{}\",too,many\nstudents,\""
            + Records.student("s3", "Cyd").replace("\"", "\"\"")
            + "\"\n");

    Ended ended = push.run(List.of(jsonl.toString(), csv.toString()));

    assertThat(ended.fates(), is(Map.of("created", 2L, "rejected", 2L)));
    assertThat(ended.only().rejects(), is(Map.of("purlin:unreadable-row", 2L)));
    Path empty = Files.createFile(directory.resolve("empty.jsonl"));
    assertThat(push.run(List.of(empty.toString())).districts(), is(List.of()));
  }

  @Test
  void weatherOnALookUpIsNoRefusalAndNamesNoStudent() throws IOException {
    Submitting push =
        start(EdfiSettings.defaults())
            .comparing()
            .patience(Duration.ofSeconds(1), Duration.ofSeconds(2));
    sandbox.onNext(request -> request.path().endsWith("/students"), Fault.status(503).times(500));

    Ended ended = push.row("students", Records.student("SECRETIVE77", "Ada")).run();

    assertThat(ended.fates(), is(Map.of("not sent", 1L)));
    for (JsonNode row : ended.results()) {
      assertThat(row.toString(), not(containsString("SECRETIVE77")));
    }
    assertThat(String.valueOf(ended.only().problem()), not(containsString("SECRETIVE77")));
    sandbox.clearFaults();
    sandbox.onNext(request -> request.path().endsWith("/students"), Fault.reset().times(500));
    ended = push.run();
    assertThat(ended.row(1).get("message").asText(), containsString("/students got no whole"));
    assertThat(ended.row(1).toString(), not(containsString("SECRETIVE77")));
    sandbox.clearFaults();
    assertThat(push.run().fates(), is(Map.of("created", 1L)));
  }

  @Test
  void createdThenRefusedAfterALostAnswerIsInDoubt() throws IOException {
    Submitting push = start(EdfiSettings.defaults().withRelationshipAuthorization());
    sandbox.onNextPost(EdfiFaults.lostAnswer());

    Ended ended = push.row("students", Records.student("s1", "Ada")).run();

    assertThat(ended.fates(), is(Map.of("in doubt", 1L)));
    assertThat(ended.row(1).get("http_status").asInt(), is(403));
    assertThat(nameOf("s1"), is("Ada"));
  }

  @Test
  void aLostAnswerBeforeARefusedLoginIsInDoubt() throws IOException {
    Submitting push = start(EdfiSettings.defaults());
    push.row("students", Records.student("s1", "Ada")).run();
    sandbox.onNextPost(EdfiFaults.lostAnswer());
    sandbox.onNextPost(Fault.status(401).times(10));
    Ended ended = push.noRows().row("students", Records.student("s1", "Adele")).run();
    sandbox.clearFaults();

    assertThat(ended.fates(), is(Map.of("in doubt", 1L)));
    push.noRows().row("students", Records.student("s1", "Ada"));
    assertThat(push.run().fates(), is(Map.of("updated", 1L)));
    assertThat(nameOf("s1"), is("Ada"));
  }

  @Test
  void aWrongTokenAddressStopsTheDistrictWithoutAsking() throws IOException {
    sandbox = EdfiSandbox.start();
    Records.prepare(sandbox.district());
    District district =
        Submitting.district(sandbox)
            .withUrl(District.Link.TOKENS, sandbox.url().resolve("/no/such/token"));
    Submitting push = new Submitting(directory).to(district);
    for (int i = 0; i < 100; i++) {
      push.row("students", Records.student("s" + i, "Ada"));
    }

    Ended ended = push.run();

    assertThat(ended.fates(), is(Map.of("not sent", 100L)));
    assertThat(ended.only().problem(), containsString("/no/such/token"));
    assertThat(
        sandbox.requests().stream().filter(seen -> seen.path().endsWith("/no/such/token")).count()
            <= 2,
        is(true));
  }

  @Test
  void aWrongPathOfTheDataDoesNotLookLikeRecordsThatAreGone() throws IOException {
    sandbox = EdfiSandbox.start();
    District district =
        Submitting.district(sandbox)
            .withUrl(District.Link.DATA, sandbox.url().resolve("/data/v9/"));
    Submitting runs = new Submitting(directory).to(district).deleting();

    Ended ended =
        runs.line("{\"resource\":\"students\",\"id\":\"" + "0".repeat(32) + "\"}")
            .row("students", "{\"studentUniqueId\":\"s1\"}")
            .run();

    assertThat(ended.fates(), is(Map.of("not sent", 2L)));
  }

  private List<Path> ledgers() throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(directory.resolve("ledger"))) {
      files.filter(f -> f.toString().matches(".*/\\d{8}-.*\\.jsonl")).sorted().forEach(found::add);
    }
    return found;
  }
}
