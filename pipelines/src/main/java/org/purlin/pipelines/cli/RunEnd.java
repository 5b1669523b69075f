package org.purlin.pipelines.cli;

import java.io.IOException;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.beam.sdk.options.PipelineOptions;
import org.purlin.io.http.Calls;
import org.purlin.io.landing.Storage;
import org.purlin.pipelines.WarehouseLoad;
import org.purlin.pipelines.page.ReportPages;
import org.purlin.pipelines.report.FollowUp;
import org.purlin.pipelines.report.Notify;
import org.purlin.pipelines.report.Pace;
import org.purlin.pipelines.report.ReportFiles;
import org.purlin.pipelines.report.RunReport;
import org.purlin.pipelines.report.RunReport.NextCommand;
import org.purlin.pipelines.report.Verdict;
import org.purlin.pipelines.schedule.CommandLines;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known of a run before it ends, and how its report is made: by the launcher that waited
 * for it, or by a worker when nobody did. Holds no secret, so it may travel in a job graph.
 *
 * @param job the verb
 * @param version the program's version
 * @param runId the run's name
 * @param window what is asked for; empty while that is not known
 * @param started when the run began
 * @param home the directory its report is written to
 * @param log the log file; null when there is none
 * @param options as the report shows them
 * @param again what to give to run it again, by flag
 * @param load remembers the run where its rows are loaded
 */
record RunEnd(
    String job,
    String version,
    String runId,
    String window,
    Instant started,
    String home,
    String log,
    Map<String, String> options,
    Map<String, String> again,
    WarehouseLoad load)
    implements Serializable {

  /**
   * What was seen of a run from outside.
   *
   * @param pace null when nobody watched
   * @param calls null when they were made on other machines
   */
  record Watched(Pace pace, Calls calls) {

    /** Of a run that nobody waited for. */
    static final Watched NOT = new Watched(null, null);
  }

  private static final long serialVersionUID = 1L;

  private static final Logger LOG = LoggerFactory.getLogger(RunEnd.class);

  /**
   * What was written of a run that has ended.
   *
   * @param page empty when it could not be written
   */
  record Ended(RunReport report, Optional<ReportPages.Written> page) {}

  RunEnd {
    options = new TreeMap<>(options);
    again = new TreeMap<>(again);
  }

  /** The same of a run that began at another time. */
  RunEnd startedAt(Instant when) {
    return new RunEnd(job, version, runId, window, when, home, log, options, again, load);
  }

  /**
   * Writes the run's report, in place of one it may have written before, and tells whom {@code
   * --notify} names.
   *
   * @param verdict without secrets in its sentence
   * @param watched what was seen from outside
   * @param around where this is done
   */
  Ended report(RunReport.Outcome outcome, Verdict verdict, Watched watched, PipelineOptions around)
      throws IOException {
    RunReport report = of(outcome, verdict, watched);
    boolean known = wasReported(report);
    ReportFiles.write(home, report);
    Optional<ReportPages.Written> page = writePage(report);
    load.remember(report, around);
    if (!known) {
      Notify.post(
              around, report, page.map(ReportPages.Written::warnings).orElse(List.of()), place())
          .ifPresent(trouble -> LOG.warn("{}", trouble));
    }
    return new Ended(report, page);
  }

  /** The same again comes first, unless the run names something better of the same verb. */
  private List<NextCommand> commands(RunReport.Outcome outcome) {
    List<NextCommand> commands = new ArrayList<>();
    if (outcome.followUps().stream().noneMatch(followUp -> followUp.verb().equals(job))) {
      commands.add(
          new NextCommand("Run it again" + onCondition(), CommandLines.purlin(job, again)));
    }
    for (FollowUp followUp : outcome.followUps()) {
      commands.add(
          new NextCommand(
              followUp.why() + onCondition(),
              CommandLines.purlin(followUp.verb(), followUp.flags(again))));
    }
    return commands;
  }

  private String onCondition() {
    return again.values().stream().anyMatch(value -> value.startsWith("http://127.0.0.1:"))
        ? ", while the stand-in listens"
        : "";
  }

  /** The page is there to be looked at; a run does not fail for it. */
  private Optional<ReportPages.Written> writePage(RunReport report) {
    try {
      return Optional.of(ReportPages.write(home, report));
    } catch (IOException | RuntimeException e) {
      LOG.warn(
          "{} could not be written; purlin report {} writes it again.", ReportPages.NAME, home, e);
      return Optional.empty();
    }
  }

  /**
   * Tells whom {@code --notify} names of a run that left no report.
   *
   * @param verdict without secrets in its sentence
   * @return in a sentence, why nobody could be told
   */
  Optional<String> tell(Verdict verdict, PipelineOptions around) {
    return Notify.post(
        around, of(RunReport.Outcome.builder().build(), verdict, Watched.NOT), List.of(), "");
  }

  private RunReport of(RunReport.Outcome outcome, Verdict verdict, Watched watched) {
    return new RunReport(
        RunReport.SCHEMA_VERSION,
        job,
        version,
        runId,
        window,
        started,
        Instant.now(),
        verdict.exitCode().number(),
        verdict.sentence(),
        log,
        options,
        commands(outcome),
        watched.pace(),
        watched.calls(),
        outcome);
  }

  /** A runner repeats a step that failed, and a failed run fails its last step. */
  private boolean wasReported(RunReport report) {
    try {
      RunReport before = ReportFiles.read(place());
      return before.started().equals(report.started())
          && before.exitCode() == report.exitCode()
          && before.sentence().equals(report.sentence());
    } catch (IOException | RuntimeException noneThatCanBeRead) {
      return false;
    }
  }

  private String place() {
    return Storage.resolve(home, "_runs/" + runId);
  }
}
