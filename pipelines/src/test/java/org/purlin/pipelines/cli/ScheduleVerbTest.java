package org.purlin.pipelines.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.purlin.pipelines.report.ExitCode.DONE;
import static org.purlin.pipelines.report.ExitCode.MISTAKE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.purlin.pipelines.schedule.Launcher;

/** What {@code purlin schedule} prints and refuses. */
class ScheduleVerbTest {

  private static final Instant NOW = Instant.parse("2026-01-02T14:00:00Z");

  @TempDir Path directory;
  private Shell shell;

  @BeforeEach
  void open() {
    ScheduleVerb verb = new ScheduleVerb(Launch.jobs(), Clock.fixed(NOW, ZoneOffset.UTC));
    shell = new Shell(directory, List.of(verb));
  }

  @Test
  void oneSetOfFlagsIsPrintedForEachClock() {
    assertThat(
        shell.type(
            "schedule",
            "alma",
            "--cron=30 7 * * 1-5",
            "--time-zone=America/Chicago",
            "--subdomain=oak's",
            "--schools=90% of",
            "--project=acme",
            "--location=us-central1",
            "--bucket=acme-purlin"),
        is(DONE));

    assertThat(
        shell.out,
        allOf(
            containsString(
                """
                Next times in America/Chicago:
                  Mon 2026-01-05 07:30 -06:00
                  Tue 2026-01-06 07:30 -06:00
                  Wed 2026-01-07 07:30 -06:00
                """),
            containsString(
                "CRON_TZ=America/Chicago\n30 7 * * 1-5  cd "
                    + directory
                    + " && ./purlin alma '--schools=90\\% of' '--subdomain=oak'\\''s'\n"),
            containsString("A value has a sign that schtasks cannot take"),
            containsString(
                "    --schedule='30 7 * * 1-5' \\\n    --time-zone=America/Chicago \\\n"),
            containsString("\"subdomain\":\"oak'\\''s\"}}}' \\\n"),
            containsString("\"subdomain\" : \"oak's\"\n"),
            containsString("gs://acme-purlin/purlin/templates/alma.json"),
            not(containsString("{{"))));
  }

  @Test
  void withoutTimesTheJobsUsualOnesHold() {
    assertThat(shell.type("schedule", "edfi", "pull", "--resources=schools"), is(DONE));

    assertThat(
        shell.out,
        allOf(
            containsString("CRON_TZ=America/Chicago\n0 3 * * *  cd "),
            containsString(" && ./purlin edfi pull --resources=schools\n"),
            containsString(
                "schtasks /Create /TN \"Purlin edfi-pull 0300\" /SC DAILY /ST 03:00 /TR \"cmd /c cd"
                    + " /d %CD% && purlin.cmd edfi pull"
                    + " --resources=schools\"\n"),
            containsString("\"districts\" : \"gs://{{BUCKET}}/purlin/edfi/districts.csv\""),
            containsString("\nTo fill in: BUCKET, PROJECT, REGION.\n")));
  }

  @Test
  void aChoiceIsWrittenAsPeopleTypeItAndTakenByTheCloud() {
    assertThat(
        shell.type("schedule", "amplitude", "--residency=eu", "--output=gs://b/out"), is(DONE));

    assertThat(shell.out, containsString("--residency=eu"));
    assertThat(shell.out, not(containsString("=EU")));
    assertThat(shell.out, containsString("\"residency\" : \"eu\""));
  }

  @Test
  void twoTimesOfADayAreTwoTasksOfWindows() {
    assertThat(shell.type("schedule", "alma", "--subdomain=oak"), is(DONE));

    assertThat(
        shell.out,
        allOf(
            containsString("0730\" /SC WEEKLY /D MON,TUE,WED,THU,FRI /ST 07:30 /TR"),
            containsString("1630\" /SC WEEKLY /D MON,TUE,WED,THU,FRI /ST 16:30 /TR")));
  }

  @Test
  void theJsonIsWhatTheApiTakes() throws IOException {
    assertThat(
        shell.type(
            "schedule",
            "amplitude",
            "--cron=0 4 * * *",
            "--last=P2D",
            "--project=acme",
            "--location=europe-west2",
            "--bucket=acme-purlin",
            "--json"),
        is(DONE));

    JsonNode job = new ObjectMapper().readTree(shell.out);
    assertThat(
        job.path("name").textValue(),
        is("projects/acme/locations/europe-west2/jobs/purlin-amplitude"));
    assertThat(job.path("timeZone").textValue(), is("UTC"));
    assertThat(
        new String(
            Base64.getDecoder().decode(job.path("httpTarget").path("body").textValue()),
            StandardCharsets.UTF_8),
        is(
            "{\"launchParameter\":{\"jobName\":\"purlin-amplitude\",\"containerSpecGcsPath\":"
                + "\"gs://acme-purlin/purlin/templates/amplitude.json\",\"parameters\":{"
                + "\"job\":\"amplitude\",\"apiKey\":"
                + "\"secret:projects/acme/secrets/purlin-amplitude-api-key/versions/latest\","
                + "\"last\":\"P2D\",\"output\":\"bigquery:acme.purlin_amplitude\",\"secretKey\":"
                + "\"secret:projects/acme/secrets/purlin-amplitude-secret-key/versions/latest\","
                + "\"state\":\"gs://acme-purlin/purlin/amplitude\"}}}"));
  }

  @Test
  void aSecretInTheEnvironmentIsForCronAndNotForTheCloud() {
    String[] words = {"schedule", "amplitude", "--secretKey=env:AMP_SECRET_KEY", "--json"};

    assertThat(shell.type(words), is(MISTAKE));
    assertThat(
        shell.err,
        is(
            "ERROR Nothing was run: --secretKey is in the environment, which workers do not have."
                + " Put it into Secret Manager and give"
                + " --secretKey=secret:projects/PROJECT/secrets/NAME/versions/latest.\n"));

    assertThat(shell.type(words[0], words[1], words[2]), is(DONE));
    assertThat(
        shell.out,
        allOf(
            containsString("./purlin amplitude --secretKey=env:AMP_SECRET_KEY\n"),
            containsString(
                "Cloud Scheduler: not with these flags. What it needs:\n  --secretKey is in the"),
            not(containsString("gcloud"))));
  }

  @Test
  void whatMeansNothingOrIsMissingInTheCloudIsSaid() {
    assertThat(
        shell.type(
            "schedule",
            "edfi",
            "push",
            "--cron=0 5 * * *",
            "--timeZone=UTC",
            "--input=rows.csv",
            "--logs=/var/log"),
        is(DONE));
    assertThat(
        shell.out,
        allOf(
            containsString(
                "  --input must there be in Cloud Storage (gs://…), several with commas between.\n"),
            containsString("  --logs means nothing there: the launcher's disk is gone after"),
            containsString("  --output is missing; a launch in the cloud needs it.\n")));
  }

  @Test
  void aDirectoryOfThisMachineIsForCronAndWordsSayWhatTheCloudTakes() {
    assertThat(shell.type("schedule", "amplitude", "--residency=eu", "--output=out"), is(DONE));

    assertThat(
        shell.out,
        endsWith(
            """

            Cloud Scheduler: not with these flags. What it needs:
              --output must there be in Cloud Storage (gs://…) or bigquery:project.dataset.
            """));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "amplitude --last=yesterday | --last must there be a duration such as PT30S or PT10M.",
        "amplitude --state=here | --state must there be a directory in Cloud Storage (gs://…).",
        "amplitude --proxy=here | --proxy must there be http:// with host and port only, such as"
            + " http://proxy.example:3128.",
        "amplitude --endpoint=here | --endpoint must there be a URL that begins with https://"
            + " or http://.",
        "amplitude --secretKey=file:key | --secretKey must there be in Secret Manager"
            + " (secret:projects/PROJECT/secrets/NAME/versions/latest) or in a file of Cloud Storage"
            + " (file:gs://…).",
        "amplitude --apiKey=a! | --apiKey must there be letters, digits, dashes and underscores"
            + " only, or in Secret Manager (secret:projects/",
      })
  void whatTheCloudTakesIsSaidInWords(String words, String sentence) {
    assertThat(shell.type(("schedule " + words).split(" ")), is(DONE));

    assertThat(shell.out, containsString("What it needs:\n  " + sentence));
    assertThat(shell.out, not(containsString("^")));
  }

  @ParameterizedTest
  @CsvSource({
    "/opt/purlin/purlin, /opt/purlin/purlin",
    "../purlin/purlin, {parent}/purlin/purlin",
    "./purlin, {here}/purlin",
    "purlin-that-is-nowhere, purlin-that-is-nowhere"
  })
  void theCrontabHasTheLaunchersOwnPath(String program, String shown) {
    typeAs(program);

    assertThat(
        shell.out,
        containsString(
            "* * *  cd "
                + directory
                + " && "
                + shown
                    .replace("{here}", directory.toString())
                    .replace("{parent}", directory.getParent().toString())
                + " amplitude\n"));
    assertThat(shell.out, containsString("%CD% && purlin.cmd amplitude\""));
  }

  @Test
  void aLauncherOnThePathIsNamedInFullBecauseCronHasAnotherPath() {
    typeAs("sh");

    assertThat(shell.out, matchesPattern("(?s).* && /\\S*/sh amplitude\n.*"));
  }

  @Test
  void theTaskOfWindowsHasTheLaunchersOwnPath() {
    typeAs("C:\\purlin\\purlin.cmd");
    assertThat(shell.out, containsString("%CD% && C:\\purlin\\purlin.cmd amplitude\""));
    assertThat(shell.out, containsString(" && ./purlin amplitude\n"));

    typeAs("C:\\Program Files\\purlin\\purlin.cmd");
    assertThat(
        shell.out,
        containsString(
            "The path of C:\\Program Files\\purlin\\purlin.cmd has a sign that schtasks cannot"
                + " take, such as a blank;"));
  }

  @Test
  void bothLaunchersSayWhatTheyAreCalled() throws IOException {
    Path root = Path.of(System.getProperty("purlin.root"));
    String property = "\"-D" + Launcher.PROPERTY + "=";

    assertThat(
        Files.readString(root.resolve("purlin.cmd")),
        containsString(property + "%~dp0purlin.cmd\" "));
    assertThat(Files.readString(root.resolve("purlin")), containsString(property + "$program\" "));
  }

  /** Types a command as if this launcher had started the program. */
  private void typeAs(String program) {
    System.setProperty(Launcher.PROPERTY, program);
    try {
      assertThat(shell.type("schedule", "amplitude"), is(DONE));
    } finally {
      System.clearProperty(Launcher.PROPERTY);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "alma --cron=@daily | --cron must have five fields",
        "alma --timeZone=America/Chigaco | --timeZone must be a zone such as Europe/London or UTC,"
            + " but was: America/Chigaco. Did you mean America/Chicago?",
        "alma --subdomian=oak | Unknown flag --subdomian. Did you mean --subdomain?",
        "alma --full=perhaps | --full must be true or false, but was: perhaps.",
        "alma --key=hunter2 | --key must not hold a secret itself.",
        "alma --cron | --cron needs a value: --cron=value.",
        "alma --json=false | --json takes no value.",
        "alma --json --json | --json is given twice; give it once.",
        "alma --project=Acme! | --project must be small letters, digits, dashes and points",
        "alma --runner=DirectRunner | Unknown flag --runner.",
        "edfi push --input=a | --cron is missing, and edfi push has no usual times.",
        "almo --cron=x | There is no job of this name. Did you mean alma?",
        "--cron=x | purlin schedule needs the name of a job: alma, amplitude,"
      })
  void aMistakeIsNamedAndNothingIsPrinted(String words, String sentence) {
    assertThat(shell.type(("schedule " + words).split(" ", -1)), is(MISTAKE));

    assertThat(shell.err, containsString("ERROR Nothing was run: " + sentence));
    assertThat(shell.out, is(""));
  }
}
