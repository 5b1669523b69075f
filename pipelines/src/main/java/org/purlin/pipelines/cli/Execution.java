package org.purlin.pipelines.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.beam.runners.dataflow.DataflowRunner;
import org.apache.beam.runners.dataflow.options.DataflowPipelineOptions;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.values.PCollection;
import org.purlin.io.http.CallLog;
import org.purlin.io.landing.Storage;
import org.purlin.pipelines.Job;
import org.purlin.pipelines.JobOptions;
import org.purlin.pipelines.Run;
import org.purlin.pipelines.RunPlaces;
import org.purlin.pipelines.SignIn;
import org.purlin.pipelines.UserMistakeException;
import org.purlin.pipelines.WarehouseLoad;
import org.purlin.pipelines.report.ExitCode;
import org.purlin.pipelines.report.FollowUp;
import org.purlin.pipelines.report.Notify;
import org.purlin.pipelines.report.ReportFiles;
import org.purlin.pipelines.report.ReportText;
import org.purlin.pipelines.report.RunReport;
import org.purlin.pipelines.report.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of a job: prepare, log, run the pipeline, judge, report. */
final class Execution<O extends JobOptions> {

  private static final Logger LOG = LoggerFactory.getLogger(Execution.class);

  private final Job<O> job;
  private final GivenOptions given;
  private final O options;
  private final Surroundings around;
  private final Logs logs;
  private final Failures failures;
  private final Instant started = Instant.now();

  /** What is asked for, as soon as the job has planned. */
  private String window = "";

  private List<FollowUp> followUps = List.of();
  private Optional<Path> log = Optional.empty();
  private WarehouseLoad load = WarehouseLoad.none();
  private final PaceRecorder pace = new PaceRecorder();

  Execution(Job<O> job, GivenOptions given, O options, Surroundings around, Logs logs) {
    this.job = job;
    this.given = given;
    this.options = options;
    this.around = around;
    this.logs = logs;
    this.failures = new Failures(job::exitCodeOf, around.secrets().refused());
  }

  ExitCode run() {
    if (options.isPlan()) {
      checkRunId(options.getRunId());
      checkRegion();
      return new Planning<>(job, given, options, around).run();
    }
    try {
      checkRunId(options.getRunId());
      checkRegion();
      SignIn.prepare(options);
      FileSystems.setDefaultPipelineOptions(options);
      Notify.check(options);
      if (isOnDataflow()) {
        OtherMachines.checkPlaces(given.flags(), options, home());
        DataflowDefaults.set(given, options, job.verb());
      }
      load = WarehouseLoad.of(job, options);
      if (isOnDataflow() && template() != null) {
        return handOver();
      }
      RunReport.Outcome outcome;
      try (Run run = load.around(job.prepare(options))) {
        begin(run);
        outcome = run.alreadyDone().orElseGet(() -> runPipeline(run));
      }
      return end(outcome, Verdict.of(outcome));
    } catch (Throwable failure) {
      // Also an Error: whatever ends a run has to be said, logged and reported.
      return fail(failure);
    }
  }

  /** It names directories and files. */
  private static void checkRunId(String runId) {
    if (!runId.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
      throw new UserMistakeException(
          "--runId must be at most 100 letters, digits, points, dashes and underscores, such as"
              + " nightly-20260101.");
    }
  }

  /** The flag is Dataflow's and has no such regions; Amplitude calls two of its own so. */
  private void checkRegion() {
    String region = given.values().getOrDefault("region", "");
    if (region.equalsIgnoreCase("us") || region.equalsIgnoreCase("eu")) {
      throw new UserMistakeException(
          "--region is where Dataflow runs a job, such as europe-west2. Where Amplitude keeps a"
              + " project is --residency.");
    }
  }

  private boolean isOnDataflow() {
    return options.getRunner() == DataflowRunner.class;
  }

  /** Where only the job's graph is to be written, for others to run; null when it is run. */
  private String template() {
    return options.as(DataflowPipelineOptions.class).getTemplateLocation();
  }

  private void begin(Run run) {
    if (isOnDataflow()) {
      OtherMachines.checkSecrets(run);
    }
    window = run.window();
    followUps = run.followUps();
    openLog();
    LOG.info("{} {}, run {}. Times are UTC.", job.verb(), window, options.getRunId());
  }

  /**
   * Writes the graph of a run that nobody here waits for. A worker ends the run, and gives back
   * what it holds. Everything that goes by the clock, such as yesterday's hours or the run's name,
   * is settled now: a graph is for one run.
   */
  private ExitCode handOver() {
    OtherMachines.checkNotify(options);
    Run run = load.around(job.prepare(options));
    try {
      begin(run);
      Pipeline pipeline = Pipeline.create(options);
      PCollection<String> ended = run.build(pipeline);
      ended.apply("EndRun", EndRun.of(run, runEnd(Optional.empty())));
      pipeline.run();
    } catch (RuntimeException e) {
      run.close();
      throw e;
    }
    around
        .out()
        .println(
            "The graph of run "
                + options.getRunId()
                + " is written to "
                + template()
                + ". When it has run, its report is in "
                + Storage.resolve(home(), ReportFiles.NAME)
                + ".");
    around.out().flush();
    return ExitCode.DONE;
  }

  private RunReport.Outcome runPipeline(Run run) {
    tuneDirectRunner(run.threads());
    Pipeline pipeline = Pipeline.create(options);
    run.build(pipeline);
    PipelineResult result = pipeline.run();
    PipelineResult.State state;
    try (ProgressDisplay display =
        new ProgressDisplay(
            () -> pace.note(run.progress(result.metrics())), around, ProgressDisplay.LINE_EVERY)) {
      display.start();
      state = result.waitUntilFinish();
    }
    notePaceAtEnd(run, result);
    if (state != PipelineResult.State.DONE) {
      throw new UnfinishedException(state);
    }
    return run.finish();
  }

  /** The display looks twice a second; a short run ends in between. No run fails for it. */
  private void notePaceAtEnd(Run run, PipelineResult result) {
    try {
      pace.note(run.progress(result.metrics()));
    } catch (RuntimeException e) {
      LOG.debug("How far the run is cannot be told at its end.", e);
    }
  }

  /**
   * Its two checks cost three quarters of the speed and are for tests; and it must not block in
   * run, so that progress can be shown.
   *
   * @param threads that the run has work for although they mostly wait
   */
  private void tuneDirectRunner(int threads) {
    if (options.getRunner() != DirectRunner.class) {
      return;
    }
    DirectOptions direct = options.as(DirectOptions.class);
    direct.setBlockOnRun(false);
    if (!given.has("targetParallelism") && direct.getTargetParallelism() < threads) {
      direct.setTargetParallelism(threads);
    }
    if (!given.has("enforceImmutability")) {
      direct.setEnforceImmutability(false);
    }
    if (!given.has("enforceEncodability")) {
      direct.setEnforceEncodability(false);
    }
  }

  private void openLog() {
    String asked = window.isEmpty() ? "" : window + "-";
    String name = job.verb() + "-" + asked + options.getRunId() + ".log";
    log = logs.toFile(Path.of(options.getLogs()), name.replaceAll("[^A-Za-z0-9._-]+", "-"));
  }

  private ExitCode end(RunReport.Outcome outcome, Verdict verdict) throws IOException {
    RunEnd.Ended ended = runEnd(log).report(outcome, masked(verdict), watched(), options);
    around.out().print(around.secrets().mask().apply(ReportText.of(ended.report())));
    ended.page().ifPresent(page -> PageNote.print(page, around.out()));
    around.out().flush();
    switch (verdict.exitCode()) {
      case DONE -> LOG.info("{}", verdict.sentence());
      case INCOMPLETE -> LOG.warn("{}", verdict.sentence());
      default -> {
        logs.failure(verdict.sentence(), null);
        around.error(verdict.sentence());
      }
    }
    return verdict.exitCode();
  }

  private ExitCode fail(Throwable failure) {
    Verdict verdict = failures.explain(failure);
    boolean nothingRun = window.isEmpty();
    if (nothingRun && verdict.exitCode() != ExitCode.MISTAKE) {
      openLog();
    }
    logs.failure(verdict.sentence(), failure);
    if (nothingRun || !reportIfPossible(verdict)) {
      tell(verdict);
    }
    around.error(verdict.sentence() + where());
    if (options.isDebug()) {
      around.trace(failure);
    }
    return verdict.exitCode();
  }

  private boolean reportIfPossible(Verdict verdict) {
    try {
      runEnd(log).report(nothingProven(), masked(verdict), watched(), options);
      return true;
    } catch (IOException | RuntimeException e) {
      logs.failure("The report of this failed run could not be written.", e);
      return false;
    }
  }

  private RunReport.Outcome nothingProven() {
    RunReport.Builder outcome = RunReport.Outcome.builder();
    followUps.forEach(outcome::followUp);
    return outcome.build();
  }

  /** Whoever waits for a run on a schedule must hear of one that did not begin, too. */
  private void tell(Verdict verdict) {
    runEnd(log)
        .tell(masked(verdict), options)
        // What is wrong with --notify may be why nothing was run.
        .filter(trouble -> !verdict.sentence().endsWith(trouble))
        .ifPresent(logs::warn);
  }

  /**
   * What is known of the run by now.
   *
   * @param file the log, unless it is only the launcher's
   */
  private RunEnd runEnd(Optional<Path> file) {
    return new RunEnd(
        job.verb(),
        Version.NUMBER,
        options.getRunId(),
        window,
        started,
        home(),
        file.map(Path::toString).orElse(null),
        given.shown(options),
        given.again(options),
        load);
  }

  private RunEnd.Watched watched() {
    return new RunEnd.Watched(pace.pace(), CallLog.take(options.getRunId()));
  }

  private String home() {
    return RunPlaces.home(options);
  }

  private String where() {
    return log.map(file -> " The log is " + file + ".").orElse("");
  }

  private Verdict masked(Verdict verdict) {
    return new Verdict(verdict.exitCode(), around.secrets().mask().apply(verdict.sentence()));
  }
}
