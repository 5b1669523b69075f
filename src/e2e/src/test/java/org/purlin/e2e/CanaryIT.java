package org.purlin.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.purlin.sandbox.amplitude.AmplitudeSandbox;
import org.purlin.sandbox.amplitude.AmplitudeSettings;

/** A secret that is looked for in everything a run leaves. */
class CanaryIT {

  private static final String CANARY = "canary-7c1f0e-sings";

  /** What goes over the wire, which must not be seen either. */
  private static final String HEADER =
      Base64.getEncoder()
          .encodeToString((AmplitudeSettings.API_KEY + ":" + CANARY).getBytes(UTF_8));

  /** The only files that hold it, because the test put it there. */
  private static final List<String> OWN = List.of(".env", "key.txt");

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "the environment, env:CANARY",
    "a .env file, env:CANARY_IN_FILE",
    "a file, file:key.txt"
  })
  void theSecretWorksAndIsNowhereToBeSeen(String where, String reference) throws Exception {
    Files.writeString(directory.resolve(".env"), "CANARY_IN_FILE=" + CANARY + "\n");
    Files.writeString(directory.resolve("key.txt"), CANARY + "\n");
    try (AmplitudeSandbox sandbox =
        AmplitudeSandbox.start(Day.settings().secretKey(CANARY).build())) {

      Ended ended = purlin().run(export(sandbox, reference, "--debug")).exits(0);

      assertThat(where, new Landed(directory.resolve("out")).files("events"), is(not(empty())));
      assertSilent(ended);
    }
  }

  @Test
  void aRefusedSecretIsNotShownEither() throws Exception {
    try (AmplitudeSandbox sandbox = Day.sandbox()) {
      Ended ended = purlin().run(export(sandbox, "env:CANARY", "--debug")).exits(2);

      assertThat(ended.hasStackTrace(), is(true));
      assertSilent(ended);
    }
  }

  @Test
  void aSecretGivenAsALiteralIsRefusedWithoutBeingRepeated() throws Exception {
    try (AmplitudeSandbox sandbox = Day.sandbox()) {
      Ended ended = purlin().run(export(sandbox, CANARY, "--debug")).exits(2);

      ended.error();
      assertThat(sandbox.requests(), is(empty()));
      assertSilent(ended);
    }
  }

  private Purlin purlin() {
    return Purlin.script(directory).with("CANARY", CANARY).with("PURLIN_JAVA_OPTS", Day.QUICK);
  }

  private static List<String> export(AmplitudeSandbox sandbox, String reference, String more) {
    List<String> arguments = new ArrayList<>(Day.export(sandbox, "out", more));
    arguments.replaceAll(
        argument -> argument.startsWith("--secretKey=") ? "--secretKey=" + reference : argument);
    return arguments;
  }

  private void assertSilent(Ended ended) throws IOException {
    List<String> singing = new ArrayList<>();
    if (sings(ended.out())) {
      singing.add("standard output");
    }
    if (sings(ended.err())) {
      singing.add("standard error");
    }
    for (Path file : Landed.filesBelow(directory)) {
      String name = directory.relativize(file).toString();
      if (!OWN.contains(name) && (sings(name) || sings(Files.readString(file, ISO_8859_1)))) {
        singing.add(name);
      }
    }
    assertThat(singing, is(empty()));
  }

  private static boolean sings(String text) {
    return text.contains(CANARY) || text.contains(HEADER);
  }
}
