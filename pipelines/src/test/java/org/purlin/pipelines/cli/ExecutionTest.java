package org.purlin.pipelines.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.purlin.pipelines.report.ExitCode.ALL_REFUSED;
import static org.purlin.pipelines.report.ExitCode.DONE;
import static org.purlin.pipelines.report.ExitCode.FAILED;
import static org.purlin.pipelines.report.ExitCode.INCOMPLETE;
import static org.purlin.pipelines.report.ExitCode.MISTAKE;
import static org.purlin.pipelines.report.ExitCode.UNREACHABLE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.pipelines.report.ExitCode;
import org.purlin.pipelines.report.ReportFiles;
import org.purlin.pipelines.report.RunReport;

/** Whole runs of a made-up job through the front door: exit codes, reports, logs. */
class ExecutionTest {

  @TempDir Path directory;
  private Shell shell;

  @BeforeEach
  void open() {
    shell = new Shell(directory);
  }

  private ExitCode count(String trouble, String... more) {
    String[] words = new String[more.length + 4];
    words[0] = "count";
    words[1] = "--counterName=ada";
    words[2] = "--trouble=" + trouble;
    words[3] = "--runId=night-1";
    System.arraycopy(more, 0, words, 4, more.length);
    return shell.run(words);
  }

  @Test
  void aGoodRunEndsWithItsNumbersInTheReportOnTheTerminalAndInTheLog() throws IOException {
    assertThat(count("nothing"), is(DONE));

    String sentence = "All done; hours: 6 read = 6 landed.";
    RunReport report = ReportFiles.read(shell.output().toString());
    assertThat(report.sentence(), is(sentence));
    assertThat(report.exitCode(), is(0));
    assertThat(report.job(), is("count"));
    assertThat(report.window(), is("hours/1-6"));
    assertThat(report.outcome().balances().get(0).in(), is(6L));
    assertThat(report.outcome().counters().get("ticks"), is(1234567L));
    assertThat(report.options().get("windowHours"), is("6"));
    assertThat(report.options().containsKey("tempLocation"), is(false));
    assertThat(Shell.read(shell.output().resolve("_runs/night-1/report.json")), is(shell.report()));
    assertThat(shell.out, containsString("hours  6 read = 6 landed\n"));
    assertThat(shell.out, containsString("ticks  1,234,567\n"));
    assertThat(
        lastLine(shell.err), matchesPattern("\\d\\d:\\d\\d:\\d\\d INFO  " + regex(sentence)));
    assertThat(lastLine(shell.log()), endsWith(sentence));
    assertThat(shell.logFiles().get(0).getFileName().toString(), is("count-hours-1-6-night-1.log"));
  }

  @Test
  void theReportVerbPrintsWhatTheRunPrinted() {
    count("rejects");
    String printed = shell.out;

    assertThat(shell.type("report", shell.output().toString()), is(DONE));
    assertThat(shell.out, is(printed));

    Path own = shell.output().resolve("_runs/night-1");
    assertThat(shell.type("report", own.toString()), is(DONE));
    assertThat(
        shell.out,
        is(
            printed.replace(
                shell.output().resolve("report.html").toString(),
                own.resolve("report.html").toString())));
  }

  @Test
  void theReportSaysHowToRunItAgainAndThatWorks() throws IOException {
    count("nothing", "--windowHours=3");

    RunReport report = ReportFiles.read(shell.output().toString());

    String line = report.commands().get(0).line();
    assertThat(report.commands(), hasSize(1));
    assertThat(report.commands().get(0).why(), is("Run it again"));
    assertThat(line, containsString("--windowHours=3"));
    assertThat(line, not(containsString("runId")));
    String[] words = line.replace("\\\n", " ").strip().split(" +", 2)[1].split(" +");
    assertThat(shell.type(words), is(DONE));
    assertThat(shell.out, containsString("3 read = 3 landed\n"));
  }

  @Test
  void anAddressIsShownWithoutWhatMayBeSecretInIt() throws IOException {
    count("nothing", "--proxyLikeAddress=https://ada:s3cr3t@example.org/x?token=s3cr3t");

    assertThat(Shell.read(shell.output().resolve("report.json")), not(containsString("s3cr3t")));
    assertThat(Shell.read(shell.output().resolve("report.html")), not(containsString("s3cr3t")));
    assertThat(
        ReportFiles.read(shell.output().toString()).options().get("proxyLikeAddress"),
        is("https://…@example.org/x?…"));
  }

  @Test
  void aReportThatIsNoneIsAMistakeAndNoCrash() throws IOException {
    Files.createDirectories(shell.output());
    Files.writeString(shell.output().resolve("report.json"), "{}");

    assertThat(shell.type("report", shell.output().toString()), is(MISTAKE));
    assertThat(shell.err, containsString("it is no report of a run"));
  }

  @Test
  void aPageThatCannotBeWrittenIsSaidAndEndsWithOne() throws IOException {
    count("nothing");
    Files.delete(shell.output().resolve("report.html"));
    Files.createDirectories(shell.output().resolve("report.html/x"));

    assertThat(shell.type("report", shell.output().toString()), is(FAILED));
    assertThat(shell.out, containsString("report.html could not be written"));
  }

  @Test
  void aRunWhoseNewestReportCannotBeCopiedHasItsReportAllTheSame() throws IOException {
    Files.createDirectories(shell.output().resolve("report.json/x"));

    assertThat(count("nothing"), is(DONE));
    assertThat(
        ReportFiles.read(shell.output().resolve("_runs/night-1").toString()).exitCode(), is(0));
  }

  @Test
  void aRunEndsWithItsPage() throws IOException {
    count("rejects");

    assertThat(shell.out, containsString("\nPage\n  " + shell.output().resolve("report.html")));
    assertThat(Shell.read(shell.output().resolve("report.html")), containsString("Done with gaps"));
    assertThat(
        Shell.read(shell.output().resolve("_runs/night-1/report.html")),
        containsString("Done with gaps"));
  }

  @Test
  void aMissingReportIsAMistake() {
    assertThat(shell.type("report", directory.resolve("nowhere").toString()), is(MISTAKE));
    assertThat(shell.err, containsString("There is no report in "));
  }

  @Test
  void whatIsDoneAlreadyNeedsNoPipeline() {
    assertThat(count("already_done"), is(DONE));
    assertThat(shell.report(), containsString("Counted before."));
    assertThat(lastLine(shell.err), endsWith("All done."));
  }

  @Test
  void rejectedRecordsEndWithThree() {
    assertThat(count("rejects"), is(INCOMPLETE));
    assertThat(
        lastLine(shell.err),
        endsWith("WARN  Done with gaps: 2 rejected; hours: 6 read = 6 landed."));
    assertThat(shell.report(), containsString("\"exitCode\" : 3"));
  }

  @Test
  void aMissingWindowEndsWithThreeAndIsNamed() {
    assertThat(count("window_missing"), is(INCOMPLETE));
    assertThat(lastLine(shell.err), containsString("1 of 6 windows not done"));
    assertThat(shell.out, containsString("Not done\n  4  no answer\n"));
  }

  @Test
  void aBalanceThatDoesNotCloseIsRedAndSaysByHowMuch() {
    assertThat(count("open_balance"), is(FAILED));
    assertThat(
        lastLine(shell.err),
        is(
            "ERROR The balance of hours does not close: 6 read ≠ 4 landed; 2 are missing. Do not use"
                + " this output; run the same command again."));
    assertThat(
        shell.report(),
        allOf(containsString("\"missing\" : 2"), containsString("\"exitCode\" : 1")));
    assertThat(shell.out, containsString("hours  6 read ≠ 4 landed  OPEN by 2\n"));
  }

  @Test
  void aJobMayFailARunWhosePipelineEndedWell() {
    assertThat(count("job_says_failed"), is(FAILED));
    assertThat(lastLine(shell.err), is("ERROR Too many bad hours."));
  }

  @Test
  void aFailingStepIsOneSentenceOnTheTerminalAndATraceInTheLog() {
    assertThat(count("step_fails"), is(FAILED));

    assertThat(
        lastLine(shell.err),
        is(
            "ERROR Failed unexpectedly: IllegalStateException: hour 3 is ***. The log is "
                + shell.logFiles().get(0)
                + "."));
    assertThat(shell.err, not(containsString("\tat ")));
    assertThat(
        shell.log(),
        allOf(
            containsString("\tat org.purlin.pipelines.cli.CountJob"),
            containsString("Caused by: java.io.IOException: broken pipe"),
            not(containsString("s3cr3t-value"))));
    assertThat(
        shell.report(),
        allOf(
            containsString("\"exitCode\" : 1"),
            containsString("hour 3 is ***"),
            not(containsString("s3cr3t-value"))));
  }

  @Test
  void debugPutsTheTraceOnTheTerminalMasked() {
    assertThat(count("step_fails", "--debug"), is(FAILED));
    assertThat(
        shell.err,
        allOf(
            containsString("\tat org.purlin.pipelines.cli.CountJob"),
            not(containsString("s3cr3t-value"))));
  }

  @Test
  void aMistakeFoundByTheJobLeavesNothingBehind() {
    assertThat(count("mistake"), is(MISTAKE));
    assertThat(shell.err, is("ERROR Nothing was run: --windowHours must be even, but was: 7.\n"));
    assertThat(Files.exists(shell.output()), is(false));
    assertThat(Files.exists(directory.resolve("logs")), is(false));
  }

  @Test
  void aJobThatCannotPlanStillHasALog() {
    assertThat(count("prepare_breaks"), is(FAILED));
    assertThat(lastLine(shell.err), containsString("IllegalStateException: the plan fell apart."));
    assertThat(shell.log(), containsString("\tat org.purlin.pipelines.cli.CountJob.prepare"));
    assertThat(shell.logFiles().get(0).getFileName().toString(), is("count-night-1.log"));
  }

  @Test
  void refusedCredentialsEndWithTwoInTheConnectorsWords() {
    assertThat(count("refused"), is(MISTAKE));
    assertThat(
        lastLine(shell.err),
        containsString("ERROR The counting house refused the key. Check --secretKey. The log is "));
  }

  @Test
  void aFailureTheJobKnowsHasTheJobsExitCode() {
    assertThat(count("closed"), is(UNREACHABLE));
    assertThat(
        lastLine(shell.err),
        containsString("ERROR The counting house is closed. Come back tomorrow. The log is "));
    assertThat(shell.report(), containsString("\"exitCode\" : 7"));
  }

  @Test
  void whenEverythingSentWasRefusedTheRunEndsWithSix() throws IOException {
    assertThat(count("all_refused"), is(ALL_REFUSED));

    assertThat(lastLine(shell.err), is("ERROR All 6 hours were refused."));
    RunReport report = ReportFiles.read(shell.output().toString());
    assertThat(report.exitCode(), is(6));
    assertThat(report.outcome().failedWith(), is(ALL_REFUSED));
  }

  @Test
  void aFullDiskSaysSo() {
    assertThat(count("disk_full"), is(FAILED));
    assertThat(
        lastLine(shell.err),
        containsString(
            "ERROR The disk is full (out/part-1: No space left on device). Make room, then run the"
                + " same command again."));
  }

  @Test
  void memoryThatRanOutIsNeverGreen() {
    assertThat(count("memory_full"), is(FAILED));
    assertThat(lastLine(shell.err), containsString("ERROR Out of memory, so the run was ended."));
    assertThat(shell.report(), containsString("\"exitCode\" : 1"));
  }

  @Test
  void anOutputThatCannotBeWrittenFailsTheRun() throws IOException {
    Files.writeString(shell.output(), "a file where the directory should be");

    assertThat(count("nothing"), is(FAILED));

    assertThat(lastLine(shell.err), containsString("ERROR "));
  }

  @Test
  void withoutALogDirectoryTheRunGoesOnAndSaysSo() throws IOException {
    Files.writeString(directory.resolve("logs"), "a file where the directory should be");

    assertThat(count("nothing"), is(DONE));

    assertThat(shell.err, containsString("so there is no log file for this run."));
    assertThat(shell.report(), containsString("\"log\" : null"));
  }

  @Test
  void everyRunHasItsOwnNameAndReport() throws IOException {
    shell.run("count", "--counterName=ada");
    shell.run("count", "--counterName=ada");

    try (var runs = Files.list(shell.output().resolve("_runs"))) {
      var names = runs.map(run -> run.getFileName().toString()).toList();
      assertThat(names, hasSize(2));
      assertThat(names.get(0), matchesPattern("\\d{8}T\\d{6}Z-[0-9a-f]{6}"));
    }
  }

  private static String lastLine(String text) {
    return text.lines().reduce("", (before, line) -> line);
  }

  private static String regex(String text) {
    return Pattern.quote(text);
  }
}
