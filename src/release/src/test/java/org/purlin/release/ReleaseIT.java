package org.purlin.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The zip itself, unpacked somewhere else. */
class ReleaseIT {

  /** Only a hang takes that long. */
  private static final long HANG_MINUTES = 2;

  @TempDir Path directory;

  @Test
  void theZipHoldsWhatARunNeedsAndWhatIsToBeSaidOfIt() throws IOException {
    assertThat(
        Unpacked.names(),
        contains(
            ".env.example",
            "LICENSE",
            "NOTICES.txt",
            "README.md",
            "SHA256SUMS",
            "lib/purlin.jar",
            "purlin",
            "purlin.cmd",
            "sbom.json"));
  }

  @Test
  void everySumIsThatOfItsFile() throws Exception {
    Path home = Unpacked.into(directory);

    assertThat(run(home, "sha256sum", "--check", "--strict", "SHA256SUMS"), is(not("")));
    assertThat(Files.readAllLines(home.resolve("SHA256SUMS")).size(), is(8));
    Path target = Unpacked.ZIP.getParent();
    run(target, "sha256sum", "--check", "--strict", Unpacked.ZIP.getFileName() + ".sha256");
  }

  @Test
  void anUnpackedReleaseRunsADemoThroughALinkWithoutMaven() throws Exception {
    Path home = Unpacked.into(Files.createDirectory(directory.resolve("my tools")));
    Path bin = Files.createDirectory(directory.resolve("bin"));
    Path purlin = Files.createSymbolicLink(bin.resolve("purlin"), home.resolve("purlin"));
    Path work = Files.createDirectory(directory.resolve("my work"));

    assertThat(run(work, purlin.toString(), "--version"), startsWith("purlin "));
    String said = run(work, purlin.toString(), "demo", "amplitude", "--output=my rows");

    assertThat(said, containsString("24 planned = 22 done + 2 empty"));
    assertThat(Files.exists(work.resolve("my rows/report.json")), is(true));
  }

  @Test
  void theListOfComponentsIsTheSameInEveryBuildAndNamesALicenceOfEach() throws IOException {
    Path home = Unpacked.into(directory);

    JsonNode sbom = new ObjectMapper().readTree(home.resolve("sbom.json").toFile());

    assertThat(sbom.path("bomFormat").asText(), is("CycloneDX"));
    assertThat(sbom.has("serialNumber"), is(false));
    assertThat(sbom.path("metadata").has("timestamp"), is(false));
    List<Component> components = Component.read(home.resolve("sbom.json"));
    String notices = Files.readString(home.resolve("NOTICES.txt"));
    for (Component component : components) {
      assertThat(notices, containsString("\n" + component.name() + "\n    "));
    }
    assertThat(notices, containsString("org.apache.beam:beam-sdks-java-core:"));
    assertThat(notices, containsString("Apache License"));
  }

  @Test
  void theBatchFileHasTheLineEndsOfWindows() throws IOException {
    Path home = Unpacked.into(directory);

    String batch = Files.readString(home.resolve("purlin.cmd"));

    assertThat(batch.replace("\r\n", ""), not(containsString("\n")));
    assertThat(Files.readString(home.resolve("purlin")), not(containsString("\r")));
  }

  /** Runs a command to its good end; returns what it printed. */
  private String run(Path work, String... command) throws IOException, InterruptedException {
    Path said = Files.createTempFile(directory, "said", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(new ArrayList<>(List.of(command)))
            .directory(work.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    Map<String, String> variables = builder.environment();
    variables.keySet().retainAll(List.of("PATH", "LANG"));
    variables.put("JAVA_HOME", System.getProperty("java.home"));
    // Preparing classes would take longer than the run.
    variables.put("PURLIN_JAVA_OPTS", "-Xshare:auto -XX:TieredStopAtLevel=1");
    Process process = builder.start();
    if (!process.waitFor(HANG_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError(command[0] + " hangs");
    }
    String text = Files.readString(said, UTF_8);
    assertThat(text, process.exitValue(), is(0));
    return text;
  }
}
