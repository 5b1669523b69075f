package org.purlin.pipelines.amplitude;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.purlin.pipelines.amplitude.ExportTest.sandbox;
import static org.purlin.pipelines.amplitude.ExportTest.small;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.purlin.sandbox.amplitude.AmplitudeSandbox;
import org.purlin.sandbox.amplitude.AmplitudeSettings;

/** Keys that are wrong, missing, or given openly: nothing is run, and the flag is named. */
class CredentialsTest {

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void refusedKeysCostOneRequestAndAreExplained(int status) throws IOException {
    Desk desk = new Desk(directory);
    desk.environment.put("WRONG_KEY", "not-the-key-of-this-project");
    AmplitudeSettings settings =
        AmplitudeSettings.builder().traffic(small().build()).wrongCredentialsStatus(status).build();
    try (AmplitudeSandbox sandbox = AmplitudeSandbox.start(settings)) {
      int exitCode =
          desk.export(
              sandbox,
              "--secretKey=env:WRONG_KEY",
              "--start=2025-03-04",
              "--end=2025-03-08",
              "--concurrency=3");

      assertThat(exitCode, is(2));
      assertThat(sandbox.requests(), hasSize(1));
      assertThat(
          desk.error(),
          matchesPattern(
              "Amplitude answered "
                  + status
                  + " for 2025030[4-7]T00-2025030[4-7]T23 at "
                  + sandbox.url()
                  + "\\. Check the API key, the secret key, and the residency"
                  + " \\(--residency=us or eu\\): a"
                  + " key of one is unknown in the other\\. The log is .*\\.log\\."));
      assertThat(desk.err + desk.out, not(containsString("not-the-key-of-this-project")));
      assertThat(desk.archives(), is(Set.of()));
      assertThat(desk.files("events"), is(Map.of()));
      assertThat(desk.files("_tmp"), is(Map.of()));

      // With the right key everything is asked for.
      assertThat(desk.export(sandbox, "--start=2025-03-04T05", "--end=2025-03-04T06"), is(0));
      assertThat(desk.uuids(), is(Desk.uuids(sandbox, 5)));
    }
  }

  @Test
  void aMissingKeyAndAKeyGivenOpenlyAreRefusedBeforeAnythingIsAsked() throws IOException {
    Desk desk = new Desk(directory);
    try (AmplitudeSandbox sandbox = sandbox(small().build())) {
      assertThat(desk.export(sandbox, "--secretKey=env:NO_SUCH_VARIABLE"), is(2));
      assertThat(desk.error(), containsString("NO_SUCH_VARIABLE"));

      assertThat(desk.export(sandbox, "--secretKey=abcdef0123456789"), is(2));
      assertThat(desk.error(), containsString("--secretKey"));
      assertThat(desk.error(), containsString("env:"));
      assertThat(desk.err + desk.out, not(containsString("abcdef0123456789")));

      assertThat(desk.export(sandbox, "--apiKey=env:NO_SUCH_VARIABLE"), is(2));
      assertThat(desk.error(), containsString("NO_SUCH_VARIABLE"));

      assertThat(sandbox.requests(), is(empty()));
      assertThat(Files.exists(desk.output().resolve("events")), is(false));
    }
  }
}
