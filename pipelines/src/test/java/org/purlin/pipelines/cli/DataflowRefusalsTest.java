package org.purlin.pipelines.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.io.secret.LocalEnvironment;
import org.purlin.pipelines.amplitude.ExportAmplitude;

/** What workers on other machines cannot see is refused before they start. */
@Timeout(120)
class DataflowRefusalsTest {

  /** One that every process has. */
  private static final String VARIABLE = "PATH";

  @TempDir Path directory;

  private DataflowDesk desk;

  @BeforeEach
  void makeDesk() {
    desk = new DataflowDesk(directory);
  }

  private void refused(String job, List<String> more, String why) throws IOException {
    List<String> words = new ArrayList<>(DataflowCommands.of(desk.secret(), "x").get(job));
    for (String word : more) {
      words.removeIf(other -> other.startsWith(word.substring(0, word.indexOf('=') + 1)));
      words.add(word);
    }

    int exitCode = desk.write(job, words);

    assertThat(desk.err, exitCode, is(2));
    assertThat(desk.err, containsString("ERROR Nothing was run: " + why));
    assertThat(Files.exists(desk.template()), is(false));
  }

  @Test
  void anOutputOnTheDisk() throws IOException {
    refused(
        "coinmarketcap",
        List.of("--output=" + directory.resolve("out")),
        "--output is on this machine's disk, which Dataflow's workers cannot reach. Give a place"
            + " such as gs://BUCKET/NAME.");
  }

  @Test
  void aStateOnTheDisk() throws IOException {
    refused("alma", List.of("--state=memory"), "--state is on this machine's disk");
  }

  @Test
  void archivesOnTheDisk() throws IOException {
    refused(
        "amplitude",
        List.of("--fromArchives=archives/", "--last=P1D"),
        "--fromArchives is on this machine's disk");
  }

  @Test
  void oneOfSeveralInputsOnTheDisk() throws IOException {
    refused(
        "edfi push",
        List.of("--input=mem://rows/a.jsonl,b.jsonl"),
        "--input is on this machine's disk");
  }

  @Test
  void recordsInFiles() throws IOException {
    refused(
        "csc",
        List.of("--records=records"),
        "--records is on this machine's disk, which Dataflow's workers cannot reach. Give tables or"
            + " a place");
  }

  @Test
  void aDryRun() throws IOException {
    refused("csc", List.of("--dryRun=true"), "--dryRun shows what would be sent");
  }

  @Test
  void aSecretInTheLaunchersEnvironment() throws IOException {
    try {
      refused(
          "edfi pull",
          List.of("--secret=env:" + VARIABLE),
          "env:" + VARIABLE + " is a variable of this machine, which Dataflow's workers do not");
    } finally {
      LocalEnvironment.clear();
    }
  }

  @Test
  void aSecretInTheLaunchersEnvironmentThatAFileOfDistrictsNames() throws IOException {
    Path districts = directory.resolve("districts.csv");
    Files.writeString(
        districts,
        "district,url,key,secret\na,https://a.example.org/api,env:%1$s,env:%1$s\n"
            .formatted(VARIABLE));
    List<String> words = List.of("--districts=" + districts);

    int exitCode = desk.write("edfi pull", words);

    assertThat(desk.err, exitCode, is(2));
    assertThat(desk.err, containsString("env:" + VARIABLE + " is a variable of this machine"));
  }

  @Test
  void aWebhookThatOnlyTheLauncherKnows() throws IOException {
    Path hook = directory.resolve("hook.txt");
    Files.writeString(hook, "https://ntfy.sh/made-up-topic");

    refused(
        "alma",
        List.of("--notify=file:" + hook),
        "--notify: file:" + hook + " is on this machine, where Dataflow's workers cannot read it.");
  }

  @Test
  void aRegionOfAmplitudesWhichHasAnotherName() {
    OneJob.Ended ended =
        OneJob.type(
            new ExportAmplitude(), directory, Map.of(), List.of("amplitude", "--region=EU"));

    assertThat(
        ended.said(),
        is(
            "ERROR Nothing was run: --region is where Dataflow runs a job, such as europe-west2."
                + " Where Amplitude keeps a project is --residency.\n"));
    assertThat(ended.exitCode(), is(2));
  }
}
