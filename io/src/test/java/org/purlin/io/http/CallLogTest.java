package org.purlin.io.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.io.secret.LocalEnvironment;
import org.purlin.io.secret.Secret;

/** What is counted of the requests of a run. */
@Timeout(30)
class CallLogTest {

  private final String run = "calls-" + UUID.randomUUID();
  private FakeServer server;
  private FakeServer other;

  @AfterEach
  void stop() {
    LocalEnvironment.clear();
    for (FakeServer one : new FakeServer[] {server, other}) {
      if (one != null) {
        one.close();
      }
    }
  }

  @Test
  void everyRequestIsCountedByHowItWasAnswered() throws Exception {
    server =
        new FakeServer(
            FakeServer.reply(200, "12345"),
            FakeServer.reply(304, ""),
            FakeServer.reply(404, "nobody"),
            FakeServer.reply(429, "later", "Retry-After: 0"),
            FakeServer.reply(503, "down"),
            FakeServer.reset(),
            FakeServer.reply(201, "again"),
            FakeServer.reply(400, "no"));

    ask("/a", "/b", "/c", "/d", "/e");

    Calls calls = CallLog.take(run);
    assertThat(calls.requests(), is(8L));
    assertThat(calls.success(), is(2L));
    assertThat(calls.redirected(), is(1L));
    assertThat(calls.refused(), is(2L));
    assertThat(calls.tooMany(), is(1L));
    assertThat(calls.failed(), is(1L));
    assertThat(calls.noAnswer(), is(1L));
    assertThat(calls.retries(), is(3L));
    assertThat(calls.receivedBytes(), is((long) "12345nobodylaterdownagainno".length()));
  }

  @Test
  void theWaitsBetweenTriesAreAddedUp() throws Exception {
    server = new FakeServer(FakeServer.reply(429, "", "Retry-After: 1"), FakeServer.reply(200, ""));

    ask("/a");

    Calls calls = CallLog.take(run);
    assertThat(calls.waitedMillis(), is(both(greaterThanOrEqualTo(950L)).and(lessThan(5000L))));
    assertThat(calls.slowest().get(0).millis(), is(lessThan(950L)));
  }

  @Test
  void theSlowestComeFirstWithTheirStatusAndTheirAttempt() throws Exception {
    server =
        new FakeServer(
            FakeServer.reply(200, "fast"),
            FakeServer.reply(503, ""),
            slow(400, FakeServer.reply(200, "slow")),
            slow(150, FakeServer.reset()));

    ask("/fast", "/slow?day=monday&sig=abc");
    assertThrows(NoAnswerException.class, () -> ask("/lost"));

    Calls calls = CallLog.take(run);
    List<Calls.Slow> slowest = calls.slowest();
    assertThat(slowest.get(0).request(), is("GET " + server.uri("/slow?day=monday&sig=***")));
    assertThat(slowest.get(0).millis(), is(both(greaterThanOrEqualTo(390L)).and(lessThan(5000L))));
    assertThat(slowest.get(0).status(), is(200));
    assertThat(slowest.get(0).attempt(), is(2));
    assertThat(slowest.get(1).request(), is("GET " + server.uri("/lost")));
    assertThat(slowest.get(1).status(), is(0));
    assertThat(slowest.get(2).request(), is("GET " + server.uri("/fast")));
    assertThat(slowest.get(2).attempt(), is(1));
  }

  @Test
  void theTimeOfARequestEndsWithTheBody() throws Exception {
    server = new FakeServer(FakeServer.drip(10, 40));

    ask("/a");

    assertThat(CallLog.take(run).slowest().get(0).millis(), is(greaterThanOrEqualTo(350L)));
  }

  @Test
  void pagesOfOneListAreNamedOnceWithTheSlowest() throws Exception {
    server =
        new FakeServer(
            FakeServer.reply(200, ""),
            slow(200, FakeServer.reply(200, "")),
            FakeServer.reply(200, ""));

    ask("/list?offset=0&limit=5", "/list?offset=5&limit=5", "/list?offset=10&limit=5", "/list?q=a");

    List<String> named = CallLog.take(run).slowest().stream().map(Calls.Slow::request).toList();
    assertThat(named, hasSize(2));
    assertThat(named.get(0), is("GET " + server.uri("/list?offset=5&limit=5")));
    assertThat(named.get(1), is("GET " + server.uri("/list?q=a")));
  }

  @Test
  void noMoreThanTenAreNamedAndALongUrlIsCut() throws Exception {
    server = new FakeServer(slow(300, FakeServer.reply(200, "")), FakeServer.reply(200, ""));

    String ids = "/many?id=" + "1,".repeat(500);
    ask(ids);
    ask(IntStream.range(0, 30).mapToObj(i -> "/" + i).toArray(String[]::new));

    Calls calls = CallLog.take(run);
    assertThat(calls.requests(), is(31L));
    assertThat(calls.slowest(), hasSize(Calls.MOST_SLOWEST));
    String first = calls.slowest().get(0).request();
    assertThat(first, is(("GET " + server.uri(ids)).substring(0, 300) + "…"));
  }

  @Test
  void whatSaysWhoSomebodyIsIsNotNamed() throws Exception {
    server = new FakeServer(FakeServer.reply(200, ""));
    try (HttpTransport http =
        HttpTransport.open(settings().withoutQueriesInMessages(), Authorization.none())) {
      http.get(server.uri("/students?studentUniqueId=604822"));
      http.get(server.uri("/students/604822"), Map.of(), "…/students/<id>");
    }

    String named = CallLog.take(run).slowest().toString();
    assertThat(named, containsString("GET …/students/<id>"));
    assertThat(named, containsString("GET " + server.uri("/students")));
    assertThat(named, not(containsString("604822")));
  }

  @Test
  void peopleOfOneResourceAreNamedOnceAndNotByTheirHashes() throws Exception {
    server = new FakeServer(FakeServer.reply(200, ""));
    try (HttpTransport http = HttpTransport.open(settings(), Authorization.none())) {
      for (int i = 10; i < 20; i++) {
        http.get(
            server.uri("/students/" + i), Map.of(), "/students/~dee4e37cd3" + i + "/enrollment");
        http.delete(server.uri("/students/" + i), Map.of(), "/students/~dee4e37cd3" + i);
      }
      http.get(server.uri("/a"), Map.of(), "/~home/~dee4e37cd3/list");
    }

    List<String> named =
        CallLog.take(run).slowest().stream().map(Calls.Slow::request).sorted().toList();
    assertThat(
        named,
        is(
            List.of(
                "DELETE /students/…",
                "GET /students/…/enrollment",
                "GET /~home/~dee4e37cd3/list")));
  }

  @Test
  void aRedirectIsARequestOfItsOwnAndItsTargetHasNoQuery() throws Exception {
    other = new FakeServer(FakeServer.reply(200, "there"));
    server = new FakeServer(FakeServer.reply(302, "", "Location: " + other.uri("/x?pass=s3same")));

    ask("/a");

    Calls calls = CallLog.take(run);
    assertThat(calls.requests(), is(2L));
    assertThat(calls.redirected(), is(1L));
    assertThat(calls.success(), is(1L));
    assertThat(calls.slowest().toString(), containsString("GET " + other.uri("/x") + ","));
    assertThat(calls.slowest().toString(), not(containsString("s3same")));
  }

  @Test
  void requestsForTokensCount() throws Exception {
    LocalEnvironment.add(Map.of("CALLS_ID", "client-" + run, "CALLS_SECRET", "p~ssword"));
    other =
        new FakeServer(
            FakeServer.reply(503, ""),
            FakeServer.reply(200, "{\"access_token\":\"eyJ-calls\",\"expires_in\":1800}"));
    server = new FakeServer(FakeServer.reply(200, ""));
    ClientCredentials client =
        new ClientCredentials(
            other.uri("/token"),
            Secret.parse("--id", "env:CALLS_ID"),
            Secret.parse("--secret", "env:CALLS_SECRET"),
            null,
            ClientCredentials.Style.FORM);
    try (HttpTransport http =
        HttpTransport.open(settings(), Authorization.clientCredentials(client))) {
      http.get(server.uri("/a"));
    }

    Calls calls = CallLog.take(run);
    assertThat(calls.requests(), is(3L));
    assertThat(calls.failed(), is(1L));
    assertThat(calls.retries(), is(1L));
    assertThat(calls.slowest().toString(), containsString("POST " + other.uri("/token")));
  }

  @Test
  void downloadsCountWithTheirBytes(@TempDir Path dir) throws Exception {
    server = new FakeServer(FakeServer.truncated(9, "cut"), FakeServer.reply(200, "whole"));
    try (HttpTransport http = HttpTransport.open(settings(), Authorization.none())) {
      http.download(server.uri("/a"), dir.resolve("file"), file -> {});
    }

    Calls calls = CallLog.take(run);
    assertThat(calls.requests(), is(2L));
    assertThat(calls.success(), is(2L));
    assertThat(calls.retries(), is(1L));
    assertThat(calls.receivedBytes(), is(8L));
  }

  @Test
  void aServerThatIsNotThereIsNoAnswer() throws Exception {
    server = new FakeServer(FakeServer.reply(200, ""));
    URI gone = server.uri("/a");
    HttpSettings settings = settings();
    server.close();
    try (HttpTransport http = HttpTransport.open(settings, Authorization.none())) {
      assertThrows(NoAnswerException.class, () -> http.get(gone));
    }

    Calls calls = CallLog.take(run);
    assertThat(calls.requests(), is(3L));
    assertThat(calls.noAnswer(), is(3L));
    assertThat(calls.retries(), is(2L));
  }

  @Test
  void threadsAndTransportsOfARunAreCountedTogetherAndOtherRunsApart() throws Exception {
    server = new FakeServer(FakeServer.reply(200, "1"));
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Void>> all = threads.invokeAll(Collections.nCopies(8, asking(5)));
      for (Future<Void> one : all) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
    String neighbour = "neighbour-" + UUID.randomUUID();
    try (HttpTransport http =
        HttpTransport.open(settings().withRun(neighbour), Authorization.none())) {
      http.get(server.uri("/b"));
    }

    assertThat(CallLog.take(run).requests(), is(40L));
    assertThat(CallLog.take(neighbour).receivedBytes(), is(1L));
  }

  @Test
  void whatWasTakenIsForgotten() throws Exception {
    server = new FakeServer(FakeServer.reply(200, ""));
    ask("/a");

    assertThat(CallLog.take(run).requests(), is(1L));
    assertThat(CallLog.take(run), is(Calls.NONE));
    ask("/a");
    assertThat(CallLog.take(run).requests(), is(1L));
  }

  @Test
  void runsThatNobodyAsksForAreForgottenInTheEnd() throws Exception {
    server = new FakeServer(FakeServer.reply(200, ""));
    ask("/a");
    for (int i = 0; i < 64; i++) {
      CallLog.of("unasked-" + i + "-" + run);
    }

    assertThat(CallLog.take(run), is(Calls.NONE));
  }

  @Test
  void theNumbersSurviveJson() throws Exception {
    server = new FakeServer(FakeServer.reply(200, "x"));
    ask("/a?b=c");
    Calls calls = CallLog.take(run);
    ObjectMapper json = new ObjectMapper();

    String text = json.writeValueAsString(calls);

    assertThat(json.readValue(text, Calls.class), is(calls));
    assertThat(
        text,
        allOf(
            containsString("{\"requests\":1,\"success\":1,\"redirected\":0,\"refused\":0,"),
            containsString("\"request\":\"GET " + server.uri("/a?b=c") + "\"")));
  }

  private Callable<Void> asking(int times) {
    return () -> {
      for (int i = 0; i < times; i++) {
        ask("/a");
      }
      return null;
    };
  }

  private void ask(String... paths) throws IOException, InterruptedException {
    try (HttpTransport http = HttpTransport.open(settings(), Authorization.none())) {
      for (String path : paths) {
        http.get(server.uri(path));
      }
    }
  }

  private HttpSettings settings() {
    return TestSettings.quick(server).withRun(run);
  }

  private static FakeServer.Behaviour slow(long millis, FakeServer.Behaviour then) {
    return (connection, out) -> {
      Thread.sleep(millis);
      then.play(connection, out);
    };
  }
}
