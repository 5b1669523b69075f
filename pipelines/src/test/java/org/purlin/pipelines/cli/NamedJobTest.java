package org.purlin.pipelines.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.purlin.pipelines.report.ExitCode.DONE;
import static org.purlin.pipelines.report.ExitCode.MISTAKE;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as Google's launcher starts it: with flags only. */
class NamedJobTest {

  @TempDir Path directory;

  private int launched(PrintStream err, String... flags) {
    PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
    return Launch.run(List.of(flags), Map.of(), directory, out, err);
  }

  @Test
  void theJobThatIsNamedIsRunWithTheOtherFlags() {
    Shell shell = new Shell(directory);

    assertThat(shell.run("--counterName=ada", "--job=count", "--jobName=night"), is(DONE));

    assertThat(shell.report(), containsString("\"counterName\" : \"ada\""));
    assertThat(shell.report(), containsString("\"jobName\" : \"night\""));
  }

  @Test
  void dashesStandForBlanksInAJobsName() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();

    int exitCode =
        launched(
            new PrintStream(err, true, UTF_8),
            "--tempLocation=gs://acme/temp",
            "--job=edfi-pull",
            "--output=" + directory.resolve("out"),
            "--logs=" + directory.resolve("logs"));

    assertThat(exitCode, is(2));
    assertThat(err.toString(UTF_8), containsString("--districts=<file> says which districts"));
  }

  @Test
  void anUnknownJobIsRefusedWithTheNamesOfThoseThereAre() {
    Shell shell = new Shell(directory);

    assertThat(shell.type("--output=x", "--job=report"), is(MISTAKE));

    assertThat(shell.err, is("ERROR Nothing was run: --job must be one of count.\n"));
  }

  @Test
  void flagsWithoutAJobAreStillAMistake() {
    Shell shell = new Shell(directory);

    assertThat(shell.type("--output=x"), is(MISTAKE));

    assertThat(shell.err, containsString("the first word must be a verb"));
  }
}
