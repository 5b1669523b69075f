package org.purlin.sandbox.amplitude;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SandboxMainTest {

  @Test
  @Timeout(30)
  void itServesAsAProcessUntilItIsKilled() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SandboxMain.class.getName(),
                "--apiKey=key",
                "--secretKey=secret",
                "--eventsPerHour=2")
            .redirectErrorStream(true)
            .start();
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line = output.readLine();
      assertThat(line, matchesPattern("amplitude http://127\\.0\\.0\\.1:\\d+"));

      URI server = URI.create(line.substring("amplitude ".length()));
      URI export = server.resolve("/api/2/export?start=20260101T05&end=20260101T05");
      HttpRequest request =
          HttpRequest.newBuilder(export)
              .header("Authorization", ExportClient.basic("key", "secret"))
              .build();
      HttpClient client = HttpClient.newHttpClient();
      assertThat(
          client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode(), is(200));
      assertThat(process.isAlive(), is(true));
    } finally {
      process.destroy();
    }
    assertThat(process.waitFor(10, TimeUnit.SECONDS), is(true));
  }

  @Test
  void flagsBecomeSettings() {
    AmplitudeSettings settings =
        SandboxFlags.read(
            "--port=8081",
            "--wrongCredentialsStatus=401",
            "--now=2026-01-02T00:30:00Z",
            "--maxHours=6",
            "--maxZipBytes=1000000",
            "--tooLargeStatus=504",
            "--deflated=true",
            "--seed=9",
            "--projectId=7",
            "--eventsPerDay=480",
            "--steady=true",
            "--partsPerHour=2",
            "--duplicateRate=0.25",
            "--firstHour=20260101T00",
            "--lastHour=20260131T23",
            "--emptyHours=20260101T03,20260101T04",
            "--badLines=20260101T05:3,20260101T06:1");

    Instant midnight = Instant.parse("2026-01-01T00:00:00Z");
    assertThat(
        settings.traffic(),
        is(
            new Traffic(
                9,
                7,
                480,
                true,
                2,
                Set.of(at(midnight, 3), at(midnight, 4)),
                0.25,
                Map.of(at(midnight, 5), 3, at(midnight, 6), 1),
                midnight,
                Instant.parse("2026-01-31T23:00:00Z"))));
    assertThat(settings.port(), is(8081));
    assertThat(settings.wrongCredentialsStatus(), is(401));
    assertThat(settings.maxHours(), is(6));
    assertThat(settings.maxZipBytes(), is(1_000_000L));
    assertThat(settings.tooLargeStatus(), is(504));
    assertThat(settings.deflated(), is(true));
    Duration sinceNow =
        Duration.between(Instant.parse("2026-01-02T00:30:00Z"), settings.clock().instant());
    assertThat(sinceNow.toMinutes(), is(0L));
  }

  @Test
  void aWrongFlagIsNamed() {
    assertThat(refusal("--maxHour=6"), is("--maxHour: there is no such flag"));
    assertThat(refusal("--port=x"), containsString("--port: "));
    assertThat(refusal("--badLines=20260101T05"), is("--badLines: not hour:lines: 20260101T05"));
    assertThat(refusal("port=1"), is("expected --name=value, but there was: port=1"));
  }

  private static String refusal(String flag) {
    return assertThrows(IllegalArgumentException.class, () -> SandboxFlags.read(flag)).getMessage();
  }

  private static Instant at(Instant midnight, int hour) {
    return midnight.plus(Duration.ofHours(hour));
  }
}
