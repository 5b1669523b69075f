package org.purlin.io.edfi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.io.edfi.SubmitRun.Duplicates;
import org.purlin.io.edfi.SubmitRun.Resend;
import org.purlin.io.edfi.Submitting.Ended;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.edfi.EdfiPost;
import org.purlin.sandbox.edfi.EdfiSandbox;
import org.purlin.sandbox.edfi.EdfiSettings;
import org.purlin.sandbox.edfi.RateLimit;

class PushTest {

  @TempDir Path directory;
  private EdfiSandbox sandbox;

  private Submitting start(EdfiSettings settings) throws IOException {
    sandbox = EdfiSandbox.start(settings);
    Records.prepare(sandbox.district());
    return new Submitting(directory).to(Submitting.district(sandbox));
  }

  @AfterEach
  void stop() {
    if (sandbox != null) {
      sandbox.close();
    }
  }

  @Test
  void recordsGoInTheOrderTheirReferencesNeedWhateverTheInputsOrder() throws IOException {
    Submitting push = start(EdfiSettings.defaults());
    Ended ended =
        push.row("studentSchoolAssociations", Records.enrolment("s1", 7))
            .row("students", Records.student("s1", "Ada"))
            .row("schools", Records.school(7))
            .run();

    assertThat(ended.fates(), is(Map.of("created", 3L)));
    assertThat(sandbox.posts().stream().map(EdfiPost::status).toList(), is(List.of(201, 201, 201)));
    JsonNode row = ended.row(2);
    assertThat(row.get("status").asText(), is("created"));
    assertThat(row.get("http_status").asInt(), is(201));
    assertThat(row.get("attempts").asInt(), is(1));
    assertThat(row.get("resource").asText(), is("students"));
    assertThat(row.get("district").asText(), is("north"));
    assertThat(row.get("location").asText(), startsWith(sandbox.baseUrl().toString()));
    assertThat(row.get("location").asText().endsWith("/" + row.get("id").asText()), is(true));
  }

  @Test
  void aReferenceThatIsNowhereIsTriedOnceMoreAfterItsWaveAndThenRejectedByName()
      throws IOException {
    Submitting push = start(EdfiSettings.defaults());
    Ended ended =
        push.row("students", Records.student("s1", "Ada"))
            .row("studentSchoolAssociations", Records.enrolment("s1", 99))
            .row("studentSchoolAssociations", Records.enrolment("s1", 1))
            .run();

    assertThat(ended.fates(), is(Map.of("created", 2L, "rejected", 1L)));
    JsonNode row = ended.row(2);
    assertThat(row.get("http_status").asInt(), is(409));
    assertThat(row.get("attempts").asInt(), is(2));
    assertThat(row.get("problem_type").asText(), containsString("unresolved-reference"));
    assertThat(row.get("message").asText(), containsString("School"));
    assertThat(ended.only().rejects().size(), is(1));
    assertThat(ended.only().places().get(0), startsWith("input.jsonl:2: rejected, urn:ed-fi:"));
  }

  @Test
  void aPersonWhoMayNotBeUpdatedYetWaitsForTheAssociations() throws IOException {
    Submitting push = start(EdfiSettings.defaults().withRelationshipAuthorization());
    push.row("students", Records.student("s1", "Ada")).run();
    push.noRows()
        .row("students", Records.student("s1", "Adele"))
        .row("studentSchoolAssociations", Records.enrolment("s1", 1));

    Ended ended = push.run();

    assertThat(ended.fates(), is(Map.of("created", 1L, "updated", 1L)));
    assertThat(ended.row(1).get("attempts").asInt(), is(2));
    assertThat(
        sandbox.posts().stream()
            .skip(1)
            .map(post -> post.resource() + " " + post.status())
            .toList(),
        is(List.of("students 403", "studentSchoolAssociations 201", "students 200")));
  }

  @Test
  void aPersonWithoutAnAssociationIsRejectedInTheEnd() throws IOException {
    Submitting push = start(EdfiSettings.defaults().withRelationshipAuthorization());
    push.row("students", Records.student("s1", "Ada")).run();

    Ended ended = push.noRows().row("students", Records.student("s1", "Adele")).run();

    assertThat(ended.fates(), is(Map.of("rejected", 1L)));
    assertThat(ended.row(1).get("http_status").asInt(), is(403));
    assertThat(ended.row(1).get("message").asText(), containsString("StudentSchoolAssociation"));
  }

  @Test
  void rowsOfOneKeyAreAppliedInTheOrderOfTheInput() throws IOException {
    Submitting push = start(EdfiSettings.defaults());
    for (int i = 0; i < 60; i++) {
      push.row("students", Records.student("s" + i % 3, "Name" + i));
    }

    Ended ended = push.run();

    assertThat(ended.fates(), is(Map.of("created", 3L, "updated", 57L)));
    assertThat(ended.only().duplicates(), is(57L));
    assertThat(ended.only().duplicatesAt().get(0), is("input.jsonl:4"));
    for (int i = 0; i < 3; i++) {
      int student = i;
      assertThat(
          sandbox.district().records("students").values().stream()
              .filter(s -> s.get("studentUniqueId").asText().equals("s" + student))
              .map(s -> s.get("firstName").asText())
              .toList(),
          is(List.of("Name" + (57 + i))));
    }
    assertThat(push.run().fates(), is(Map.of("already delivered", 3L, "skipped", 57L)));
  }

  @Test
  void rowsOfOneKeyWaitTogether() throws IOException {
    Submitting push = start(EdfiSettings.defaults().withRelationshipAuthorization());
    push.row("students", Records.student("s1", "Ada")).run();
    push.noRows()
        .row("students", Records.student("s1", "Second"))
        .row("students", Records.student("s1", "Third"))
        .row("studentSchoolAssociations", Records.enrolment("s1", 1));

    assertThat(push.run().fates(), is(Map.of("created", 1L, "updated", 2L)));
    assertThat(
        sandbox.district().records("students").values().iterator().next().get("firstName").asText(),
        is("Third"));
  }

  @Test
  void whereDuplicatesAreRejectedNoneOfThemIsSent() throws IOException {
    Submitting push = start(EdfiSettings.defaults()).duplicates(Duplicates.REJECT);
    Ended ended =
        push.row("students", Records.student("s1", "Ada"))
            .row("students", Records.student("s2", "Bea"))
            .row("students", Records.student("s1", "Adele"))
            .row("students", Records.student("s2", "Bea"))
            .run();

    assertThat(ended.fates(), is(Map.of("created", 1L, "updated", 1L, "rejected", 2L)));
    assertThat(ended.only().rejects(), is(Map.of("purlin:duplicate-key", 2L)));
    assertThat(sandbox.district().records("students").size(), is(1));
  }

  @Test
  void aSecondRunSendsWhatChangedAndWhatWasRejected() throws IOException {
    Submitting push = start(EdfiSettings.defaults());
    push.row("students", Records.student("s1", "Ada"))
        .row("students", Records.student("s2", "Bea"))
        .row("studentSchoolAssociations", Records.enrolment("s1", 5))
        .run();
    sandbox.district().write("schools", Records.school(5));
    push.noRows()
        .row("students", Records.student("s1", "Ada"))
        .row("students", Records.student("s2", "Beata"))
        .row("studentSchoolAssociations", Records.enrolment("s1", 5));

    assertThat(
        push.run().fates(), is(Map.of("already delivered", 1L, "updated", 1L, "created", 1L)));
  }

  @Test
  void onlyRejectedRowsAreSentWhenOnlyTheyAreAskedFor() throws IOException {
    Submitting push = start(EdfiSettings.defaults());
    push.row("students", Records.student("s1", "Ada"))
        .row("studentSchoolAssociations", Records.enrolment("s1", 5))
        .run();
    sandbox.district().write("schools", Records.school(5));

    Ended ended = push.row("students", Records.student("s3", "New")).resend(Resend.REJECTED).run();

    assertThat(ended.fates(), is(Map.of("created", 2L, "skipped", 1L)));
    assertThat(ended.only().skipped(), is(Map.of("not asked for with --resend", 1L)));
  }

  @Test
  void aServerThatFailsTwiceOrLosesItsAnswerHoldsTheRecordOnce() throws IOException {
    Submitting push = start(EdfiSettings.defaults());
    sandbox.onNextPost(Fault.status(503).times(2));
    Ended ended = push.row("students", Records.student("s1", "Ada")).run();
    assertThat(ended.row(1).get("attempts").asInt(), is(3));
    assertThat(ended.fates(), is(Map.of("created", 1L)));

    sandbox.onNextPost(
        Fault.of(
            ordinary -> {
              ordinary.answer();
              return Fault.reset().effect().apply(ordinary);
            }));
    ended = push.noRows().row("students", Records.student("s2", "Bea")).run();

    assertThat(ended.row(1).get("attempts").asInt(), is(2));
    assertThat(ended.fates(), is(Map.of("updated", 1L)));
    assertThat(sandbox.district().records("students").size(), is(2));
  }

  @Test
  void aServerThatNeverAnswersLeavesTheRecordInDoubtAndTheRunEnds() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          Submitting push =
              start(EdfiSettings.defaults())
                  .patience(Duration.ofMillis(500), Duration.ofSeconds(3));
          sandbox.onNextPost(Fault.late(Duration.ofMinutes(5)).times(1000));
          for (int i = 0; i < 200; i++) {
            push.row("students", Records.student("s" + i, "Ada"));
          }
          Ended ended = push.run();

          long doubts = ended.fates().get("in doubt");
          assertThat(doubts, allOf(greaterThan(0L), lessThan(40L)));
          assertThat(ended.fates(), is(Map.of("in doubt", doubts, "not sent", 200 - doubts)));
          for (JsonNode row : ended.results()) {
            assertThat(row.get("problem_type").asText(), is("purlin:no-answer"));
          }
          assertThat(
              ended.results().stream().mapToInt(row -> row.get("attempts").asInt()).max().orElse(0),
              greaterThan(1));
          sandbox.clearFaults();
          push.patience(Duration.ofSeconds(5), Duration.ofSeconds(20));
          assertThat(push.run().fates(), is(Map.of("created", 200L)));
        });
  }

  @Test
  void aLimiterThatAsksForAbsurdWaitsDelaysButLosesNothing() throws IOException {
    Submitting push =
        start(
                EdfiSettings.defaults()
                    .withRateLimit(
                        new RateLimit(
                            150, Duration.ofSeconds(1), RateLimit.RetryAfter.MILLIS_AS_SECONDS)))
            .concurrency(32)
            .patience(Duration.ofSeconds(5), Duration.ofMinutes(1));
    for (int i = 0; i < 600; i++) {
      push.row("students", Records.student("s" + i, "Name" + i));
    }
    long begin = System.nanoTime();

    Ended ended = push.run();

    assertThat(ended.fates(), is(Map.of("created", 600L)));
    assertThat(Duration.ofNanos(System.nanoTime() - begin).toSeconds(), lessThan(60L));
    assertThat(sandbox.posts().stream().filter(post -> post.status() == 201).count(), is(600L));
  }

  @Test
  void aWrongSecretAndADeadServerHoldUpNobodyAndEachOfTheirRowsSaysWhy() throws IOException {
    sandbox = EdfiSandbox.start(EdfiSettings.defaults().withDistricts("north", "south"));
    Records.prepare(sandbox.district("north"));
    District north =
        District.of(
            "north",
            sandbox.baseUrl("north"),
            Submitting.login(EdfiSettings.KEY, EdfiSettings.SECRET));
    District south =
        District.of(
            "south",
            sandbox.baseUrl("south"),
            Submitting.login(EdfiSettings.KEY, "wrong-secret-1"));
    District dead =
        District.of(
            "dead",
            URI.create("http://127.0.0.1:1/"),
            Submitting.login(EdfiSettings.KEY, EdfiSettings.SECRET));
    Submitting push =
        new Submitting(directory)
            .to(north, south, dead)
            .patience(Duration.ofSeconds(2), Duration.ofSeconds(3));
    for (int i = 0; i < 30; i++) {
      for (String district : List.of("north", "south", "dead", "nowhere")) {
        push.line(
            "{\"district\":\"%s\",\"resource\":\"students\",\"student\":\"k%d\",\"payload\":%s}"
                .formatted(district, i, Records.student("s" + i, "Ada")));
      }
    }

    Ended ended = push.run();

    assertThat(ended.district("north").fates(), is(Map.of(Fate.CREATED, 30L)));
    assertThat(ended.district("south").fates(), is(Map.of(Fate.NOT_SENT, 30L)));
    assertThat(ended.district("dead").fates(), is(Map.of(Fate.NOT_SENT, 30L)));
    assertThat(ended.district("").fates(), is(Map.of(Fate.REJECTED, 30L)));
    assertThat(sandbox.district("south").tokenRequests(), lessThanOrEqualTo(2));
    assertThat(sandbox.district("north").tokenRequests(), is(1));
    for (JsonNode row : ended.results()) {
      String type = row.path("problem_type").asText();
      switch (row.get("district").asText()) {
        case "south" -> assertThat(type, is("purlin:auth"));
        case "dead" -> assertThat(type, is("purlin:no-answer"));
        case "" -> assertThat(type, is("purlin:unknown-district"));
        default -> assertThat(row.get("status").asText(), is("created"));
      }
      assertThat(row.get("keys").get("student").asText(), startsWith("k"));
      assertThat(row.toString().contains("wrong-secret-1"), is(false));
    }
    assertThat(
        ended.district("dead").problem(), allOf(containsString("127.0.0.1:1"), startsWith("GET ")));
  }

  @Test
  void withoutCommitTheServerSeesNoChangeAndComparedRowsAreSorted() throws IOException {
    Submitting push = start(EdfiSettings.defaults()).commit(false).comparing();
    for (int i = 0; i < 50; i++) {
      sandbox.district().write("students", Records.student("s" + i, "Name"));
    }
    for (int i = 0; i < 20; i++) {
      push.row("students", Records.student("s" + i, "Name"));
      push.row("students", Records.student("s" + (i + 20), "Other"));
      push.row("students", Records.student("n" + i, "New"));
    }
    push.row("students", "{\"studentUniqueId\":\"s1\"}");

    Ended ended = push.run();

    assertThat(
        ended.fates(),
        is(Map.of("would create", 20L, "would update", 20L, "unchanged", 20L, "rejected", 1L)));
    assertThat(sandbox.posts(), is(List.of()));
    assertThat(push.commit(true).run().fates().get("unchanged"), is(20L));
    assertThat(sandbox.posts().size(), is(40));
  }
}
