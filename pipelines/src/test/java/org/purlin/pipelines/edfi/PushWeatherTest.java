package org.purlin.pipelines.edfi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.SeenRequest;
import org.purlin.sandbox.edfi.EdfiFaults;
import org.purlin.sandbox.edfi.EdfiSandbox;
import org.purlin.sandbox.edfi.EdfiSettings;
import org.purlin.sandbox.edfi.Flavour;
import org.purlin.sandbox.edfi.RateLimit;

@Timeout(120)
class PushWeatherTest {

  private static final int FOR_EVER = 10_000;

  /** Much longer than any wait that is allowed here, much shorter than those that are not. */
  private static final Duration TOO_LONG = Duration.ofSeconds(20);

  @TempDir Path directory;

  private Desk desk;

  @BeforeEach
  void makeDesk() {
    desk = new Desk(directory);
  }

  /** Contract, check 10. */
  @Test
  void aLimiterThatWritesMillisecondsLosesNoRowAndHoldsNobodyForAMinute() throws IOException {
    RateLimit limit =
        new RateLimit(300, Duration.ofSeconds(1), RateLimit.RetryAfter.MILLIS_AS_SECONDS);
    String students = desk.write("students.jsonl", PushTest.students(1300));
    try (EdfiSandbox edfi =
        EdfiSandbox.start(EdfiSettings.of(Flavour.PLAIN).withRateLimit(limit))) {
      desk.expect(
          0,
          "push",
          Desk.at(
              edfi, "--input=" + students, "--commit", "--retryFor=PT60S", "--longestWait=PT1S"));
      assertThat(desk.balance("rows"), is("1,300 read = 1,300 created"));
      assertThat(edfi.count("students"), is(1300));
      assertThat("some were refused first", requests(edfi), greaterThan(1300));
      assertThat(longestWait(edfi), lessThan(Duration.ofSeconds(5)));
    }
  }

  /** Contract, check 11. */
  @Test
  void aServerThatSaysNotNowTwiceGetsTheRecordOnce() throws IOException {
    try (EdfiSandbox edfi = EdfiSandbox.start()) {
      edfi.onNextPost(Fault.status(503).times(2));
      JsonNode row = pushOne(edfi, 0);
      assertThat(row.get("status").asText(), is("created"));
      assertThat(row.get("http_status").asInt(), is(201));
      assertThat(row.get("attempts").asInt(), is(3));
      assertThat(edfi.count("students"), is(1));
    }
  }

  /** Contract, check 11. */
  @Test
  void aRecordWhoseAnswerWasLostIsDeliveredOnce() throws IOException {
    try (EdfiSandbox edfi = EdfiSandbox.start()) {
      edfi.onNextPost(EdfiFaults.lostAnswer());
      JsonNode row = pushOne(edfi, 0);
      assertThat(row.get("http_status").asInt(), is(200));
      assertThat(row.get("attempts").asInt(), is(2));
      assertThat(edfi.count("students"), is(1));
      assertThat(edfi.posts().size(), is(2));
    }
  }

  /** Contract, check 12. */
  @Test
  void aServerThatTakesRecordsAndNeverAnswersLeavesThemInDoubt() throws IOException {
    String students = desk.write("students.jsonl", PushTest.students(3));
    try (EdfiSandbox edfi = EdfiSandbox.start()) {
      edfi.onNextPost(EdfiFaults.hang().times(FOR_EVER));
      Instant begin = Instant.now();
      desk.expect(
          3,
          "push",
          Desk.at(edfi, "--input=" + students, "--commit", "--timeout=PT1S", "--retryFor=PT3S"));
      assertThat(Duration.between(begin, Instant.now()), lessThan(TOO_LONG));
      assertThat(desk.balance("rows"), is("3 read = 3 in doubt"));
      for (JsonNode row : desk.rows("edfi_results")) {
        assertThat(row.toString(), row.get("attempts").asInt(), greaterThanOrEqualTo(2));
      }

      edfi.clearFaults();
      desk.expect(0, "push", Desk.at(edfi, "--input=" + students, "--commit"));
      assertThat(desk.balance("rows"), is("3 read = 3 created"));
    }
  }

  /** Contract, check 12: not even the connection comes about. */
  @Test
  void aServerThatTakesNoConnectionEndsTheRun() throws IOException {
    String students = desk.write("students.jsonl", PushTest.students(3));
    List<Socket> waiting = new ArrayList<>();
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // Two of them fill its queue; the kernel leaves further ones without an answer.
      for (int i = 0; i < 2; i++) {
        waiting.add(new Socket(full.getInetAddress(), full.getLocalPort()));
      }
      Instant begin = Instant.now();
      desk.expect(
          3,
          "push",
          "--url=http://127.0.0.1:" + full.getLocalPort(),
          "--key=" + Desk.KEY,
          "--secret=" + Desk.SECRET,
          "--input=" + students,
          "--commit",
          "--timeout=PT1S",
          "--retryFor=PT3S");
      assertThat(Duration.between(begin, Instant.now()), lessThan(TOO_LONG));
      assertThat(desk.balance("rows"), is("3 read = 3 not sent"));
    } finally {
      for (Socket socket : waiting) {
        socket.close();
      }
    }
  }

  private JsonNode pushOne(EdfiSandbox edfi, int exitCode) {
    String students = desk.write("students.jsonl", PushTest.students(1));
    desk.expect(exitCode, "push", Desk.at(edfi, "--input=" + students, "--commit"));
    return desk.rows("edfi_results").get(0);
  }

  private static int requests(EdfiSandbox edfi) {
    return (int) edfi.requests().stream().filter(PushWeatherTest::isPost).count();
  }

  private static boolean isPost(SeenRequest request) {
    return request.method().equals("POST") && request.path().endsWith("/students");
  }

  /** The longest time in which nobody asked. */
  private static Duration longestWait(EdfiSandbox edfi) {
    Duration longest = Duration.ZERO;
    List<SeenRequest> posts = edfi.requests().stream().filter(PushWeatherTest::isPost).toList();
    for (int i = 1; i < posts.size(); i++) {
      Duration wait = Duration.between(posts.get(i - 1).at(), posts.get(i).at());
      longest = wait.compareTo(longest) > 0 ? wait : longest;
    }
    return longest;
  }
}
