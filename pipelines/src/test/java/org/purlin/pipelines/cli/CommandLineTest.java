package org.purlin.pipelines.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.purlin.pipelines.report.ExitCode.DONE;
import static org.purlin.pipelines.report.ExitCode.MISTAKE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where values come from, and what is refused before anything runs. */
class CommandLineTest {

  @TempDir Path directory;
  private Shell shell;

  @BeforeEach
  void open() {
    shell = new Shell(directory);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h", "help", ""})
  void theProgramsPageListsTheVerbsAndTheExitCodes(String word) {
    assertThat(word.isEmpty() ? shell.type() : shell.type(word), is(DONE));

    assertThat(
        shell.out,
        allOf(
            containsString("  count   Counts hours.\n"),
            containsString("  report  Prints the newest report"),
            containsString("  3  ran, but something was rejected, is missing or in doubt\n")));
  }

  @Test
  void theVersionIsPrinted() {
    assertThat(shell.type("--version"), is(DONE));
    assertThat(shell.out, is("purlin " + Version.NUMBER + "\n"));
  }

  @ParameterizedTest
  @CsvSource({"count,--help", "help,count", "count,-h"})
  void aVerbsPageIsMadeFromItsOptions(String first, String second) {
    assertThat(shell.type(first, second), is(DONE));

    String page = shell.out.replaceAll("\\s+", " ");
    assertThat(
        page,
        allOf(
            containsString("Usage: purlin count [--flag=value ...] Counts hours."),
            containsString("Flags of count: --counterName=<text>"),
            containsString("Who counts, 100% of the time. Required."),
            containsString("--windowHours=<number> How many hours to count. Default: 6."),
            containsString("--secretKey=<reference> Key of the counting house. Given as env:NAME"),
            containsString("Also from CNT_SECRET_KEY."),
            containsString("Flags of every job: --debug"),
            containsString("--ifExists=<replace|append|fail>"),
            containsString("Default: replace."),
            containsString("Any Beam option also works"),
            containsString("--counterName is PURLIN_COUNTER_NAME"),
            containsString("# a short day purlin count --counterName=ada --windowHours=3"),
            containsString("Exit codes: 0 all done")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--ouput=x | Unknown flag --ouput. Did you mean --output?",
        "--window-huors 3 | Unknown flag --window-huors. Did you mean --windowHours?",
        "--zzzzzz=1 | Unknown flag --zzzzzz.",
        "--windowHours=1 --window-hours=2 | --windowHours is given twice; give it once.",
        "--windowHours=six | --windowHours must be a whole number, but was: six.",
        "--ifExists=merge | --ifExists must be one of replace, append, fail, but was: merge.",
        "--debug=perhaps | --debug must be true or false, but was: perhaps.",
        "--counterName | --counterName needs a value: --counterName=value.",
        "--output=my out | Word 2 after the verb belongs to no flag. Write flags as --name=value. A value"
            + " with a blank needs quotes: --name=\"two words\".",
        "--windowHours=1 | --counterName is missing. Who counts, 100% of the time.",
        "--counterName=ada --runId=../x | --runId must be at most 100 letters",
        "--counterName=ada --secretKey=hunter2 | --secretKey must not hold a secret itself.",
        "--counterName=ada --runner=NoRunner | Unknown 'runner' specified 'NoRunner'"
      })
  void aMistakeIsNamedAndNothingIsRun(String words, String sentence) {
    assertThat(shell.type(("count " + words).split(" ")), is(MISTAKE));

    assertThat(shell.err, containsString("ERROR Nothing was run: " + sentence));
    assertThat(shell.err.lines().count(), is(1L));
    assertThat(shell.err, not(containsString("hunter2")));
    assertThat(Files.exists(shell.output()), is(false));
  }

  @Test
  void aValueAfterAnUnknownFlagIsNotRepeatedBecauseItMayBeASecret() {
    assertThat(shell.type("count", "--secretKye", "hunter2"), is(MISTAKE));
    assertThat(
        shell.err,
        is("ERROR Nothing was run: Unknown flag --secretKye. Did you mean --secretKey?\n"));
  }

  @Test
  void anUnknownVerbIsRefusedWithASuggestion() {
    assertThat(shell.type("cuont"), is(MISTAKE));
    assertThat(
        shell.err,
        is(
            "ERROR Nothing was run: Unknown verb cuont. Did you mean count? purlin --help lists all"
                + " verbs.\n"));
  }

  @Test
  void kebabCaseAndSeparateValuesAreUnderstood() {
    assertThat(
        shell.run("count", "--counter-name", "ada", "--window-hours", "4", "--if-exists=append"),
        is(DONE));
    assertThat(
        shell.report(),
        allOf(
            containsString("\"counterName\" : \"ada\""),
            containsString("\"windowHours\" : \"4\""),
            containsString("\"ifExists\" : \"append\"")));
  }

  @Test
  void theCommandLineWinsOverTheEnvironmentAndTheEnvironmentOverTheFile() throws IOException {
    Files.writeString(
        directory.resolve(".env"),
        "PURLIN_COUNTER_NAME=file\nPURLIN_WINDOW_HOURS=2\nPURLIN_IF_EXISTS=append\n");
    shell.environment.put("PURLIN_COUNTER_NAME", "environment");
    shell.environment.put("PURLIN_WINDOW_HOURS", "3");

    assertThat(shell.run("count", "--counterName=line"), is(DONE));

    assertThat(
        shell.report(),
        allOf(
            containsString("\"counterName\" : \"line\""),
            containsString("\"windowHours\" : \"3\""),
            containsString("\"ifExists\" : \"append\"")));
  }

  @Test
  void aSecretInTheEnvironmentBecomesAReference() {
    shell.environment.put("PURLIN_SECRET_KEY", "hunter2");

    assertThat(shell.run("count", "--counterName=ada"), is(DONE));

    assertThat(shell.report(), containsString("\"secretKey\" : \"env:PURLIN_SECRET_KEY\""));
    assertThat(
        shell.report() + shell.log() + shell.out + shell.err, not(containsString("hunter2")));
    assertThat(shell.told.get("PURLIN_SECRET_KEY"), is("hunter2"));
  }

  @Test
  void anAliasInTheFileIsFoundAndItsReferenceKept() throws IOException {
    Files.writeString(directory.resolve(".env"), "CNT_SECRET_KEY=hunter2\n");

    assertThat(shell.run("count", "--counterName=ada"), is(DONE));

    assertThat(shell.report(), containsString("\"secretKey\" : \"env:CNT_SECRET_KEY\""));
    assertThat(shell.told.get("CNT_SECRET_KEY"), is("hunter2"));
  }

  @Test
  void aReferenceInTheEnvironmentStaysAsItIs() {
    shell.environment.put("PURLIN_SECRET_KEY", "file:key.txt");

    assertThat(shell.run("count", "--counterName=ada"), is(DONE));

    assertThat(shell.report(), containsString("\"secretKey\" : \"file:key.txt\""));
  }

  @Test
  void aBrokenFileIsRefusedWithoutRepeatingItsLines() throws IOException {
    Files.writeString(directory.resolve(".env"), "PURLIN_SECRET_KEY hunter2\n");

    assertThat(shell.run("count", "--counterName=ada"), is(MISTAKE));

    assertThat(shell.err, containsString("Every line must be NAME=value"));
    assertThat(shell.err, not(containsString("hunter2")));
  }

  @Test
  void aVariableThatNamesNoFlagIsWarnedAbout() {
    shell.environment.put("PURLIN_WINDOW_HUORS", "3");
    shell.environment.put("PURLIN_MY_KEY", "hunter2");

    assertThat(shell.run("count", "--counterName=ada", "--secretKey=env:PURLIN_MY_KEY"), is(DONE));

    assertThat(
        shell.err,
        containsString(
            "Variable PURLIN_WINDOW_HUORS names no flag and is ignored. Did you mean"
                + " PURLIN_WINDOW_HOURS?"));
    assertThat(shell.err, not(containsString("PURLIN_MY_KEY")));
  }
}
