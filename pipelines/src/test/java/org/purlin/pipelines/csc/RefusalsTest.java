package org.purlin.pipelines.csc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.purlin.sandbox.csc.Post;
import org.purlin.sandbox.csc.Refusal;
import org.purlin.sandbox.csc.RefusalForm;

/** One bad record never keeps its neighbours from the receiver. */
class RefusalsTest {

  private static final String BAD = Council.id(38);

  @TempDir Path directory;

  private Council hundred() {
    Council council = new Council(directory, 0);
    for (int i = 1; i <= 100; i++) {
      council.cohort.put(Council.id(i), Council.child(Council.id(i), "ZZ1 1ZZ"));
    }
    council.populate();
    return council;
  }

  /** No body goes twice, and nobody is accepted twice. */
  private static void assertNothingWasRepeated(Council council) {
    List<String> bodies = council.receiver.posts().stream().map(Post::body).toList();
    assertThat(new HashSet<>(bodies), hasSize(bodies.size()));
    assertThat(new HashSet<>(council.accepted().values()), is(Set.of(1)));
  }

  @ParameterizedTest
  @EnumSource(
      value = RefusalForm.class,
      names = {"INDEXED", "PROBLEM"})
  void aRecordThatIsNamedIsLeftOutAndTheOthersGoInTheSameRun(RefusalForm form) {
    try (Council council = hundred()) {
      council.receiver.refuse(BAD, Refusal.as(form));
      Map<String, String> before = council.staged.row(BAD);

      assertThat(council.send(), is(3));

      assertThat(council.postsSince(0), contains("100:400", "99:200"));
      assertThat(council.counter("posts that narrowed down a refusal"), is(1L));
      assertNothingWasRepeated(council);
      Map<String, String> after = council.staged.row(BAD);
      before.put("submission_status", "error");
      before.put("api_response", after.get("api_response"));
      assertThat(after, is(before));
      assertThat(
          after.get("api_response"),
          is(
              form == RefusalForm.INDEXED
                  ? "400 [37].social_care_episodes[2].closure_reason: expected a code of its list"
                  : "400 {\"title\":\"One or more validation errors occurred.\",\"status\":400,"
                      + "\"errors\":{\"[37].social_care_episodes[2].closure_reason\":"
                      + "[\"expected a code of its list\"]}}"));
      assertThat(council.staged.states(), is(Map.of("error New", 1, "sent unchanged", 99)));
      assertThat(council.staged.state(Council.id(3)), is("sent unchanged"));
      assertThat(council.balance("children"), is("100 selected = 99 delivered + 1 refused"));
      assertThat(council.quarantine(), hasSize(1));
      assertThat(council.quarantine().get(0), startsWith(BAD + ",38,the receiver,,refused,"));
    }
  }

  @Test
  void aRecordThatNobodyNamesIsFoundByHalving() {
    try (Council council = hundred()) {
      council.receiver.refuse(BAD, Refusal.as(RefusalForm.PLAIN));

      assertThat(council.send(), is(3));

      assertThat(council.posted() - 1, is(lessThanOrEqualTo(2 * 7 + 1)));
      assertThat(council.counter("posts that narrowed down a refusal"), is(council.posted() - 1L));
      assertNothingWasRepeated(council);
      assertThat(council.staged.state(BAD), is("error New"));
      assertThat(council.staged.row(BAD).get("api_response"), is("400 The request is malformed."));
      assertThat(council.staged.states(), is(Map.of("error New", 1, "sent unchanged", 99)));
      assertThat(
          council.quarantine(),
          contains(BAD + ",38,the receiver,,refused,400 The request is malformed."));
    }
  }

  @ParameterizedTest
  @EnumSource(RefusalForm.class)
  void twoBadRecordsAreFoundTogether(RefusalForm form) {
    try (Council council = hundred()) {
      council.receiver.refuse(BAD, Refusal.as(form));
      council.receiver.refuse(Council.id(91), Refusal.as(form));

      assertThat(council.send(), is(3));

      assertThat(council.staged.states(), is(Map.of("error New", 2, "sent unchanged", 98)));
      assertThat(council.staged.state(BAD), is("error New"));
      assertThat(council.staged.state(Council.id(91)), is("error New"));
      assertThat(council.posted() - 1, is(lessThanOrEqualTo(2 * (2 * 7 + 1))));
      assertThat(new HashSet<>(council.accepted().values()), is(Set.of(1)));
    }
  }

  @ParameterizedTest
  @EnumSource(RefusalForm.class)
  void whenAllAreRefusedTheExitCodeSaysSo(RefusalForm form) {
    try (Council council = new Council(directory, 5)) {
      council.populate();
      for (int i = 1; i <= 5; i++) {
        council.receiver.refuse(Council.id(i), Refusal.as(form));
      }

      assertThat(council.send(), is(6));

      assertThat(council.staged.states(), is(Map.of("error New", 5)));
      assertThat(council.quarantine(), hasSize(5));
      assertThat(
          council.error(),
          startsWith(
              "The receiver refused everything that was sent: 5 children. Its words are in"
                  + " quarantine.csv."));
      assertThat(council.accepted(), is(Map.of()));
    }
  }

  @Test
  void whatFailedLastNightGoesAfterTheRestAndIsSentOnceItIsTaken() {
    try (Council council = new Council(directory, 4)) {
      council.populate();
      council.receiver.refuse(Council.id(1), Refusal.as(RefusalForm.INDEXED));
      assertThat(council.send(), is(3));
      ObjectNode other = council.cohort.today().get(Council.id(3));
      ((ObjectNode) other.get("child_details")).put("postcode", "ZZ9 9ZZ");
      council.cohort.put(Council.id(3), other);
      council.populate();
      int before = council.posted();

      assertThat(council.send(), is(3));

      List<Post> posts = council.receiver.posts();
      assertThat(
          posts.subList(before, posts.size()).stream().map(Post::children).toList(),
          contains(List.of(Council.id(3), Council.id(1)), List.of(Council.id(3))));
      council.receiver.clearRefusals();
      council.sendWell();
      assertThat(council.staged.states(), is(Map.of("sent unchanged", 4)));
      assertThat(council.wrong(), is(empty()));
    }
  }

  @Test
  void aBodyThatIsTooLargeIsSplitUntilItsPartsFit() {
    try (Council council = new Council(directory, 8, Council.settings().maxBodyBytes(14_000))) {
      council.populate();

      council.sendWell();

      assertThat(council.postsSince(0).get(0), is("8:413"));
      assertThat(council.counter("posts that narrowed down a refusal"), is(greaterThan(1L)));
      assertNothingWasRepeated(council);
      assertThat(council.staged.states(), is(Map.of("sent unchanged", 8)));
      assertThat(council.wrong(), is(empty()));
    }
  }

  @Test
  void aRecordThatIsTooLargeAloneIsRefusedAlone() {
    try (Council council = new Council(directory, 0, Council.settings().maxBodyBytes(1_500))) {
      for (int i = 1; i <= 3; i++) {
        council.cohort.put("C" + i, Council.child("C" + i, "ZZ1 1ZZ"));
      }
      ObjectNode large = Council.child("C4", "ZZ1 1ZZ");
      for (int i = 0; i < 40; i++) {
        large
            .withArray("social_care_episodes")
            .addObject()
            .put("social_care_episode_id", "E" + i)
            .put("referral_date", "2026-01-05");
      }
      council.cohort.put("C4", large);
      council.populate();

      assertThat(council.send(), is(3));

      assertThat(
          council.quarantine(),
          contains(
              "C4,4,the receiver,,refused,"
                  + "413 The record alone is too large for the receiver."));
      assertThat(
          council.outcome().get("rejects").toString(), is("{\"by the receiver: status 413\":1}"));
      assertThat(council.staged.states(), is(Map.of("error New", 1, "sent unchanged", 3)));
      assertNothingWasRepeated(council);
    }
  }

  @Test
  void aRecordTheFirewallForbidsIsRefusedAlone() {
    try (Council council = new Council(directory, 6)) {
      council.populate();
      council.receiver.onNextPostWith(Council.id(2), forbidden().times(4));

      assertThat(council.send(), is(3));

      Set<String> refused =
          council.staged.rows().entrySet().stream()
              .filter(row -> row.getValue().get("submission_status").equals("error"))
              .map(Map.Entry::getKey)
              .collect(Collectors.toSet());
      assertThat(refused, is(Set.of(Council.id(2))));
      assertThat(council.staged.row(Council.id(2)).get("api_response"), is("403 Request blocked"));
    }
  }

  private static org.purlin.sandbox.Fault forbidden() {
    return org.purlin.sandbox.Fault.status(403, Map.of(), "Request blocked\n");
  }
}
