package org.purlin.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.edfi.EdfiSandbox;
import org.purlin.sandbox.edfi.EdfiSettings;

/** Students and secrets that are looked for in everything a run leaves. */
class EdfiCanaryIT {

  private static final String KEY = "canary-key-31c7";
  private static final String SECRET = "canary-secret-8d2e";
  private static final String WRONG = "canary-wrong-secret-5f60";
  private static final String ID = "CANARYSTUDENT77";
  private static final String NAME = "Canaryfirstname";
  private static final int MISTAKE_OR_INCOMPLETE = 3;

  @TempDir Path directory;

  @Test
  void aPushNamesStudentsNowhereButInTheServersWordsInTheResults() throws Exception {
    try (EdfiSandbox sandbox = EdfiSandbox.start(EdfiSettings.defaults().withClient(KEY, SECRET))) {
      // A server that repeats what it was sent.
      sandbox.onNextPost(
          Fault.status(
              400,
              Map.of("Content-Type", "application/json"),
              "{\"message\":\"Student " + ID + " " + NAME + " is not valid.\"}"));
      Files.writeString(directory.resolve("students.jsonl"), student("1") + "\n{\"x\":\n");

      Ended ended =
          purlin(SECRET)
              .run(push(sandbox, "--commit", "--debug", "--input=students.jsonl"))
              .exits(MISTAKE_OR_INCOMPLETE);

      List<String> singing = singing(ended);
      singing.removeIf(file -> file.startsWith("out/edfi_results/"));
      assertThat(singing, is(List.of("students.jsonl")));
      Ended again =
          purlin(SECRET)
              .run(push(sandbox, "--commit", "--debug", "--input=students.jsonl"))
              .exits(MISTAKE_OR_INCOMPLETE);
      assertThat(sandbox.count("students"), is(1));
      List<String> second = singing(again);
      second.removeIf(file -> file.startsWith("out/edfi_results/"));
      assertThat(second, is(List.of("students.jsonl")));
    }
  }

  @Test
  void aPullNamesStudentsNowhereButInItsRows() throws Exception {
    try (EdfiSandbox sandbox = EdfiSandbox.start(EdfiSettings.defaults().withClient(KEY, SECRET))) {
      sandbox.district().write("students", student("2"));

      Ended ended =
          purlin(SECRET)
              .run(
                  List.of(
                      "edfi",
                      "pull",
                      "--url=" + sandbox.baseUrl(),
                      "--key=env:EDFI_KEY",
                      "--secret=env:EDFI_SECRET",
                      "--resources=students",
                      "--debug"))
              .exits(0);

      List<String> singing = singing(ended);
      assertThat(singing.removeIf(file -> file.startsWith("out/students/")), is(true));
      assertThat(singing, is(empty()));
    }
  }

  @Test
  void aRefusedSecretIsNowhere() throws Exception {
    try (EdfiSandbox sandbox = EdfiSandbox.start(EdfiSettings.defaults().withClient(KEY, SECRET))) {
      Files.writeString(directory.resolve("students.jsonl"), student("1") + "\n");

      Ended ended =
          purlin(WRONG)
              .run(push(sandbox, "--commit", "--debug", "--input=students.jsonl"))
              .exits(MISTAKE_OR_INCOMPLETE);

      assertThat(ended.toString(), containsString("token endpoint"));
      assertThat(singing(ended), is(List.of("students.jsonl")));
    }
  }

  private Purlin purlin(String secret) {
    return Purlin.script(directory)
        .with("EDFI_KEY", KEY)
        .with("EDFI_SECRET", secret)
        .with("PURLIN_JAVA_OPTS", Day.QUICK);
  }

  private static List<String> push(EdfiSandbox sandbox, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "edfi",
                "push",
                "--url=" + sandbox.baseUrl(),
                "--key=env:EDFI_KEY",
                "--secret=env:EDFI_SECRET"));
    arguments.addAll(List.of(more));
    return arguments;
  }

  private static String student(String suffix) {
    return ("{\"studentUniqueId\":\"%s%s\",\"firstName\":\"%s\",\"lastSurname\":\"Testerson\","
            + "\"birthDate\":\"2011-04-05\"}")
        .formatted(ID, suffix, NAME);
  }

  /** Files, and outputs, that hold a canary; key and secrets count everywhere. */
  private List<String> singing(Ended ended) throws IOException {
    List<String> singing = new ArrayList<>();
    if (sings(ended.out())) {
      singing.add("standard output");
    }
    if (sings(ended.err())) {
      singing.add("standard error");
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = directory.relativize(file).toString();
        String text = Files.readString(file, ISO_8859_1);
        if (sings(text) || sings(name)) {
          singing.add(name);
        }
        assertThat(
            name, text.contains(SECRET) || text.contains(WRONG) || text.contains(KEY), is(false));
      }
    }
    return singing;
  }

  private static boolean sings(String text) {
    return text.contains(ID)
        || text.contains(NAME)
        || text.contains(SECRET)
        || text.contains(WRONG)
        || text.contains(KEY);
  }
}
