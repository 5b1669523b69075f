package org.purlin.pipelines.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.purlin.pipelines.report.ExitCode.DONE;
import static org.purlin.pipelines.report.ExitCode.FAILED;
import static org.purlin.pipelines.report.ExitCode.INCOMPLETE;
import static org.purlin.pipelines.report.ExitCode.MISTAKE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.io.secret.LocalEnvironment;
import org.purlin.pipelines.report.ExitCode;
import org.purlin.pipelines.report.FakeWebhook;

/** Whole runs of a made-up job, and what a webhook hears of them. */
@Timeout(120)
class NotifiedRunTest {

  @TempDir Path directory;
  private FakeWebhook hook;
  private Shell shell;

  @BeforeEach
  void open() throws IOException {
    hook = new FakeWebhook();
    shell = new Shell(directory);
    Files.writeString(directory.resolve("hook.txt"), hook.address() + "\n");
  }

  @AfterEach
  void stop() {
    hook.close();
    LocalEnvironment.clear();
  }

  private ExitCode count(String trouble, String hosts) {
    return shell.run(
        "count",
        "--counterName=ada",
        "--trouble=" + trouble,
        "--runId=night-1",
        "--notify=file:" + directory.resolve("hook.txt"),
        "--notifyHosts=" + hosts);
  }

  private String heard() {
    assertThat(shell.err, hook.bodies(), hasSize(1));
    return hook.bodies().get(0);
  }

  @Test
  void aGoodRun() {
    assertThat(count("nothing", "127.0.0.1"), is(DONE));

    assertThat(
        heard(),
        is(
            "{\"text\":\"purlin count hours/1-6, run night-1, ended with exit code 0 (all done): All"
                + " done; hours: 6 read = 6 landed. The report is in "
                + shell.output().resolve("_runs/night-1")
                + ".\"}"));
  }

  @Test
  void aRunWithGaps() {
    assertThat(count("rejects", "127.0.0.1"), is(INCOMPLETE));
    assertThat(heard(), containsString("Done with gaps: 2 rejected; hours: 6 read = 6 landed."));
  }

  @Test
  void aRunThatFails() {
    assertThat(count("step_fails", "127.0.0.1"), is(FAILED));
    assertThat(
        heard(),
        containsString("exit code 1 (failed): Failed unexpectedly: IllegalStateException."));
  }

  @Test
  void aRunThatCouldNotPlan() {
    assertThat(count("prepare_breaks", "127.0.0.1"), is(FAILED));
    assertThat(
        heard(), startsWith("{\"text\":\"purlin count, run night-1, ended with exit code 1"));
    assertThat(heard(), containsString(" The log is " + shell.logFiles().get(0) + "."));
  }

  @Test
  void aRunWhoseOptionsAreWrong() {
    assertThat(count("mistake", "127.0.0.1"), is(MISTAKE));
    assertThat(
        heard(), containsString(": Nothing was run: --windowHours must be even, but was: 7.\"}"));
  }

  @Test
  void aRunWhoseCredentialsAreRefused() {
    assertThat(count("refused", "127.0.0.1"), is(MISTAKE));
    assertThat(heard(), containsString("The counting house refused the key. Check --secretKey."));
  }

  @Test
  void aRunWhoseReportCannotBeWritten() throws IOException {
    Files.writeString(shell.output(), "a file where the directory should be");

    assertThat(count("nothing", "127.0.0.1"), is(FAILED));
    assertThat(heard(), containsString("exit code 1 (failed)"));
  }

  @Test
  void anotherHostEndsTheRunBeforeItBeginsAndHearsNothing() {
    assertThat(count("nothing", "hooks.slack.com"), is(MISTAKE));

    assertThat(
        shell.err,
        is(
            "ERROR Nothing was run: --notify: The host of "
                + hook.origin()
                + " is not allowed; allowed: hooks.slack.com. Give the hosts you trust with"
                + " --notifyHosts.\n"));
    assertThat(hook.bodies(), is(empty()));
    assertThat(Files.exists(shell.output()), is(false));
  }

  @Test
  void anAddressOnTheCommandLineIsRefusedAndNotRepeated() {
    assertThat(shell.run("count", "--counterName=ada", "--notify=" + hook.address()), is(MISTAKE));

    assertThat(shell.err, containsString("--notify must not hold a secret itself."));
    assertThat(shell.err, not(containsString(FakeWebhook.TOKEN)));
  }

  @Test
  void aWebhookThatFailsIsAWarningAndChangesNothingElse() throws IOException {
    hook.answerNext(500, 500);

    assertThat(count("nothing", "127.0.0.1"), is(DONE));

    String warning =
        "WARN  --notify: nobody was told of this run. The webhook at "
            + hook.origin()
            + "… answered 500.";
    assertThat(shell.err, containsString(warning));
    assertThat(shell.log(), containsString("nobody was told of this run"));
    assertThat(shell.report(), containsString("\"exitCode\" : 0"));
  }

  @Test
  void theTokenIsNowhere() throws IOException {
    hook.answerNext(500, 500);
    count("nothing", "127.0.0.1");
    hook.close();
    count("rejects", "127.0.0.1");
    count("step_fails", "127.0.0.1");

    assertThat(shell.out + shell.err, not(containsString(FakeWebhook.TOKEN)));
    Files.delete(directory.resolve("hook.txt"));
    try (Stream<Path> files = Files.walk(directory)) {
      List<Path> texts = files.filter(Files::isRegularFile).toList();
      assertThat(texts.isEmpty(), is(false));
      for (Path text : texts) {
        assertThat(Files.readString(text), not(containsString(FakeWebhook.TOKEN)));
      }
    }
  }

  @Test
  void theAddressMayStandInTheEnvironment() {
    OneJob.Ended ended =
        OneJob.type(
            new CountJob(),
            directory,
            Map.of("PURLIN_NOTIFY", hook.address(), "PURLIN_NOTIFY_HOSTS", "127.0.0.1"),
            List.of(
                "count",
                "--counterName=ada",
                "--output=" + directory.resolve("out"),
                "--logs=" + directory.resolve("logs")));

    assertThat(ended.said(), ended.exitCode(), is(0));
    assertThat(hook.bodies(), hasSize(1));
    assertThat(
        Shell.read(directory.resolve("out/report.json")), containsString("env:PURLIN_NOTIFY"));
  }

  @Test
  void theReportVerbTellsOfTheNewestRun() {
    shell.run("count", "--counterName=ada", "--trouble=rejects", "--runId=night-1");
    assertThat(hook.bodies(), is(empty()));

    assertThat(
        shell.type(
            "report",
            shell.output().toString(),
            "--notify=file:" + directory.resolve("hook.txt"),
            "--notifyHosts=127.0.0.1"),
        is(DONE));

    assertThat(heard(), containsString("Done with gaps: 2 rejected; hours: 6 read = 6 landed."));
    assertThat(heard(), containsString(shell.output().resolve("report.html").toString()));
  }

  @Test
  void theReportVerbRefusesAWebhookThatIsNotAllowedBeforeItShowsAnything() {
    shell.run("count", "--counterName=ada", "--runId=night-1");

    assertThat(
        shell.type(
            "report", shell.output().toString(), "--notify=file:" + directory.resolve("hook.txt")),
        is(MISTAKE));

    assertThat(shell.err, containsString("--notify"));
    assertThat(shell.out, is(""));
    assertThat(hook.bodies(), is(empty()));
  }

  @Test
  void thePageDoesNotRepeatWhatAnUnforeseenFailureSays() throws IOException {
    count("step_fails", "127.0.0.1");

    String page = Files.readString(shell.output().resolve("report.html"));
    String log = shell.log();

    assertThat(page, containsString("Failed unexpectedly: IllegalStateException.</p>"));
    assertThat(log, containsString("Failed unexpectedly: IllegalStateException: "));
  }
}
