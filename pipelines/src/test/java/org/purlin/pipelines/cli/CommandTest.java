package org.purlin.pipelines.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.purlin.pipelines.report.ExitCode.DATABASE;
import static org.purlin.pipelines.report.ExitCode.DONE;
import static org.purlin.pipelines.report.ExitCode.FAILED;
import static org.purlin.pipelines.report.ExitCode.INCOMPLETE;
import static org.purlin.pipelines.report.ExitCode.MISTAKE;
import static org.purlin.pipelines.report.ExitCode.TABLE_UNFIT;
import static org.purlin.pipelines.report.ExitCode.UNREACHABLE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.purlin.pipelines.report.ExitCode;

/** Commands through the front door: output, exit codes, logs. */
class CommandTest {

  @TempDir Path directory;
  private Shell shell;

  @BeforeEach
  void open() {
    shell =
        new Shell(
            directory,
            List.of(
                TaskVerb.of(new CountJob()),
                TaskVerb.of(new PeekCommand()),
                TaskVerb.of(new CheckCount())));
  }

  private Path logs() {
    return directory.resolve("logs");
  }

  private ExitCode peek(String trouble, String... more) {
    String[] words = new String[more.length + 5];
    words[0] = "count";
    words[1] = "peek";
    words[2] = "--hour=3";
    words[3] = "--trouble=" + trouble;
    words[4] = "--logs=" + logs();
    System.arraycopy(more, 0, words, 5, more.length);
    return shell.type(words);
  }

  @Test
  void theAnswerGoesToStandardOutputMaskedAndTheSentenceToTheTerminalAndTheLog() {
    assertThat(peek("nothing"), is(DONE));

    assertThat(
        shell.out,
        is(
            """
            hour  key  inside
            3     ***  false
            """));
    assertThat(shell.err, matchesPattern("\\d\\d:\\d\\d:\\d\\d INFO  Looked at hour 3\\.\n"));
    assertThat(shell.log(), endsWith("Looked at hour 3.\n"));
    assertThat(
        shell.logFiles().get(0).getFileName().toString(),
        matchesPattern("count-peek-\\d{8}T\\d{6}Z-[0-9a-f]{6}\\.log"));
  }

  @Test
  void aCommandWithNothingToSayLeavesNoLog() {
    assertThat(peek("silence"), is(DONE));
    assertThat(shell.err, is(""));
    assertThat(Files.exists(logs()), is(false));
  }

  @Test
  void jsonIsPrintedInsteadOfTheTableAndMaskedToo() {
    assertThat(peek("silence", "--json"), is(DONE));
    assertThat(
        shell.out,
        is(
            """
            {
              "hour" : 3,
              "key" : "***"
            }
            """));
  }

  @Test
  void aVerdictWithGapsIsAWarning() {
    assertThat(peek("gaps"), is(INCOMPLETE));
    assertThat(shell.err, endsWith("WARN  Half of the hour is missing.\n"));
  }

  @Test
  void aVerdictThatFailedIsAnErrorWithItsOwnExitCode() {
    assertThat(peek("no_table"), is(TABLE_UNFIT));
    assertThat(shell.err, is("ERROR The table of *** is gone.\n"));
    assertThat(shell.log(), endsWith("The table of *** is gone.\n"));
  }

  @Test
  void aMistakeIsOneSentenceAndLeavesNothingBehind() {
    assertThat(peek("mistake"), is(MISTAKE));
    assertThat(shell.err, is("ERROR Nothing was run: --hour must be even, but was: 7.\n"));
    assertThat(Files.exists(logs()), is(false));
  }

  @Test
  void aFailureIsOneMaskedSentenceWithItsTraceInTheLog() {
    assertThat(peek("breaks"), is(FAILED));
    assertThat(
        shell.err,
        is(
            "ERROR Failed unexpectedly: IllegalStateException: hour 3 is ***. The log is "
                + shell.logFiles().get(0)
                + ".\n"));
    assertThat(shell.log(), containsString("\tat org.purlin.pipelines.cli.PeekCommand.run"));
    assertThat(shell.log(), not(containsString("s3cr3t-value")));
  }

  @Test
  void debugPutsTheTraceOnTheTerminalMasked() {
    assertThat(peek("breaks", "--debug"), is(FAILED));
    assertThat(
        shell.err,
        allOf(
            containsString("\tat org.purlin.pipelines.cli.PeekCommand.run"),
            not(containsString("s3cr3t-value"))));
  }

  @Test
  void aCauseTheCommandKnowsHasTheCommandsExitCode() {
    assertThat(peek("closed"), is(DATABASE));
    assertThat(
        shell.err,
        containsString("ERROR Failed unexpectedly: SQLException: no such host. The log is "));
  }

  @Test
  void refusedCredentialsEndWithTwoWhenTheCommandDoesNotTellThemApart() {
    assertThat(peek("refused"), is(MISTAKE));
    assertThat(shell.err, is("ERROR The counting house refused the key. Check --secretKey.\n"));
  }

  @Test
  void memoryThatRanOutIsNeverGreen() {
    assertThat(peek("memory_full"), is(FAILED));
    assertThat(shell.err, containsString("ERROR Out of memory, so the run was ended."));
  }

  @Test
  void withoutALogDirectoryAFailureIsStillSaid() throws IOException {
    Files.writeString(logs(), "a file where the directory should be");

    assertThat(peek("breaks"), is(FAILED));

    assertThat(shell.err, containsString("so there is no log file for this run."));
    assertThat(shell.err, endsWith("IllegalStateException: hour 3 is ***.\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--hour=1 --ouput=x | Unknown flag --ouput.",
        "--hour=1 --ifExists=fail | Unknown flag --ifExists.",
        "--hour=1 --runner=DirectRunner | Unknown flag --runner.",
        "--huor=1 | Unknown flag --huor. Did you mean --hour?",
        "--hour=one | --hour must be a whole number, but was: one.",
        "--json | --hour is missing. Which hour to look at.",
        "--hour=1 --secretKey=hunter2 | --secretKey must not hold a secret itself.",
        "--hour=1 stray | Word 2 after the verb belongs to no flag."
      })
  void wrongFlagsAreNamedAndNothingIsRun(String words, String sentence) {
    assertThat(shell.type(("count peek " + words).split(" ")), is(MISTAKE));

    assertThat(shell.err, containsString("ERROR Nothing was run: " + sentence));
    assertThat(shell.err, not(containsString("hunter2")));
    assertThat(shell.out, is(""));
  }

  @Test
  void flagsComeFromTheEnvironmentAndTheFileAndSecretsStayReferences() throws IOException {
    Files.writeString(directory.resolve(".env"), "CNT_SECRET_KEY=hunter2\n");
    shell.environment.put("PURLIN_HOUR", "5");
    shell.environment.put("PURLIN_INSIDE_TOO", "True");
    shell.environment.put("PURLIN_HUOR", "6");

    assertThat(shell.type("count", "peek", "--trouble=silence", "--logs=" + logs()), is(DONE));

    assertThat(shell.out, endsWith("5     ***  true\n"));
    assertThat(shell.told.get("CNT_SECRET_KEY"), is("hunter2"));
    assertThat(shell.err, containsString("PURLIN_HUOR names no flag and is ignored. Did you mean"));
  }

  @Test
  void aCheckPrintsEachThingTriedAndTheFirstFailureIsTheExitCode() {
    assertThat(shell.type("check", "count", "--hour=2", "--logs=" + logs()), is(UNREACHABLE));
    assertThat(
        shell.out,
        is(
            """
                     check    found
            ok       disk     12 GB free
            warn     clock    4 minutes late
                              -> Set it.
            fail     network  house.example does not answer.
                              -> Check the proxy.
            fail     table    No column hour.
                              -> Add it.
            skipped  key      the network failed
            """));
    assertThat(
        shell.err,
        is(
            "ERROR 2 of 5 checks failed; the first: network: house.example does not answer. Check"
                + " the proxy.\n"));
  }

  @Test
  void aCheckWithWarningsOnlyIsDone() {
    assertThat(shell.type("check", "count", "--hour=1", "--logs=" + logs()), is(DONE));
    assertThat(shell.err, endsWith("INFO  Nothing failed: 1 ok, 1 warn.\n"));
  }

  @Test
  void aCheckAnswersInJsonToo() {
    shell.type("check", "count", "--hour=2", "--json", "--logs=" + logs());
    assertThat(
        shell.out.replaceAll("\\s+", " "),
        allOf(
            containsString("{ \"exitCode\" : 7, \"sentence\" : \"2 of 5 checks failed;"),
            containsString(
                "{ \"what\" : \"table\", \"status\" : \"fail\", \"found\" : \"No column hour.\","
                    + " \"todo\" : \"Add it.\", \"exitCode\" : 8 }"),
            containsString(
                "{ \"what\" : \"key\", \"status\" : \"skipped\", \"found\" : \"the network"
                    + " failed\", \"todo\" : \"\", \"exitCode\" : 0 } ] }")));
  }
}
