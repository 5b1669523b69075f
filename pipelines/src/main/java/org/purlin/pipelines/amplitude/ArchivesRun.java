package org.purlin.pipelines.amplitude;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.beam.sdk.values.PCollection;
import org.purlin.io.amplitude.AmplitudeIO;
import org.purlin.io.amplitude.AmplitudeRun;
import org.purlin.io.amplitude.AmplitudeTables;
import org.purlin.io.amplitude.Outcome;
import org.purlin.io.landing.RunLock;
import org.purlin.io.landing.Storage;
import org.purlin.pipelines.Progress;
import org.purlin.pipelines.Run;
import org.purlin.pipelines.RunPlaces;
import org.purlin.pipelines.UserMistakeException;
import org.purlin.pipelines.plan.Plan;
import org.purlin.pipelines.report.RunReport;

/** A run over archives that are on disk already. */
final class ArchivesRun implements Run {

  private static final long serialVersionUID = 1L;

  /** Beside the ledgers of projects; holds one ledger for each project id found in archives. */
  private static final String LEDGER = "archives";

  private final AmplitudeRun run;
  private final List<String> archives;
  private final long totalBytes;
  private final long maxBadLines;
  private final transient RunLock lock;

  private ArchivesRun(
      AmplitudeRun run, List<String> archives, long totalBytes, long maxBadLines, RunLock lock) {
    this.run = run;
    this.archives = archives;
    this.totalBytes = totalBytes;
    this.maxBadLines = maxBadLines;
    this.lock = lock;
  }

  static ArchivesRun prepare(ExportAmplitudeOptions options) {
    AmplitudeRun run = RunSettings.run(options, LEDGER, true);
    List<String> archives = archives(options, run);
    return new ArchivesRun(
        run,
        archives,
        totalBytes(archives),
        options.getMaxBadLines(),
        RunPlaces.take(run.landing()));
  }

  /** What of archives is known without reading them: how many there are, and how large. */
  static Plan plan(ExportAmplitudeOptions options) {
    AmplitudeRun run = RunSettings.run(options, LEDGER, true);
    List<String> archives = archives(options, run);
    return Plan.of("from-archives")
        .windows(Plan.State.TO_DO, "archives to read", archives.size(), "")
        .estimate("calls", 0, "Amplitude is not asked; the archives are on disk")
        .estimate("bytes to read, compressed", totalBytes(archives), "the size of the archives")
        .table(
            AmplitudeTables.EVENTS.name(),
            archives.size(),
            "at least so many hours; those that archives have take the place of the same hours")
        .notice(
            "Which hours the archives have, and which of them are done, is known when they are"
                + " read.")
        .build();
  }

  /** The archives that are meant, none of which is there already where that is refused. */
  private static List<String> archives(ExportAmplitudeOptions options, AmplitudeRun run) {
    try {
      List<String> archives = archives(options);
      AlreadyThere.refuseIfAsked(run, archives);
      return archives;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The archives that are meant.
   *
   * @throws UserMistakeException when there is none, or hours are given too
   */
  static List<String> archives(ExportAmplitudeOptions options) throws IOException {
    refuse(options.getStart(), "--start");
    refuse(options.getEnd(), "--end");
    refuse(options.getLast(), "--last");
    List<String> archives = find(options.getFromArchives());
    if (archives.isEmpty()) {
      throw new UserMistakeException(
          "--from-archives: no file is "
              + options.getFromArchives()
              + ". Give a zip, a directory with zips, or a glob in quotes.");
    }
    return archives;
  }

  private static long totalBytes(List<String> archives) {
    try {
      long sum = 0;
      for (String archive : archives) {
        sum += Storage.size(archive).orElse(0L);
      }
      return sum;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void refuse(String value, String flag) {
    if (value != null) {
      throw new UserMistakeException(
          flag + " does not go with --from-archives, which takes all hours it finds.");
    }
  }

  private static List<String> find(String given) throws IOException {
    if (Storage.isLocal(given)
        && Files.isDirectory(Storage.localPath(given.replaceAll("/+$", "")))) {
      return Storage.listDeep(given).stream().filter(name -> name.endsWith(".zip")).toList();
    }
    String glob = given.endsWith("/") ? given + "**.zip" : given;
    MatchResult match = FileSystems.match(glob, EmptyMatchTreatment.ALLOW);
    if (match.status() != MatchResult.Status.OK) {
      return List.of();
    }
    return match.metadata().stream().map(file -> file.resourceId().toString()).sorted().toList();
  }

  @Override
  public String window() {
    return "from-archives";
  }

  @Override
  public PCollection<String> build(Pipeline pipeline) {
    RunFiles.start(run);
    return pipeline
        .apply("Find", AmplitudeIO.findArchives(archives))
        .apply("Flatten", AmplitudeIO.flattenArchives(run))
        .apply("Publish", AmplitudeIO.publish(run));
  }

  @Override
  public Progress progress(MetricResults metrics) {
    long done = RunFiles.counter(metrics, "flattenedBytes");
    return new Progress(Math.min(done, totalBytes) / 1_000, totalBytes / 1_000, "kB");
  }

  @Override
  public RunReport.Outcome finish() {
    try {
      List<Outcome> outcomes = RunFiles.outcomes(run);
      AmplitudeReport report =
          new AmplitudeReport(
              run, outcomes, Optional.empty(), Collections.emptyNavigableSet(), maxBadLines);
      run.landing().cleanUp();
      return report.build(report.firstHour(), report.lastHour()).build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    RunFiles.close(run, lock);
  }
}
