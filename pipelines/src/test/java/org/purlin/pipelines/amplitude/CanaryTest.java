package org.purlin.pipelines.amplitude;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.purlin.pipelines.amplitude.Archive.event;
import static org.purlin.pipelines.amplitude.Archive.gzip;
import static org.purlin.pipelines.amplitude.Desk.hour;
import static org.purlin.pipelines.amplitude.ExportTest.sandbox;
import static org.purlin.pipelines.amplitude.ExportTest.small;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.amplitude.AmplitudeSandbox;
import org.purlin.sandbox.amplitude.AmplitudeSettings;

/**
 * No secret and nothing out of an event stands anywhere but in rows, archives and raw lines. An API
 * key given openly is shown as an option; one given as a reference is not.
 */
class CanaryTest {

  private static final String SECRET_KEY = "canary-secret-key-5e1f";
  private static final String API_KEY = "canary-api-key-77aa";
  private static final List<String> PERSON =
      List.of("canary.person@example.org", "203.0.113.77", "canary-user-0815", "CanaryTown");

  private static final String FIELDS =
      ",\"user_id\":\"canary-user-0815\",\"ip_address\":\"203.0.113.77\",\"city\":\"CanaryTown\","
          + "\"user_properties\":{\"email\":\"canary.person@example.org\"}";

  private static final String BROKEN =
      "{\"user_id\":\"canary-user-0815\",\"email\":canary.person@example.org,203.0.113.77,CanaryTown";

  @TempDir Path directory;

  @Test
  void neitherASuccessNorAnyFailureTellsASecretOrAPerson() throws IOException {
    Desk desk = new Desk(directory);
    desk.environment.put("CANARY_SECRET", SECRET_KEY);
    desk.environment.put("CANARY_API_KEY", API_KEY);
    desk.environment.put("WRONG_SECRET", "canary-wrong-key-0c0c");
    StringBuilder said = new StringBuilder();
    AmplitudeSettings settings =
        AmplitudeSettings.builder()
            .apiKey(API_KEY)
            .secretKey(SECRET_KEY)
            .traffic(small().build())
            .build();
    try (AmplitudeSandbox sandbox = AmplitudeSandbox.start(settings)) {
      sandbox.onHour(hour(5), Fault.file(people(), "application/zip"));
      sandbox.onHour(
          hour(6), Fault.status(400, Map.of(), "no " + SECRET_KEY + " and no " + API_KEY));
      sandbox.onHour(hour(7), Fault.status(503, Map.of(), "busy " + SECRET_KEY).times(9));
      String[] keys = {"--apiKey=env:CANARY_API_KEY", "--secretKey=env:CANARY_SECRET"};
      String[] hours = {
        "--start=2025-03-04T05", "--end=2025-03-04T08", "--windowHours=1", "--retryFor=PT2S"
      };
      assertThat(say(desk, said, desk.export(sandbox, with(keys, hours))), is(3));
      assertThat(desk.files("events").toString(), containsString("canary-user-0815"));

      sandbox.clearFaults();
      assertThat(say(desk, said, desk.export(sandbox, with(keys, hours))), is(0));
      assertThat(
          say(desk, said, desk.export(sandbox, with(keys, "--debug=true", "--redact=cityy"))),
          is(2));
      String[] wrong = {
        "--apiKey=env:CANARY_API_KEY", "--secretKey=env:WRONG_SECRET", "--debug=true"
      };
      assertThat(
          say(desk, said, desk.export(sandbox, with(wrong, "--start=2025-03-05T05"))), is(2));
      // A run that fails as a whole: where its memory should be is a file.
      Path file = Files.writeString(directory.resolve("file"), "in the way");
      assertThat(
          say(
              desk,
              said,
              desk.export(
                  sandbox, with(with(keys, hours), "--debug=true", "--state=" + file + "/state"))),
          is(1));
      assertThat(
          say(desk, said, desk.fromArchives(people(), "--debug=true", "--redact=ip_address")),
          is(3));
    }

    List<String> canaries = new ArrayList<>(PERSON);
    canaries.addAll(List.of(SECRET_KEY, API_KEY, "canary-wrong-key-0c0c"));
    for (String canary : canaries) {
      assertThat(said.toString(), not(containsString(canary)));
      for (Path found : Desk.filesIn(directory)) {
        String name = directory.relativize(found).toString();
        assertThat(name, not(containsString(canary)));
        if (!mayHoldData(name)) {
          assertThat(name, new String(Desk.bytes(found), UTF_8), not(containsString(canary)));
        }
      }
    }
    assertThat(Desk.filesIn(directory.resolve("logs")).size(), is(greaterThanOrEqualTo(4)));
  }

  private static int say(Desk desk, StringBuilder said, int exitCode) {
    said.append(desk.out).append(desk.err);
    return exitCode;
  }

  private static String[] with(String[] some, String... more) {
    return Stream.of(some, more).flatMap(Stream::of).toArray(String[]::new);
  }

  /** Rows and archives; bad lines are kept as base64, so their files are looked at too. */
  private static boolean mayHoldData(String name) {
    return name.matches("out/events/.*\\.jsonl") || name.endsWith(".zip");
  }

  private Path people() {
    byte[] cut = gzip(event("lost", FIELDS), BROKEN);
    return new Archive()
        .hour(5, 0, event("a", FIELDS), BROKEN, "canary.person@example.org", event("", FIELDS))
        .stored(Archive.name(5, 1), Arrays.copyOf(cut, cut.length - 9))
        .stored("other.json.gz", cut)
        .in(directory.resolve("in"), "people.zip");
  }
}
