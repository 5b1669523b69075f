package org.purlin.sandbox.alma;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.purlin.sandbox.Fault;

@Timeout(60)
class MisbehavingTest {

  private AlmaSandbox alma;
  private AlmaClient client;
  private List<String> students;

  @BeforeEach
  void start() throws Exception {
    start(AlmaSettings.defaults());
  }

  private void start(AlmaSettings settings) throws Exception {
    if (alma != null) {
      alma.close();
    }
    alma = AlmaSandbox.start(settings);
    client = AlmaClient.challenged(alma);
    students = alma.students(AlmaSettings.HIGH);
  }

  @AfterEach
  void stop() {
    alma.close();
  }

  private int attendance(int student) throws Exception {
    return client.get(path(student)).statusCode();
  }

  private String path(int student) {
    return "oakhigh/students/" + students.get(student) + "/attendance";
  }

  @Test
  void attendanceOfChosenStudentsIsRefusedSomeTimes() throws Exception {
    alma.refuseAttendance(2, students.get(1), students.get(2));
    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      for (int student = 0; student < 3; student++) {
        statuses.add(attendance(student));
      }
    }
    assertThat(statuses, is(List.of(200, 403, 403, 200, 403, 403, 200, 200, 200)));
    assertThat(alma.counts(), hasEntry("/v2/" + path(1), 3));
  }

  @Test
  void attendanceOfChosenStudentsIsRefusedForEver() throws Exception {
    alma.refuseAttendanceForEver(students.get(1));
    for (int i = 0; i < 5; i++) {
      assertThat(attendance(1), is(403));
    }
    assertThat(
        client.get(path(1)).headers().firstValue("Content-Type").orElse(""),
        is("application/problem+json"));
    assertThat(client.get("oakhigh/students/" + students.get(1)).statusCode(), is(200));
    alma.acceptAttendance();
    assertThat(attendance(1), is(200));
  }

  @Test
  void aRefusalIsNotUsedUpByAChallenge() throws Exception {
    alma.refuseAttendance(1, students.get(1));
    alma.expireNonces();
    assertThat(attendance(1), is(403));
    assertThat(attendance(1), is(200));
  }

  private List<Integer> together(int calls, String endpoint) throws Exception {
    HttpClient http = HttpClient.newHttpClient();
    List<CompletableFuture<Integer>> running = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      String target = "/v2/oakhigh/students/" + students.get(i) + endpoint;
      String signature = client.signature(target, 0, Map.of());
      running.add(
          http.sendAsync(
                  HttpRequest.newBuilder(URI.create(alma.url() + target))
                      .header("Authorization", signature)
                      .version(HttpClient.Version.HTTP_1_1)
                      .build(),
                  HttpResponse.BodyHandlers.discarding())
              .thenApply(HttpResponse::statusCode));
    }
    List<Integer> statuses = new ArrayList<>();
    for (CompletableFuture<Integer> one : running) {
      statuses.add(one.get(20, TimeUnit.SECONDS));
    }
    return statuses.stream().sorted().toList();
  }

  @Test
  void tooManyCallsOfAttendanceAtOnceAreRefused() throws Exception {
    start(AlmaSettings.defaults().withAttendanceInFlight(2).withDelay(Duration.ofMillis(1500)));
    assertThat(together(4, "/attendance"), is(List.of(200, 200, 403, 403)));
    assertThat(alma.maxInFlight(), is(4));
    assertThat(together(4, ""), is(List.of(200, 200, 200, 200)));
    assertThat(attendance(0), is(200));
  }

  @Test
  void everyAnswerIsDelayedWhereThatIsSet() throws Exception {
    Duration delay = Duration.ofMillis(60);
    start(AlmaSettings.defaults().withDelay(delay));
    long start = System.nanoTime();
    assertThat(attendance(0), is(200));
    assertThat(delay.toNanos(), is(lessThan(System.nanoTime() - start)));
  }

  @Test
  void answersTellToComeBackLater() throws Exception {
    alma.onNextOf("attendance", AlmaFaults.retryAfter(429, Duration.ofSeconds(2)));
    alma.onNextOf("students", AlmaFaults.retryAfter(503, Duration.ofSeconds(7)).times(2));
    HttpResponse<String> busy = client.get("oakhigh/students");
    assertThat(busy.statusCode(), is(503));
    assertThat(busy.headers().firstValue("Retry-After").orElse(""), is("7"));
    assertThat(alma.pendingFaults(), is(2));
    HttpResponse<String> many = client.get(path(0));
    assertThat(many.statusCode(), is(429));
    assertThat(many.headers().firstValue("Retry-After").orElse(""), is("2"));
    alma.clearFaults();
    assertThat(attendance(0), is(200));
    assertThat(client.get("oakhigh/students").statusCode(), is(200));
  }

  @Test
  void answersCanBePagesOrLackTheResponseOrTurnItAround() throws Exception {
    alma.onNextOf("students", Fault.html());
    alma.onNextOf("school-years", AlmaFaults.withoutResponse());
    alma.onNextOf("grade-levels", AlmaFaults.linksFirst());
    HttpResponse<String> page = client.get("oakhigh/students");
    assertThat(page.statusCode(), is(200));
    assertThat(page.body(), startsWith("<!DOCTYPE html>"));
    assertThat(
        client.get("oakhigh/school-years").body(),
        is("{\"_links\":[{\"rel\":\"self\",\"href\":\"/school-years\"}]}"));
    String turned = client.get("oakhigh/grade-levels").body();
    assertThat(turned, startsWith("{\"_links\":[{"));
    assertThat(turned, containsString("],\"response\":[{\"id\":"));
    assertThat(client.get("oakhigh/students").body(), startsWith("{\"response\":["));
  }

  @Test
  void faultsWaitForSignedRequests() throws Exception {
    alma.onNextOf("students", Fault.status(503));
    assertThat(client.send("/v2/oakhigh/students", "").statusCode(), is(401));
    assertThat(client.get("oakhigh/students").statusCode(), is(503));
  }

  @Test
  void onlyGetIsUnderstood() throws Exception {
    String target = "/v2/oakhigh/students/" + students.get(0);
    assertThat(
        AlmaClient.statusWithJavasOwn(
            alma, "DELETE", target, AlmaSettings.KEY, AlmaSettings.SECRET),
        is(405));
    assertThat(alma.students(AlmaSettings.HIGH), is(students));
  }

  @Test
  void controlsTellWhatHappenedAndQueueFaults() throws Exception {
    assertThat(attendance(0), is(200));
    assertThat(control("GET", "counts", "").body(), is("{\"/v2/" + path(0) + "\":1}"));
    JsonNode digests = AlmaClient.JSON.readTree(control("GET", "digests", "").body());
    assertThat(digests.get(0).get("outcome").asText(), is("UNSIGNED"));
    assertThat(digests.get(1).get("count").asText(), is("00000001"));
    control(
        "POST",
        "faults",
        "[{\"kind\":\"refused\",\"students\":[\""
            + students.get(1)
            + "\"],\"times\":1},"
            + "{\"kind\":\"retryAfter\",\"status\":503,\"seconds\":3,\"school\":\"oakhigh\","
            + "\"endpoint\":\"school-years\"},"
            + "{\"kind\":\"withoutResponse\",\"endpoint\":\"students\",\"times\":2},"
            + "{\"kind\":\"linksFirst\",\"endpoint\":\"staff\"}]");
    assertThat(attendance(1), is(403));
    assertThat(attendance(1), is(200));
    assertThat(client.get("oakelem/school-years").statusCode(), is(200));
    assertThat(client.get("oakhigh/school-years").statusCode(), is(503));
    assertThat(client.get("oakelem/students").body(), startsWith("{\"_links\":"));
    assertThat(client.get("oakelem/staff").body(), startsWith("{\"_links\":"));
    assertThat(control("POST", "faults", "{\"kind\":\"x\"}").statusCode(), is(400));
    control("POST", "faults", "{\"kind\":\"refused\",\"students\":[\"" + students.get(2) + "\"]}");
    assertThat(attendance(2), is(403));
    control("DELETE", "refusals", "");
    assertThat(attendance(2), is(200));
    control("POST", "nonces/expire", "");
    assertThat(attendance(0), is(200));
    control("DELETE", "nonces", "");
    assertThat(attendance(0), is(200));
    assertThat(
        alma.digests().stream().map(DigestUse::outcome).toList(),
        hasItem(DigestUse.Outcome.STALE_NONCE));
    assertThat(
        alma.digests().stream().map(DigestUse::outcome).toList(),
        hasItem(DigestUse.Outcome.UNKNOWN_NONCE));
  }

  private HttpResponse<String> control(String method, String path, String body) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(alma.url() + "/_sandbox/" + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
