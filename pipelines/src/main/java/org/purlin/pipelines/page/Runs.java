package org.purlin.pipelines.page;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.purlin.io.landing.Storage;
import org.purlin.pipelines.report.ReportFiles;
import org.purlin.pipelines.report.RunReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the reports that runs left in a directory. */
final class Runs {

  private static final Logger LOG = LoggerFactory.getLogger(Runs.class);

  private Runs() {}

  /**
   * The newest runs of a home, by job, oldest first. A report that cannot be read is passed over,
   * and the log says so.
   *
   * @param most so many reports are read at most
   */
  static Map<String, List<RunReport>> byJob(String home, int most) throws IOException {
    List<RunReport> reports = new ArrayList<>();
    for (MatchResult.Metadata file : newest(home, most)) {
      try {
        reports.add(ReportFiles.read(file.resourceId().toString()));
      } catch (IOException | RuntimeException e) {
        LOG.warn("{} is no report that can be read; it is left out.", file.resourceId(), e);
      }
    }
    reports.sort(Comparator.comparing(RunReport::started));
    Map<String, List<RunReport>> byJob = new TreeMap<>();
    for (RunReport report : reports) {
      byJob.computeIfAbsent(report.job(), job -> new ArrayList<>()).add(report);
    }
    return byJob;
  }

  private static List<MatchResult.Metadata> newest(String home, int most) throws IOException {
    List<MatchResult.Metadata> files =
        new ArrayList<>(
            FileSystems.match(
                    Storage.resolve(home, "_runs/*/" + ReportFiles.NAME), EmptyMatchTreatment.ALLOW)
                .metadata());
    files.sort(Comparator.comparingLong(MatchResult.Metadata::lastModifiedMillis).reversed());
    return files.subList(0, Math.min(most, files.size()));
  }

  /** The directories right below that have runs, in the order of their names. */
  static Set<String> homesBelow(String directory) throws IOException {
    Set<String> homes = new TreeSet<>();
    for (MatchResult.Metadata file :
        FileSystems.match(
                Storage.resolve(directory, "*/" + ReportFiles.NAME), EmptyMatchTreatment.ALLOW)
            .metadata()) {
      homes.add(file.resourceId().getCurrentDirectory().toString());
    }
    return homes;
  }
}
