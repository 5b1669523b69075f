package org.purlin.pipelines.schedule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code templates/deploy} as a process. It is never let near a real gcloud. */
class DeployTest {

  private static final Path ROOT =
      Path.of(System.getProperty("purlin.root", "..")).toAbsolutePath().normalize();

  private static final Path EXPECTED =
      ROOT.resolve("pipelines/src/test/resources/org/purlin/pipelines/schedule/deploy.txt");

  private static final String[] WHERE = {
    "--project=acme", "--region=us-central1", "--bucket=acme-purlin", "--tag=0.1.0"
  };

  private static final String[] OPEN = {
    "--set=ALMA_SUBDOMAIN=oak",
    "--set=CSC_ENDPOINT=https://receiver.test/1",
    "--set=CSC_TOKEN_ENDPOINT=https://login.test/token",
    "--set=CSC_SCOPE=api://receiver/.default",
    "--set=CSC_LA_CODE=999"
  };

  @TempDir Path directory;
  private int exitCode;
  private String out;
  private String err;

  private void deploy(String[] flags, String... more) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("bash", ROOT.resolve("templates/deploy") + ""));
    words.addAll(List.of(flags));
    words.addAll(List.of(more));
    Path outFile = directory.resolve("out.txt");
    Path errFile = directory.resolve("err.txt");
    ProcessBuilder builder = new ProcessBuilder(words).directory(directory.toFile());
    builder.redirectOutput(outFile.toFile()).redirectError(errFile.toFile());
    // A gcloud of ours or none, whatever is installed; the rest by links.
    builder.environment().put("PATH", tools().toString());
    Process process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS), is(true));
    exitCode = process.exitValue();
    out = Files.readString(outFile);
    err = Files.readString(errFile);
  }

  private Path tools() throws IOException {
    Path tools = Files.createDirectories(directory.resolve("bin"));
    for (String tool :
        List.of("bash", "basename", "cat", "cut", "dirname", "grep", "sed", "sort", "tr")) {
      Path link = tools.resolve(tool);
      for (String place : List.of("/usr/bin/", "/bin/")) {
        if (Files.exists(Path.of(place + tool)) && !Files.exists(link)) {
          Files.createSymbolicLink(link, Path.of(place + tool));
        }
      }
    }
    return tools;
  }

  /** Writes down how it is called, and what it is given; knows nothing that exists. */
  private void recordingGcloud() throws IOException {
    Path gcloud = tools().resolve("gcloud");
    Files.writeString(
        gcloud,
        """
        #!/usr/bin/env bash
        case " $* " in *" describe "*) exit 1 ;; esac
        printf '%%s\\n' "gcloud $*" >> '%1$s/calls.txt'
        case " $* " in *" cp - "*) cat >> '%1$s/copied.txt' ;; esac
        """
            .formatted(directory));
    Files.setPosixFilePermissions(gcloud, PosixFilePermissions.fromString("rwx------"));
    Files.createSymbolicLink(tools().resolve("env"), Path.of("/usr/bin/env"));
  }

  private String[] scheduled() {
    List<String> flags = new ArrayList<>(List.of(WHERE));
    flags.addAll(List.of(OPEN));
    flags.add("--schedule");
    return flags.toArray(String[]::new);
  }

  @Test
  void aDryRunPrintsEachCommandAndRunsNone() throws IOException, InterruptedException {
    recordingGcloud();

    deploy(scheduled(), "--bigquery", "--dry-run");

    assertThat(err, exitCode, is(0));
    if (Boolean.getBoolean("purlin.regenerate")) {
      Files.createDirectories(EXPECTED.getParent());
      Files.writeString(EXPECTED, out);
    }
    assertThat("What deploy prints is out of date", out, is(Files.readString(EXPECTED)));
    assertThat(Files.exists(directory.resolve("calls.txt")), is(false));
  }

  @Test
  void aRollbackWritesSpecsOfTheEarlierImageAndBuildsNothing()
      throws IOException, InterruptedException {
    recordingGcloud();

    deploy(WHERE, "--rollback=0.0.9", "--job=amplitude", "--schedule");

    assertThat(err, exitCode, is(0));
    String calls = Files.readString(directory.resolve("calls.txt"), UTF_8);
    assertThat(
        calls,
        allOf(
            containsString(
                "gcloud storage cp - gs://acme-purlin/purlin/templates/amplitude.json\n"),
            containsString("gcloud secrets create purlin-amplitude-secret-key "),
            containsString(
                "gcloud scheduler jobs create --headers=Content-Type=application/json http"
                    + " purlin-amplitude --project=acme --location=us-central1 "),
            containsString("--schedule=15 4 * * * --time-zone=UTC "),
            containsString(
                "\"parameters\":{\"job\":\"amplitude\",\"apiKey\":\"secret:projects/acme/"),
            not(containsString("builds submit")),
            not(containsString("alma"))));
    assertThat(
        Files.readString(directory.resolve("copied.txt")),
        allOf(
            containsString("\"us-central1-docker.pkg.dev/acme/purlin/purlin:0.0.9\""),
            containsString("\"purlin-worker@acme.iam.gserviceaccount.com\""),
            not(containsString("{{"))));
  }

  @Test
  void whatAScheduleLeavesOpenIsNamedBeforeAnythingIsRun()
      throws IOException, InterruptedException {
    recordingGcloud();

    deploy(WHERE, "--schedule", "--job=alma");

    assertThat(exitCode, is(2));
    assertThat(
        err,
        is(
            "ERROR The schedule of alma leaves open: ALMA_SUBDOMAIN. Give each, such as"
                + " --set=ALMA_SUBDOMAIN=value.\n"));
    assertThat(Files.exists(directory.resolve("calls.txt")), is(false));
  }

  @Test
  void withoutGcloudItSaysWhatIsMissing() throws IOException, InterruptedException {
    deploy(WHERE);

    assertThat(exitCode, is(2));
    assertThat(
        err,
        is(
            "ERROR gcloud is missing. Install the Google Cloud CLI and sign in, or see with"
                + " --dry-run what would be run.\n"));
  }

  @Test
  void mistakesAreNamed() throws IOException, InterruptedException {
    deploy(new String[] {"--project=acme", "--region=us-central1"}, "--dry-run");
    assertThat(exitCode, is(2));
    assertThat(err, is("ERROR --bucket is missing. templates/deploy --help explains.\n"));

    deploy(WHERE, "--job=almo", "--dry-run");
    assertThat(exitCode, is(2));
    assertThat(
        err,
        is(
            "ERROR --job must be one of alma amplitude coinmarketcap csc edfi-delete edfi-pull"
                + " edfi-push, but was: almo.\n"));

    deploy(WHERE, "--projct=x");
    assertThat(exitCode, is(2));
    assertThat(err, is("ERROR Unknown flag --projct. templates/deploy --help lists the flags.\n"));
  }
}
