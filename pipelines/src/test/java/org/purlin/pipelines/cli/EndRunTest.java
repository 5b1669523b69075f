package org.purlin.pipelines.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.Pipeline.PipelineExecutionException;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.io.secret.LocalEnvironment;
import org.purlin.pipelines.NotifyOptions;
import org.purlin.pipelines.Run;
import org.purlin.pipelines.WarehouseLoad;
import org.purlin.pipelines.cli.CountOptions.Trouble;
import org.purlin.pipelines.memory.MemoryFileSystem;
import org.purlin.pipelines.report.ExitCode;
import org.purlin.pipelines.report.FakeWebhook;
import org.purlin.pipelines.report.ReportFiles;
import org.purlin.pipelines.report.RunReport;
import org.purlin.pipelines.report.Verdict;

/** A run that ends in its pipeline, with nobody waiting for it. */
@Timeout(120)
class EndRunTest {

  /** A launch that was long before the job began. */
  private static final Instant LAUNCHED = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path directory;

  private String home() {
    return "mem://end-run-" + directory.getFileName();
  }

  private RunEnd end(Run run) {
    return new RunEnd(
        "count",
        "0.1.0",
        "night-1",
        run.window(),
        LAUNCHED,
        home(),
        null,
        Map.of("hours", "6"),
        Map.of("hours", "6"),
        WarehouseLoad.none());
  }

  private static Run run(Trouble trouble) {
    CountOptions options = PipelineOptionsFactory.as(CountOptions.class);
    options.setTrouble(trouble);
    return new CountJob().prepare(options);
  }

  private RunReport carryOut(Trouble trouble) throws IOException {
    Pipeline pipeline = Pipeline.create();
    Run run = run(trouble);
    run.build(pipeline).apply("EndRun", EndRun.of(run, end(run)));
    pipeline.run().waitUntilFinish();
    return ReportFiles.read(home());
  }

  @Test
  void aGoodRunIsReportedWithTheTimeTheJobBegan() throws IOException {
    Instant before = Instant.now();

    RunReport report = carryOut(Trouble.NOTHING);

    assertThat(report.sentence(), is("All done; hours: 6 read = 6 landed."));
    assertThat(report.exitCode(), is(0));
    assertThat(report.job(), is("count"));
    assertThat(report.version(), is("0.1.0"));
    assertThat(report.runId(), is("night-1"));
    assertThat(report.window(), is("hours/1-6"));
    assertThat(report.options(), is(Map.of("hours", "6")));
    assertThat(report.started(), is(greaterThan(before)));
    Map<String, String> files = MemoryFileSystem.texts("end-run-" + directory.getFileName());
    assertThat(files.get("_runs/night-1/report.json"), is(files.get("report.json")));
  }

  @Test
  void aRunWithGapsIsReportedAndDoesNotFailTheJob() throws IOException {
    RunReport report = carryOut(Trouble.REJECTS);

    assertThat(report.exitCode(), is(3));
    assertThat(report.sentence(), is("Done with gaps: 2 rejected; hours: 6 read = 6 landed."));
  }

  @Test
  void aRunThatFailedIsReportedAndFailsTheJobWithItsSentence() throws IOException {
    Exception failure =
        assertThrows(PipelineExecutionException.class, () -> carryOut(Trouble.OPEN_BALANCE));

    RunReport report = ReportFiles.read(home());
    assertThat(report.exitCode(), is(1));
    assertThat(report.sentence(), containsString("6 read ≠ 4 landed"));
    assertThat(failure.getMessage(), containsString(report.sentence()));
  }

  @Test
  void anEndThatCannotBeToldIsReportedAsAFailure() throws IOException {
    Pipeline pipeline = Pipeline.create();
    Run run = run(Trouble.NOTHING);
    run.build(pipeline).apply("EndRun", EndRun.of(new Forgetful(), end(run)));

    assertThrows(PipelineExecutionException.class, () -> pipeline.run().waitUntilFinish());

    RunReport report = ReportFiles.read(home());
    assertThat(report.exitCode(), is(1));
    assertThat(
        report.sentence(), is("Failed unexpectedly: IllegalStateException: the proof is gone."));
  }

  private static NotifyOptions telling(FakeWebhook hook) {
    LocalEnvironment.add(Map.of("COUNT_HOOK", hook.address()));
    NotifyOptions options = PipelineOptionsFactory.as(NotifyOptions.class);
    options.setNotify("env:COUNT_HOOK");
    options.setNotifyHosts("127.0.0.1");
    return options;
  }

  @Test
  void aWorkerThatReportsAFailedRunAgainTellsOfItOnce() throws IOException {
    try (FakeWebhook hook = new FakeWebhook()) {
      NotifyOptions options = telling(hook);
      RunEnd end = end(run(Trouble.NOTHING));
      RunReport.Outcome outcome = RunReport.Outcome.builder().build();
      Verdict failed = new Verdict(ExitCode.FAILED, "Too many bad hours.");

      end.report(outcome, failed, RunEnd.Watched.NOT, options);
      end.report(outcome, failed, RunEnd.Watched.NOT, options);

      assertThat(hook.bodies().size(), is(1));
      assertThat(
          hook.bodies().get(0), containsString("The report is in " + home() + "/_runs/night-1."));
      end.startedAt(LAUNCHED.plusSeconds(60)).report(outcome, failed, RunEnd.Watched.NOT, options);
      assertThat(hook.bodies().size(), is(2));
    } finally {
      LocalEnvironment.clear();
    }
  }

  @Test
  void aRunThatEndsOnAWorkerIsTold() throws IOException {
    try (FakeWebhook hook = new FakeWebhook()) {
      NotifyOptions options = telling(hook);
      Pipeline pipeline = Pipeline.create(options);
      Run run = run(Trouble.REJECTS);
      run.build(pipeline).apply("EndRun", EndRun.of(run, end(run)));

      pipeline.run().waitUntilFinish();

      assertThat(hook.bodies().size(), is(1));
      assertThat(hook.bodies().get(0), containsString("Done with gaps: 2 rejected;"));
    } finally {
      LocalEnvironment.clear();
    }
  }

  @Test
  void aRunThatHadNothingToDoEndsToo() throws IOException {
    Pipeline pipeline = Pipeline.create();
    Run run = run(Trouble.NOTHING);
    pipeline
        .apply("Nothing", Create.empty(StringUtf8Coder.of()))
        .apply("EndRun", EndRun.of(run, end(run)));

    assertThrows(PipelineExecutionException.class, () -> pipeline.run().waitUntilFinish());

    assertThat(ReportFiles.read(home()).sentence(), containsString("6 read ≠ 0; 6 are missing"));
  }

  /** A run that cannot say how it ended. */
  private static final class Forgetful implements Run {

    private static final long serialVersionUID = 1L;

    @Override
    public String window() {
      return "";
    }

    @Override
    public PCollection<String> build(Pipeline pipeline) {
      throw new IllegalStateException("This run is only ended.");
    }

    @Override
    public RunReport.Outcome finish() {
      throw new IllegalStateException("the proof is gone");
    }
  }
}
