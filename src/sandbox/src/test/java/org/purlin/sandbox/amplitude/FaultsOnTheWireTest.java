package org.purlin.sandbox.amplitude;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.sandbox.Delivery.Ending;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.RawClient;

class FaultsOnTheWireTest {

  private static final Instant FIVE = Instant.parse("2026-01-01T05:00:00Z");

  @TempDir private Path directory;
  private AmplitudeSandbox sandbox;
  private ExportClient client;

  @BeforeEach
  void start() throws IOException {
    Traffic few = Traffic.builder().eventsPerHour(20).steady(true).build();
    sandbox = AmplitudeSandbox.start(AmplitudeSettings.builder().traffic(few).build());
    client = new ExportClient(sandbox);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void aStatusComesWithItsHeadersAndBodyAsOftenAsAsked() throws Exception {
    sandbox.onNext(
        Fault.status(429, Map.of("Retry-After", "7", "retry-after-ms", "7000"), "slow").times(2));

    for (int n = 0; n < 2; n++) {
      HttpResponse<byte[]> response = five();
      assertThat(response.statusCode(), is(429));
      assertThat(response.headers().firstValue("Retry-After").get(), is("7"));
      assertThat(response.headers().firstValue("Retry-After-Ms").get(), is("7000"));
      assertThat(ExportClient.text(response), is("slow"));
    }
    assertThat(five().statusCode(), is(200));
  }

  @Test
  void aFaultComesBeforeTheCredentialsAreLookedAt() throws Exception {
    sandbox.onNext(Fault.status(503));

    assertThat(client.get("/api/2/export?start=x").statusCode(), is(503));
    assertThat(client.get("/api/2/export?start=x").statusCode(), is(401));
  }

  @Test
  void aFaultForAnHourWaitsForTheRequestThatStartsThere() throws Exception {
    sandbox.onHour(FIVE, Fault.status(500));

    assertThat(client.export("20260101T04", "20260101T06").statusCode(), is(200));
    assertThat(sandbox.pendingFaults(), is(1));
    assertThat(client.export("20260101T05", "20260101T06").statusCode(), is(500));
    assertThat(sandbox.pendingFaults(), is(0));
  }

  @Test
  void aFaultForARangeWaitsForOneThatContainsTheHour() throws Exception {
    sandbox.onRangeWith(FIVE, Fault.status(504));

    assertThat(client.export("20260101T03", "20260101T04").statusCode(), is(200));
    assertThat(client.export("20260101T04", "20260101T06").statusCode(), is(504));
  }

  @Test
  void aForgottenFaultDoesNotHappen() throws Exception {
    sandbox.onNext(Fault.status(500).times(5));
    sandbox.clearFaults();

    assertThat(five().statusCode(), is(200));
  }

  @Test
  void anAnswerCanComeLate() throws Exception {
    sandbox.onNext(Fault.late(Duration.ofMillis(300)));
    long start = System.nanoTime();

    assertThat(five().statusCode(), is(200));
    assertThat(millisSince(start), greaterThanOrEqualTo(300L));
  }

  @Test
  void aResetBeforeTheAnswerSendsNothing() throws Exception {
    sandbox.onNext(Fault.reset());

    RawClient.Heard heard = hearFive();

    assertThat(heard.text(), is(emptyString()));
    assertThat(heard.reset(), is(true));
  }

  @Test
  void aResetMidBodyPromisesTheWholeAndSendsHalf() throws Exception {
    sandbox.onNext(Fault.cut(Ending.RESET));

    RawClient.Heard heard = hearFive();

    assertThat(heard.contentLength(), is(five().body().length));
    assertThat(heard.body().length(), is(heard.contentLength() / 2));
    assertThat(heard.reset(), is(true));
  }

  @Test
  void aTruncatedBodyEndsInAnOrderlyCloseAndIsShort() throws Exception {
    sandbox.onNext(Fault.cut(Ending.CLOSE, 100));

    RawClient.Heard heard = hearFive();

    assertThat(heard.contentLength(), is(five().body().length));
    assertThat(heard.body().length(), is(100));
    assertThat(heard.reset(), is(false));
  }

  @Test
  void unfinishedChunksHaveNoLengthAndNoLastChunk() throws Exception {
    sandbox.onNext(Fault.cut(Ending.CHUNKED, 100));

    RawClient.Heard heard = hearFive();

    assertThat(heard.head(), containsString("Transfer-Encoding: chunked\r\n"));
    assertThat(heard.head(), not(containsString("Content-Length")));
    assertThat(heard.body(), startsWith("64\r\nPK"));
    assertThat(heard.body().length(), is("64\r\n".length() + 100 + "\r\n".length()));
    assertThat(heard.reset(), is(false));
  }

  @Test
  void aBodyWithoutAnEndMarkLooksWholeToHttp() throws Exception {
    sandbox.onNext(Fault.cut(Ending.UNMARKED));

    HttpResponse<byte[]> response = five();

    assertThat(response.statusCode(), is(200));
    assertThat(response.headers().firstValue("Content-Length").isPresent(), is(false));
    assertThat(response.body().length, is(five().body().length / 2));
  }

  @Test
  void theJdkClientNoticesEveryMarkedCut() {
    for (Ending ending : new Ending[] {Ending.RESET, Ending.CLOSE, Ending.CHUNKED}) {
      sandbox.onNext(Fault.cut(ending));
      assertThrows(IOException.class, this::five, ending.name());
    }
  }

  @Test
  void aSlowAnswerIsWholeAndTakesItsTime() throws Exception {
    byte[] whole = five().body();
    sandbox.onNext(Fault.drip(whole.length * 2));
    long start = System.nanoTime();

    byte[] dripped = five().body();

    assertThat(dripped, is(whole));
    assertThat(millisSince(start), greaterThanOrEqualTo(400L));
    assertThat(millisSince(start), lessThan(5000L));
  }

  @Test
  void htmlComesWithStatus200() throws Exception {
    sandbox.onNext(Fault.html());

    HttpResponse<byte[]> response = five();

    assertThat(response.statusCode(), is(200));
    assertThat(response.headers().firstValue("Content-Type").get(), is("text/html; charset=utf-8"));
    assertThat(ExportClient.text(response), startsWith("<!DOCTYPE html>"));
  }

  @Test
  void aGivenFileIsServedAndKept() throws Exception {
    Path file = Files.writeString(directory.resolve("bad.zip"), "not a zip");
    sandbox.onNext(Fault.file(file, "application/zip").times(2));

    for (int n = 0; n < 2; n++) {
      HttpResponse<byte[]> response = five();
      assertThat(response.statusCode(), is(200));
      assertThat(response.headers().firstValue("Content-Type").get(), is("application/zip"));
      assertThat(ExportClient.text(response), is("not a zip"));
    }
  }

  @Test
  void aCorruptMemberDiffersInOneByteAndFailsItsChecksum() throws Exception {
    byte[] whole = five().body();
    sandbox.onNext(AmplitudeSandbox.corruptMember());
    byte[] corrupt = five().body();

    int different = 0;
    for (int n = 0; n < whole.length; n++) {
      different += whole[n] == corrupt[n] ? 0 : 1;
    }
    assertThat(corrupt.length, is(whole.length));
    assertThat(different, is(1));
    try (ZipFile zip =
        new ZipFile(Files.write(directory.resolve("corrupt.zip"), corrupt).toFile())) {
      assertThat(zip.size(), is(1));
    }
    assertThrows(ZipException.class, () -> ExportClient.members(corrupt));
    assertThat(five().body(), is(whole));
  }

  @Test
  void faultsAreQueuedOverHttpWithoutCredentials() throws Exception {
    String faults =
        """
        [{"kind": "status", "status": 503, "headers": {"Retry-After": "1"}, "body": "busy"},
         {"kind": "reset"},
         {"kind": "truncated", "afterBytes": 10},
         {"kind": "html", "hour": "20260101T09"},
         {"kind": "corruptMember", "rangeContains": "20260101T07", "times": 2}]
        """;
    HttpResponse<byte[]> queued = client.send("POST", "/_sandbox/faults", faults);

    assertThat(ExportClient.text(queued), is("{\"pending\":6}"));
    HttpResponse<byte[]> busy = five();
    assertThat(busy.statusCode(), is(503));
    assertThat(busy.headers().firstValue("Retry-After").get(), is("1"));
    assertThat(ExportClient.text(busy), is("busy"));
    assertThat(hearFive().reset(), is(true));
    assertThat(hearFive().body().length(), is(10));
    assertThat(five().statusCode(), is(200));
    byte[] corrupt = client.export("20260101T06", "20260101T08").body();
    assertThrows(ZipException.class, () -> ExportClient.members(corrupt));
    assertThat(
        ExportClient.text(client.export("20260101T09", "20260101T09")),
        startsWith("<!DOCTYPE html>"));
    assertThat(
        ExportClient.text(client.send("DELETE", "/_sandbox/faults", "")), is("{\"pending\":0}"));
  }

  @Test
  void everyKindOfFaultCanBeQueuedOverHttp() throws Exception {
    Path file = Files.writeString(directory.resolve("bad.zip"), "not a zip");
    String[] faults = {
      "{\"kind\": \"late\", \"delayMillis\": 1}",
      "{\"kind\": \"resetMidBody\"}",
      "{\"kind\": \"unfinishedChunks\"}",
      "{\"kind\": \"unmarkedEnd\"}",
      "{\"kind\": \"drip\", \"bytesPerSecond\": 1000000}",
      "{\"kind\": \"file\", \"path\": \"" + file + "\"}"
    };
    for (String fault : faults) {
      assertThat(fault, client.send("POST", "/_sandbox/faults", fault).statusCode(), is(200));
    }

    assertThat(five().statusCode(), is(200));
    assertThat(hearFive().reset(), is(true));
    assertThat(hearFive().head(), containsString("chunked"));
    assertThat(hearFive().head(), not(containsString("Content-Length")));
    assertThat(five().statusCode(), is(200));
    assertThat(ExportClient.text(five()), is("not a zip"));
  }

  @Test
  void aFaultThatIsNoneIsRefusedWithTheReason() throws Exception {
    assertThat(refusal("{\"kind\": \"flood\"}"), is("400 kind is not known: flood\n"));
    assertThat(refusal("{}"), is("400 kind must be a text\n"));
    assertThat(refusal("{\"kind\": \"status\"}"), is("400 status must be a whole number\n"));
    assertThat(
        refusal("{\"kind\": \"reset\", \"times\": 0}"),
        is("400 times must be 1 or more, but was: 0\n"));
    assertThat(
        refusal("{\"kind\": \"reset\", \"hour\": \"noon\"}"),
        is("400 not an hour such as 20260101T05: noon\n"));
    assertThat(refusal("{"), startsWith("400 "));
    assertThat(sandbox.pendingFaults(), is(0));
  }

  @Test
  void requestsAreListedOverHttpWithoutThoseToTheControls() throws Exception {
    five();

    String listed = ExportClient.text(client.get("/_sandbox/requests"));
    String again = ExportClient.text(client.get("/_sandbox/requests"));

    assertThat(listed, startsWith("{\"maxInFlight\":1,\"requests\":[{\"at\":\"2"));
    assertThat(
        listed,
        containsString("\"parameters\":{\"end\":\"20260101T05\",\"start\":\"20260101T05\"}"));
    assertThat(listed, containsString("\"authorization\""));
    assertThat(listed, not(containsString("Basic")));
    assertThat(again, is(listed));
  }

  private HttpResponse<byte[]> five() throws IOException, InterruptedException {
    return client.export("20260101T05", "20260101T05");
  }

  private RawClient.Heard hearFive() throws IOException {
    try (RawClient raw = new RawClient(sandbox.url())) {
      return raw.send("GET /api/2/export?start=20260101T05&end=20260101T05 HTTP/1.1\r\n")
          .send("Authorization: " + ExportClient.rightCredentials() + "\r\n\r\n")
          .hearOut();
    }
  }

  private String refusal(String fault) throws Exception {
    HttpResponse<byte[]> response = client.send("POST", "/_sandbox/faults", fault);
    return response.statusCode() + " " + new String(response.body(), StandardCharsets.UTF_8);
  }

  private static long millisSince(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }
}
