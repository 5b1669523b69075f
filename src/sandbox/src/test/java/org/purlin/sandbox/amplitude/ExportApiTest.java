package org.purlin.sandbox.amplitude;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.purlin.sandbox.amplitude.ExportClient.basic;
import static org.purlin.sandbox.amplitude.ExportClient.members;
import static org.purlin.sandbox.amplitude.ExportClient.text;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.SeenRequest;

class ExportApiTest {

  private static final Traffic FEW = Traffic.builder().eventsPerHour(3).steady(true).build();
  private static final String ONE_HOUR = "/api/2/export?start=20260101T05&end=20260101T05";

  private AmplitudeSandbox sandbox;

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void bothEndsOfTheWindowAreInIt() throws Exception {
    HttpResponse<byte[]> response = started(with()).export("20260101T23", "20260102T01");

    assertThat(response.statusCode(), is(200));
    assertThat(response.headers().firstValue("Content-Type").get(), is("application/zip"));
    assertThat(
        response.headers().firstValueAsLong("Content-Length").getAsLong(),
        is((long) response.body().length));
    assertThat(
        members(response.body()).keySet(),
        contains(
            "100001/100001_2026-01-01_23#0.json.gz",
            "100001/100001_2026-01-02_0#0.json.gz",
            "100001/100001_2026-01-02_1#0.json.gz"));
  }

  @Test
  void startAndEndAlikeIsOneHour() throws Exception {
    byte[] archive = started(with()).export("20260101T05", "20260101T05").body();

    assertThat(members(archive).keySet(), contains("100001/100001_2026-01-01_5#0.json.gz"));
  }

  @Test
  void wrongCredentialsAreForbidden() throws Exception {
    ExportClient client = started(with());
    String secret = AmplitudeSettings.SECRET_KEY;

    assertThat(statusWith(client, basic("other", secret)), is(403));
    assertThat(statusWith(client, basic(AmplitudeSettings.API_KEY, "other")), is(403));
    assertThat(statusWith(client, "Basic !"), is(403));
  }

  @Test
  void wrongCredentialsCanBeUnauthorized() throws Exception {
    ExportClient client = started(with().wrongCredentialsStatus(401));

    assertThat(statusWith(client, basic("other", "other")), is(401));
  }

  @Test
  void missingCredentialsAreUnauthorized() throws Exception {
    ExportClient client = started(with());

    HttpResponse<byte[]> response = client.get(ONE_HOUR);
    assertThat(response.statusCode(), is(401));
    assertThat(response.headers().firstValue("WWW-Authenticate").get(), startsWith("Basic "));
    assertThat(statusWith(client, "Bearer abc"), is(401));
  }

  @Test
  void hoursThatAreNoneAreRefusedByName() throws Exception {
    ExportClient client = started(with());

    assertThat(
        refusal(client, "start=2026-01-01&end=20260101T05"),
        is("400 not an hour such as 20260101T05: 2026-01-01\n"));
    assertThat(
        refusal(client, "start=20260230T00&end=20260301T00"),
        is("400 not an hour such as 20260101T05: 20260230T00\n"));
    assertThat(
        refusal(client, "start=20260101T24&end=20260102T00"),
        is("400 not an hour such as 20260101T05: 20260101T24\n"));
    assertThat(refusal(client, "start=20260101T05"), is("400 end is missing\n"));
    assertThat(refusal(client, "end=20260101T05"), is("400 start is missing\n"));
    assertThat(
        refusal(client, "start=20260101T06&end=20260101T05"),
        is("400 start must not be after end\n"));
  }

  @Test
  void aRangeOf365DaysIsTheLongest() throws Exception {
    Instant only = Instant.parse("2025-06-01T00:00:00Z");
    Traffic oneHour = Traffic.builder().firstHour(only).lastHour(only).build();
    ExportClient client = started(with().traffic(oneHour));

    assertThat(client.export("20250101T00", "20251231T23").statusCode(), is(200));
    assertThat(client.export("20250101T00", "20260101T00").statusCode(), is(400));
  }

  @Test
  void aRangeWithoutDataIsNotFound() throws Exception {
    Instant five = Instant.parse("2026-01-01T05:00:00Z");
    Traffic gap = Traffic.builder().emptyHours(Set.of(five)).build();
    ExportClient client = started(with().traffic(gap));

    assertThat(client.export("20260101T05", "20260101T05").statusCode(), is(404));
    assertThat(
        members(client.export("20260101T04", "20260101T05").body()).keySet(),
        contains("100001/100001_2026-01-01_4#0.json.gz"));
  }

  @Test
  void moreHoursThanAllowedAreTooLarge() throws Exception {
    ExportClient client = started(with().maxHours(6));

    assertThat(client.export("20260101T00", "20260101T05").statusCode(), is(200));
    assertThat(client.export("20260101T00", "20260101T06").statusCode(), is(400));
  }

  @Test
  void moreBytesThanAllowedAreTooLarge() throws Exception {
    ExportClient client = started(with().maxZipBytes(4000).tooLargeStatus(504));

    assertThat(client.export("20260101T00", "20260101T00").statusCode(), is(200));
    assertThat(client.export("20260101T00", "20260101T05").statusCode(), is(504));
  }

  @Test
  void anHourHasNoEventsUntilThreeHoursAfterItBegan() throws Exception {
    Instant threeHoursAfterFive = Instant.parse("2026-01-01T08:00:00Z");
    ExportClient client = started(with().clock(Clock.fixed(threeHoursAfterFive, ZoneOffset.UTC)));

    assertThat(
        members(client.export("20260101T04", "20260101T23").body()).keySet(),
        contains("100001/100001_2026-01-01_4#0.json.gz", "100001/100001_2026-01-01_5#0.json.gz"));
    assertThat(client.export("20260101T06", "20260101T06").statusCode(), is(404));
  }

  @Test
  void otherPathsAndMethodsAreRefused() throws Exception {
    ExportClient client = started(with());

    assertThat(client.get("/api/2/events").statusCode(), is(404));
    assertThat(client.send("POST", ONE_HOUR, "").statusCode(), is(405));
  }

  @Test
  void aSixthConcurrentRequestIsRefused() throws Exception {
    ExportClient client = started(with());
    sandbox.onNext(Fault.late(Duration.ofSeconds(1)).times(6));
    List<CompletableFuture<HttpResponse<byte[]>>> pending = new ArrayList<>();
    for (int n = 0; n < 6; n++) {
      pending.add(client.exportLater("20260101T05", "20260101T05"));
    }

    List<Integer> statuses = new ArrayList<>();
    for (CompletableFuture<HttpResponse<byte[]>> one : pending) {
      statuses.add(one.get().statusCode());
    }

    statuses.sort(null);
    assertThat(statuses, contains(200, 200, 200, 200, 200, 429));
    assertThat(sandbox.maxInFlight(), is(6));
  }

  @Test
  void fiveWorkersThatWaitForTheirAnswersAreNeverRefused() throws Exception {
    ExportClient client = started(with());
    List<CompletableFuture<Integer>> workers = new ArrayList<>();
    for (int n = 0; n < 5; n++) {
      workers.add(CompletableFuture.supplyAsync(() -> worstStatusOf(40, client)));
    }

    List<Integer> worst = workers.stream().map(CompletableFuture::join).toList();

    assertThat(worst, contains(200, 200, 200, 200, 200));
    assertThat(sandbox.requests().size(), is(200));
  }

  @Test
  void requestsAreRememberedWithoutThePassword() throws Exception {
    ExportClient client = started(with());
    Instant before = Instant.now();
    client.export("20260101T05", "20260101T07");

    SeenRequest seen = sandbox.requests().get(0);
    assertThat(seen.method() + " " + seen.path(), is("GET /api/2/export"));
    assertThat(seen.parameters().toString(), is("{end=20260101T07, start=20260101T05}"));
    assertThat(seen.headers(), hasItem("authorization"));
    assertThat(seen.toString().contains("Basic"), is(false));
    assertThat(seen.at().isBefore(before), is(false));
  }

  @Test
  void settingsDoNotShowTheKeys() throws Exception {
    started(with());

    String shown =
        AmplitudeSettings.builder().apiKey("k-123").secretKey("s-456").build().toString();

    assertThat(shown, not(is("")));
    assertThat(shown.contains("k-123") || shown.contains("s-456"), is(false));
  }

  private static AmplitudeSettings.Builder with() {
    return AmplitudeSettings.builder().traffic(FEW);
  }

  private ExportClient started(AmplitudeSettings.Builder settings) throws IOException {
    sandbox = AmplitudeSandbox.start(settings.build());
    return new ExportClient(sandbox);
  }

  private static int statusWith(ExportClient client, String authorization) throws Exception {
    return client.get(ONE_HOUR, "Authorization", authorization).statusCode();
  }

  private static String refusal(ExportClient client, String query) throws Exception {
    HttpResponse<byte[]> response =
        client.get("/api/2/export?" + query, "Authorization", ExportClient.rightCredentials());
    return response.statusCode() + " " + text(response);
  }

  private static int worstStatusOf(int requests, ExportClient client) {
    try {
      int worst = 0;
      for (int n = 0; n < requests; n++) {
        worst = Math.max(worst, client.export("20260101T05", "20260101T05").statusCode());
      }
      return worst;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
