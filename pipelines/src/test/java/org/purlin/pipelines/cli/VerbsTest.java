package org.purlin.pipelines.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.purlin.pipelines.report.ExitCode.DONE;
import static org.purlin.pipelines.report.ExitCode.MISTAKE;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which verb a command line means, and what the pages say of verbs of several words. */
class VerbsTest {

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
                TaskVerb.of(new CheckCount()),
                new ReportVerb()));
  }

  @Test
  void theProgramsPageHasSectionsAndNamesWhatBelongsToAVerbBesideIt() {
    assertThat(shell.type("--help"), is(DONE));
    assertThat(
        shell.out,
        containsString(
            """
            Jobs:
              count        Counts hours.
                           also: count peek

            Checks:
              check count  Tries what count needs.

            More:
              report       Prints the newest report in a directory, and draws all of them as a page.

            """));
    assertThat(shell.out, not(containsString("look")));
    assertThat(shell.out.lines().count() < 40, is(true));
  }

  @Test
  void theLongestVerbThatMatchesIsMeant() {
    assertThat(shell.type("count", "peek", "--hour=4", "--trouble=silence"), is(DONE));
    assertThat(shell.out, containsString("4     ***  false\n"));
    assertThat(shell.run("count", "--counterName=ada"), is(DONE));
    assertThat(shell.out, containsString("6 read = 6 landed"));
  }

  @Test
  void aJobsPageListsTheVerbsThatBelongToIt() {
    assertThat(shell.type("count", "--help"), is(DONE));
    assertThat(
        shell.out,
        startsWith(
            """
            Usage: purlin count [--flag=value ...]
            Counts hours.

            Verbs:
              count peek  Shows one hour.

            Flags of count:
            """));
  }

  @ParameterizedTest
  @ValueSource(strings = {"count peek --help", "help count peek", "count peek --hour=1 -h"})
  void aCommandsPageIsMadeFromItsOptionsAndKnowsNoBeam(String words) {
    assertThat(shell.type(words.split(" ")), is(DONE));

    assertThat(shell.out, startsWith("Usage: purlin count peek [--flag=value ...]\n"));
    assertThat(
        shell.out.replaceAll("\\s+", " "),
        allOf(
            containsString("Flags of count peek: --hour=<number> Which hour to look at. Required."),
            containsString("--json Print the answer as JSON, for programs."),
            containsString("Flags of every command: --debug"),
            containsString("--hour is PURLIN_HOUR"),
            containsString("# the first hour purlin count peek --hour=1"),
            containsString("8 a database table or its columns are not as needed"),
            not(containsString("--output")),
            not(containsString("Beam"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"check", "check --help", "help check"})
  void aWordThatOnlyBeginsVerbsListsThem(String words) {
    assertThat(shell.type(words.split(" ")), is(DONE));
    assertThat(
        shell.out,
        is(
            """
            Usage: purlin check <word> [--flag=value ...]

            Verbs:
              check count  Tries what count needs.

            Each explains itself with --help.
            """));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "count peke | The word after count is not one it knows. Did you mean count peek? It knows"
            + " peek; purlin count --help explains.",
        "count hunter2 | The word after count is not one it knows. It knows peek; purlin count"
            + " --help explains.",
        "count peke --help | The word after count is not one it knows. Did you mean count peek? It"
            + " knows peek; purlin count --help explains.",
        "help count peke | The word after count is not one it knows. Did you mean count peek? It"
            + " knows peek; purlin count --help explains.",
        "check coutn | The word after check is not one it knows. Did you mean check count? It knows"
            + " count; purlin check --help explains.",
        "check --hour=1 | purlin check needs one more word, for example purlin check count.",
        "chekc count | Unknown verb chekc. Did you mean check? purlin --help lists all verbs.",
        "checkcount | Unknown verb checkcount. Did you mean check count? purlin --help lists all"
            + " verbs.",
        "--debug count | the first word must be a verb; purlin --help lists them."
      })
  void aMistypedWordIsAMistakeWithAHint(String words, String sentence) {
    assertThat(shell.type(words.split(" ")), is(MISTAKE));
    assertThat(shell.err, is("ERROR Nothing was run: " + sentence + "\n"));
  }

  @Test
  void anAliasStandsForItsWords() {
    String[] more = {"--hour=4", "--trouble=silence"};
    assertThat(shell.type("count", "look-inside", more[0], more[1]), is(DONE));
    assertThat(shell.out, endsWith("4     ***  true\n"));
    assertThat(shell.type("look", more[0], more[1]), is(DONE));
    assertThat(shell.out, endsWith("4     ***  false\n"));
    assertThat(shell.type("count", "look-inside", "--help"), is(DONE));
    assertThat(shell.out, startsWith("Usage: purlin count peek"));
  }
}
