package org.purlin.sandbox.edfi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.purlin.sandbox.Fault;

class MisbehavingTest {

  private EdfiSandbox edfi;
  private EdfiClient client;

  @BeforeEach
  void start() throws Exception {
    edfi = EdfiSandbox.start();
    client = EdfiClient.signedIn(edfi);
  }

  @AfterEach
  void stop() {
    edfi.close();
  }

  private String student(int number) {
    return EdfiClient.student(number);
  }

  @Test
  void aLostAnswerLeavesTheRecordBehind() {
    edfi.onNextPost(EdfiFaults.lostAnswer());
    assertThrows(IOException.class, () -> client.post("students", student(1)));
    assertThat(edfi.count("students"), is(1));
    assertThat(edfi.posts().get(0).status(), is(201));
  }

  @Test
  void aResetBeforeTheWorkLeavesNothing() {
    edfi.onNextPost(Fault.reset());
    assertThrows(IOException.class, () -> client.post("students", student(1)));
    assertThat(edfi.count("students"), is(0));
  }

  @Test
  void twoRefusalsAreFollowedByTheWork() throws Exception {
    edfi.onNextPostOf("students", Fault.status(503).times(2));
    assertThat(client.post("contacts", "{}").statusCode(), is(400));
    assertThat(client.post("students", student(1)).statusCode(), is(503));
    assertThat(client.post("students", student(1)).statusCode(), is(503));
    assertThat(client.post("students", student(1)).statusCode(), is(201));
    assertThat(edfi.district().timesPosted("students").toString(), is("{1=1}"));
  }

  @Test
  void aServerCanAcceptAndNeverAnswer() {
    edfi.onNextGet(EdfiFaults.hang());
    String url = edfi.baseUrl() + "/data/v3/ed-fi/students";
    assertThrows(
        HttpTimeoutException.class, () -> client.send("GET", url, "", Duration.ofMillis(300)));
    assertThat(edfi.pendingFaults(), is(0));
  }

  @Test
  void answersCanBeLateGarbledEmptyOrOfAProxy() throws Exception {
    edfi.onNextGet(EdfiFaults.garbage());
    assertThat(client.get("students").body(), is("[{\"id\":\"2"));
    edfi.onNextGet(EdfiFaults.empty(500));
    HttpResponse<String> empty = client.get("students");
    assertThat(empty.statusCode() + empty.body(), is("500"));
    edfi.onNextGet(EdfiFaults.proxyPage(502));
    assertThat(
        client.get("students").body(), is("<html><body><h1>502 from a proxy</h1></body></html>\n"));
    edfi.onNextGetOf("students", EdfiFaults.lateAnswer(Duration.ofMillis(50)));
    assertThat(client.get("students").body(), is("[]"));
    edfi.onNextToken(Fault.html());
    assertThat(
        client
            .token("/oauth/token", EdfiSettings.KEY, EdfiSettings.SECRET, "")
            .body()
            .startsWith("<!DOCTYPE html>"),
        is(true));
  }

  @Test
  void everyRequestIsDelayedWhereThatIsSet() throws Exception {
    Duration delay = Duration.ofMillis(60);
    try (EdfiSandbox slow = EdfiSandbox.start(EdfiSettings.defaults().withDelay(delay))) {
      EdfiClient own = EdfiClient.signedIn(slow);
      long start = System.nanoTime();
      own.get("students");
      assertThat(delay.toNanos(), is(lessThan(System.nanoTime() - start)));
    }
  }

  private static List<String> limited(RateLimit.RetryAfter form, Flavour flavour) throws Exception {
    RateLimit limit = new RateLimit(2, Duration.ofMinutes(1), form);
    try (EdfiSandbox edfi = EdfiSandbox.start(EdfiSettings.of(flavour).withRateLimit(limit))) {
      EdfiClient client = EdfiClient.signedIn(edfi, flavour);
      List<String> answers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        HttpResponse<String> answer = client.get("students");
        answers.add(answer.statusCode() + " " + EdfiClient.header(answer, "Retry-After"));
      }
      return answers;
    }
  }

  @Test
  void requestsBeyondTheLimitAreToldWhenToComeBack() throws Exception {
    assertThat(limited(RateLimit.RetryAfter.NONE, Flavour.V8), is(List.of("200 ", "200 ", "429 ")));
    assertThat(
        limited(RateLimit.RetryAfter.MILLIS_AS_SECONDS, Flavour.PLAIN).get(2), is("429 60000"));
    assertThat(
        limited(RateLimit.RetryAfter.SECONDS, Flavour.V8).get(2).matches("429 (59|60)"), is(true));
    String date = limited(RateLimit.RetryAfter.DATE, Flavour.V8).get(2).substring(4);
    Duration wait =
        Duration.between(
            ZonedDateTime.now(ZoneOffset.UTC),
            ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME));
    assertThat(wait.toSeconds() > 50 && wait.toSeconds() <= 61, is(true));
  }

  @Test
  void aNewWindowTakesRequestsAgain() throws Exception {
    RateLimit limit = new RateLimit(1, Duration.ofMillis(200), RateLimit.RetryAfter.SECONDS);
    try (EdfiSandbox brief = EdfiSandbox.start(EdfiSettings.defaults().withRateLimit(limit))) {
      EdfiClient own = EdfiClient.signedIn(brief);
      assertThat(own.get("students").statusCode(), is(200));
      assertThat(own.get("students").statusCode(), is(429));
      Thread.sleep(250);
      assertThat(own.get("students").statusCode(), is(200));
    }
  }

  @Test
  void severalProfilesMustBeChosenFrom() throws Exception {
    EdfiSettings settings = EdfiSettings.defaults().withProfiles("students", "Short", "Long");
    try (EdfiSandbox picky = EdfiSandbox.start(settings)) {
      EdfiClient own = EdfiClient.signedIn(picky);
      assertThat(own.get("students").statusCode(), is(403));
      assertThat(own.post("students", student(1)).statusCode(), is(403));
      assertThat(own.get("staffs").statusCode(), is(200));
      String readable = "application/vnd.ed-fi.student.short.readable+json";
      HttpResponse<String> chosen = own.with("Accept", readable).get("students");
      assertThat(
          chosen.statusCode() + EdfiClient.header(chosen, "Content-Type"), is("200" + readable));
      assertThat(
          own.with("Accept", readable.replace("short", "none")).get("students").statusCode(),
          is(406));
      own.with("Content-Type", "application/vnd.ed-fi.student.long.writable+json");
      assertThat(own.post("students", student(1)).statusCode(), is(201));
      own.with("Content-Type", "application/vnd.ed-fi.student.none.writable+json");
      assertThat(own.post("students", student(1)).statusCode(), is(415));
    }
    client.with("Content-Type", "text/plain");
    assertThat(client.post("students", student(1)).statusCode(), is(415));
  }

  @Test
  void controlsTellWhatHappenedAndQueueFaults() throws Exception {
    client.post("students", student(1));
    client.post("students", "{}");
    assertThat(control("GET", "counts", "").body(), is("{\"schoolYearTypes\":11,\"students\":1}"));
    JsonNode posts = EdfiClient.json(control("GET", "posts", ""));
    assertThat(posts.get(0).path("key").asText() + posts.get(0).path("status"), is("1201"));
    assertThat(posts.get(1).path("key").asText() + posts.get(1).path("status"), is("400"));
    assertThat(control("GET", "tokens", "").body(), is("{\"requests\":1}"));
    control("POST", "faults", "{\"kind\":\"empty\",\"status\":503,\"resource\":\"students\"}");
    control("POST", "faults", "{\"kind\":\"garbage\",\"on\":\"get\",\"district\":\"\"}");
    assertThat(client.get("students").body(), is("[{\"id\":\"2"));
    assertThat(client.post("contacts", "{}").statusCode(), is(400));
    assertThat(client.post("students", student(2)).statusCode(), is(503));
    assertThat(
        control("POST", "faults", "{\"kind\":\"reset\",\"on\":\"put\"}").body(),
        is("on must be post, get, token or any\n"));
    control("DELETE", "tokens", "");
    assertThat(client.get("students").statusCode(), is(401));
    assertThat(control("GET", "counts?district=none", "").statusCode(), is(400));
  }

  private HttpResponse<String> control(String method, String path, String body) throws Exception {
    return client.send(method, edfi.url() + "/_sandbox/" + path, body);
  }
}
