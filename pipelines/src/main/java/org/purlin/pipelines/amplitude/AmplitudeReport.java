package org.purlin.pipelines.amplitude;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.purlin.io.amplitude.AmplitudeRun;
import org.purlin.io.amplitude.AmplitudeTables;
import org.purlin.io.amplitude.HourPlan;
import org.purlin.io.amplitude.HourRecord.Counts;
import org.purlin.io.amplitude.Hours;
import org.purlin.io.amplitude.Outcome;
import org.purlin.io.amplitude.Problem;
import org.purlin.io.landing.Manifest;
import org.purlin.io.landing.Part;
import org.purlin.io.landing.Storage;
import org.purlin.pipelines.report.Balance;
import org.purlin.pipelines.report.RunReport;
import org.purlin.pipelines.report.RunReport.LandedFile;
import org.purlin.pipelines.report.RunReport.NotDone;

/**
 * Makes the run report of the run's outcomes. What was read is what the workers counted; what was
 * landed is what the published manifests say and their files show, so that the balance compares two
 * things that can differ.
 */
final class AmplitudeReport {

  private static final String NOT_YET = "not yet";

  private final AmplitudeRun run;
  private final Optional<HourPlan> plan;
  private final NavigableSet<Long> notYet;
  private final long maxBadLines;
  private final List<Outcome.OfHour> hours = new ArrayList<>();
  private final List<Outcome.OfArchive> archives = new ArrayList<>();

  AmplitudeReport(
      AmplitudeRun run,
      List<Outcome> outcomes,
      Optional<HourPlan> plan,
      NavigableSet<Long> notYet,
      long maxBadLines) {
    this.run = run;
    this.plan = plan;
    this.notYet = notYet;
    this.maxBadLines = maxBadLines;
    for (Outcome outcome : outcomes) {
      if (outcome instanceof Outcome.OfHour hour) {
        hours.add(hour);
      } else if (outcome instanceof Outcome.OfArchive archive) {
        archives.add(archive);
      }
    }
    hours.sort((a, b) -> a.key().compareTo(b.key()));
  }

  String firstHour() {
    return hours.stream().map(hour -> hour.record().hour()).min(String::compareTo).orElse("-");
  }

  String lastHour() {
    return hours.stream().map(hour -> hour.record().hour()).max(String::compareTo).orElse("-");
  }

  RunReport.Builder build(String first, String last) throws IOException {
    RunReport.Builder report = RunReport.Outcome.builder();
    report.windows(windows(first, last));
    report.calendar(HourCalendar.of(hours, notYet));
    if (plan.isPresent()) {
      report.balance(hoursBalance(plan.get()));
    }
    report.balance(membersBalance());
    List<LandedFile> landed = landed();
    report.balance(linesBalance(landed));
    report.files(landed);
    for (Outcome.OfHour hour : hours) {
      hour.record().rejects().forEach(report::rejects);
      hour.record().rejectedAt().forEach(report::rejectedAt);
      hour.record().rejects().keySet().forEach(reason -> report.todo(reason, remedy(reason)));
    }
    report.tolerate(maxBadLines);
    if (hours.stream().anyMatch(hour -> !hour.record().rejects().isEmpty())) {
      report.notice(
          "Rejected lines are in "
              + Storage.resolve(run.landing().root(), AmplitudeTables.REJECTED.name())
              + ", each with its place and reason.");
    }
    problems(report);
    report.drift(drift());
    counters(report);
    return report;
  }

  private String remedy(String reason) {
    String where =
        "The lines are in "
            + Storage.resolve(run.landing().root(), AmplitudeTables.REJECTED.name())
            + ".";
    if (reason.startsWith("not JSON") || reason.startsWith("not UTF-8")) {
      return where
          + (plan.isPresent()
              ? " The archive may have been damaged on its way: --refetch=true asks for the hours"
                  + " again. If they come the same way, --maxBadLines=N takes them for normal."
              : " The archive may be damaged: export those hours again.");
    }
    return where + " --maxBadLines=N takes up to N of them for normal.";
  }

  private RunReport.Windows windows(String first, String last) {
    Map<String, Long> byStatus = new TreeMap<>();
    List<NotDone> notDone = new ArrayList<>();
    for (Outcome.OfHour hour : hours) {
      byStatus.merge(status(hour), 1L, Long::sum);
      if (!hour.record().isSettled()) {
        notDone.add(new NotDone(hour.record().hour(), hour.record().reason()));
      }
    }
    for (long hour : notYet) {
      byStatus.merge(NOT_YET, 1L, Long::sum);
      notDone.add(
          new NotDone(
              Hours.compact(hour), "cannot be exported yet; a later run without --start takes it"));
    }
    return new RunReport.Windows(first, last, byStatus, notDone);
  }

  private static String status(Outcome.OfHour hour) {
    String status = hour.record().status().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return hour.unchanged() && hour.record().isSettled() ? status + " before" : status;
  }

  private Balance hoursBalance(HourPlan planned) {
    long all = planned.hoursToAsk() + planned.hoursLanded() + planned.doneEarlier().size();
    Balance balance =
        Balance.of("hours", "planned", all + notYet.size()).plus(NOT_YET, notYet.size());
    Map<String, Long> byStatus =
        hours.stream()
            .collect(
                Collectors.groupingBy(
                    AmplitudeReport::status, TreeMap::new, Collectors.counting()));
    for (Map.Entry<String, Long> status : byStatus.entrySet()) {
      balance = balance.plus(status.getKey(), status.getValue());
    }
    return balance;
  }

  private Balance membersBalance() {
    long listed = 0;
    long unwanted = 0;
    for (Outcome.OfArchive archive : archives) {
      listed += archive.members() + archive.unwanted();
      unwanted += archive.unwanted();
    }
    Counts counts = countsOfNew();
    Balance balance =
        Balance.of("members", "listed", listed)
            .plus("read", counts.members() - counts.failedMembers())
            .plus("refused", counts.failedMembers());
    long before = 0;
    Set<String> planned = new HashSet<>();
    plan.ifPresent(
        p ->
            p.doneEarlier().stream()
                .map(Outcome.OfHour.class::cast)
                .forEach(hour -> planned.add(hour.key())));
    for (Outcome.OfHour hour : hours) {
      if (hour.unchanged() && !planned.contains(hour.key())) {
        before += hour.record().counts().members();
      }
    }
    return balance.plus("of hours done before", before + unwanted);
  }

  private Balance linesBalance(List<LandedFile> landed) {
    Counts counts = countsOfNew();
    return Balance.of("lines", "read", counts.lines())
        .plus("landed", landed.stream().mapToLong(LandedFile::rows).sum())
        .plus("duplicates", counts.duplicates())
        .plus("rejected", counts.badLines())
        .plus("blank", counts.blankLines())
        .plus("in refused members", counts.linesOfFailedMembers());
  }

  private Counts countsOfNew() {
    return hours.stream()
        .filter(hour -> !hour.unchanged() && hour.window() != null)
        .map(hour -> hour.record().counts())
        .reduce(Counts.NONE, Counts::plus);
  }

  /**
   * The files of this run as their windows' manifests name them; a window that is not whole has
   * none.
   */
  private List<LandedFile> landed() throws IOException {
    List<LandedFile> files = new ArrayList<>();
    for (Outcome.OfHour hour : hours) {
      if (hour.unchanged() || hour.window() == null) {
        continue;
      }
      String table = AmplitudeTables.EVENTS.name();
      Optional<Manifest> manifest = run.landing().intact(table, hour.window());
      Set<String> own = hour.parts().stream().map(Part::sha256).collect(Collectors.toSet());
      for (Manifest.File file : manifest.map(Manifest::files).orElse(List.of())) {
        if (own.contains(file.sha256())) {
          files.add(
              new LandedFile(
                  table + "/" + hour.window() + "/" + file.name(),
                  file.rows(),
                  file.bytes(),
                  file.sha256()));
        }
      }
    }
    return files;
  }

  private void problems(RunReport.Builder report) {
    for (Outcome.OfArchive archive : archives) {
      for (Problem problem : archive.problems()) {
        boolean whole = problem.where().equals(archive.name());
        report.problem(
            problem.where(),
            problem.what() + ".",
            whole
                ? "Nothing of it was landed; export it again."
                : "It was not read; its neighbours were.");
      }
    }
    for (Outcome.OfHour hour : hours) {
      if (hour.window() != null) {
        for (Problem problem : hour.problems()) {
          report.problem(
              problem.where(),
              problem.what() + ".",
              plan.isPresent()
                  ? "No row of it was landed; a run of the same hours asks for it again."
                  : "No row of it was landed; export that hour again.");
        }
      }
    }
  }

  private RunReport.Drift drift() {
    Map<String, Long> newKeys = new TreeMap<>();
    Map<String, Map<String, Long>> changed = new TreeMap<>();
    for (Outcome.OfHour hour : hours) {
      hour.newKeys().forEach((key, count) -> newKeys.merge(key, count, Long::sum));
      hour.changedTypes()
          .forEach(
              (column, types) ->
                  types.forEach(
                      (type, count) ->
                          changed
                              .computeIfAbsent(column, c -> new TreeMap<>())
                              .merge(type, count, Long::sum)));
    }
    Map<String, String> words = new TreeMap<>();
    changed.forEach(
        (column, types) ->
            words.put(
                column,
                types.entrySet().stream()
                    .map(type -> type.getKey() + " in " + type.getValue() + " events")
                    .collect(Collectors.joining(", "))));
    return new RunReport.Drift(newKeys, words);
  }

  private void counters(RunReport.Builder report) {
    Counts counts = countsOfNew();
    report.counter("archives", archives.size());
    report.counter("compressed bytes read", counts.compressedBytes());
    report.counter("expanded bytes read", counts.expandedBytes());
    long ignored = archives.stream().mapToLong(Outcome.OfArchive::ignored).sum();
    if (ignored > 0) {
      report.counter("members without data", ignored);
    }
  }
}
