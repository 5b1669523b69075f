package org.purlin.pipelines.amplitude;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.amplitude.AmplitudeSandbox;
import org.purlin.sandbox.amplitude.AmplitudeSettings;
import org.purlin.sandbox.amplitude.Traffic;

/** What the keys' check makes of Amplitude's answers, and archives instead of Amplitude. */
@Timeout(60)
class CheckAmplitudeTest {

  @TempDir Path directory;

  private Desk desk;

  @BeforeEach
  void makeDesk() {
    desk = new Desk(directory);
  }

  private static AmplitudeSandbox young(int wrongCredentialsStatus) throws IOException {
    return AmplitudeSandbox.start(
        AmplitudeSettings.builder()
            .traffic(Traffic.builder().firstHour(Instant.parse("2025-01-01T00:00:00Z")).build())
            .wrongCredentialsStatus(wrongCredentialsStatus)
            .build());
  }

  /** Checks with the right keys and returns what was printed, with single blanks. */
  private String check(int exitCode, AmplitudeSandbox there, String... more) {
    String[] words = new String[more.length + 3];
    words[0] = "--endpoint=" + there.url();
    words[1] = "--apiKey=" + AmplitudeSettings.API_KEY;
    words[2] = "--secretKey=env:TEST_SECRET_KEY";
    System.arraycopy(more, 0, words, 3, more.length);
    return check(exitCode, words);
  }

  private String check(int exitCode, String... words) {
    int ended = desk.command("check", words);
    assertThat(desk.out + desk.err, ended, is(exitCode));
    return desk.out.replaceAll("\\s+", " ");
  }

  @Test
  void aProjectWithoutDataOfTheOldHourHasGoodKeys() throws IOException {
    try (AmplitudeSandbox there = young(403)) {
      assertThat(
          check(0, there),
          containsString(
              "ok sign-in the keys are accepted; there is no data of 20150101T00-20150101T00, as"
                  + " expected"));
      assertThat(
          there.requests().get(1).parameters().toString(),
          is("{end=20150101T00, start=20150101T00}"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void refusedKeysAreToldWithTheResidency(int status) throws IOException {
    try (AmplitudeSandbox there = young(status)) {
      desk.environment.put("TEST_SECRET_KEY", "not-the-key-of-this-project");
      String found = check(5, there);
      assertThat(found, containsString("fail sign-in Amplitude answered " + status));
      assertThat(found, containsString("(--residency=us or eu)"));
      assertThat(desk.out + desk.err, not(containsString("not-the-key")));
    }
  }

  @Test
  void aWebPageIsNotTheApi() throws IOException {
    try (AmplitudeSandbox there = young(403)) {
      there.onNext(Fault.html());
      String found = check(7, there);
      assertThat(found, containsString("answered 200 with a web page, which is not an answer of"));
      assertThat(found, containsString("-> Check --endpoint: it must be the API's host"));
    }
  }

  @Test
  void aServiceInTroubleIsAskedOnce() throws IOException {
    try (AmplitudeSandbox there = young(403)) {
      there.onNext(Fault.status(503).times(9));
      assertThat(check(7, there), containsString("fail sign-in " + there.url() + " answered 503"));
      assertThat(there.pendingFaults(), is(8));
    }
  }

  @Test
  void aMissingKeyOfHashesIsFoundBeforeTheRun() throws IOException {
    try (AmplitudeSandbox there = young(403)) {
      assertThat(
          check(2, there, "--redact=user_id:hash"),
          containsString("fail options --redact hashes something, so --redactKey must say"));
      assertThat(
          check(2, there, "--redact=user_id:hash", "--redactKey=env:NO_SUCH_VARIABLE"),
          containsString("fail secret --redactKey Environment variable NO_SUCH_VARIABLE"));
    }
  }

  @Test
  void archivesAreCountedAndNobodyIsAsked() throws IOException {
    Path archives = Files.createDirectories(directory.resolve("archives"));
    assertThat(
        check(2, "--from-archives=" + archives),
        containsString("fail options --from-archives: no file is"));
    Files.writeString(archives.resolve("a.zip"), "not looked into");
    Files.writeString(archives.resolve("b.zip"), "not looked into");

    String found = check(0, "--from-archives=" + archives);

    assertThat(found, containsString("ok archives 2 in " + archives));
    assertThat(
        List.of("connection", "sign-in", "limits").stream().noneMatch(desk.out::contains),
        is(true));
    assertThat(
        check(2, "--from-archives=" + archives, "--last=PT2H"),
        containsString("fail options --last does not go with --from-archives"));
  }
}
