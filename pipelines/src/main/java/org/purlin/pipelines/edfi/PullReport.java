package org.purlin.pipelines.edfi;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.purlin.io.edfi.PullNumbers;
import org.purlin.io.edfi.PullProof;
import org.purlin.io.edfi.PullResult;
import org.purlin.io.edfi.PullResult.How;
import org.purlin.io.edfi.PullRun;
import org.purlin.pipelines.report.Balance;
import org.purlin.pipelines.report.Calendar;
import org.purlin.pipelines.report.RunReport;

/** Makes the run report of a pull. */
final class PullReport {

  /** So many places are enough to begin with. */
  private static final int PLACES = 20;

  private static final Map<How, String> WORDS =
      new EnumMap<>(
          Map.of(
              How.FULL, "read in full",
              How.CHANGES, "brought up to date",
              How.UNCHANGED, "unchanged",
              How.NOT_READABLE, "not readable",
              How.FAILED, "failed"));

  private static final String REJECTED =
      "Such records are not landed, and their neighbours are. Have the district mend them, then run"
          + " the same command again.";

  private final PullRun run;
  private final PullProof proof;
  private final RunReport.Builder report = RunReport.Outcome.builder();

  PullReport(PullRun run, PullProof proof) {
    this.run = run;
    this.proof = proof;
  }

  RunReport.Outcome outcome() {
    report.balance(resources());
    report.balance(records(proof.numbers()).plus("not published", notPublished()));
    proof.results().forEach(this::result);
    report.calendar(calendar());
    problems();
    notReadable();
    drift();
    counters(proof.numbers());
    return report.build();
  }

  private Balance resources() {
    Balance balance = Balance.of("resources", "planned", proof.results().size());
    for (How how : How.values()) {
      balance =
          balance.plus(
              WORDS.get(how),
              proof.results().stream().filter(result -> result.how() == how).count());
    }
    return balance;
  }

  private static Balance records(PullNumbers numbers) {
    return Balance.of("records", "read", numbers.read())
        .plus("landed", numbers.landed())
        .plus("sent twice", numbers.duplicates())
        .plus("replaced by what was read later", numbers.replaced())
        .plus("rejected", numbers.rejected());
  }

  private static boolean isNotPublished(PullResult result) {
    return result.how() == How.FAILED || result.how() == How.NOT_READABLE;
  }

  /** What was read of resources that could not be read to their end. */
  private long notPublished() {
    return proof.results().stream()
        .filter(PullReport::isNotPublished)
        .mapToLong(result -> records(result.numbers()).missing())
        .sum();
  }

  private Calendar calendar() {
    return new Calendar(
        Calendar.Unit.OTHER,
        proof.results().stream()
            .map(
                result ->
                    new Calendar.Cell(
                        name(result),
                        switch (result.how()) {
                          case FULL, CHANGES -> Calendar.State.DONE;
                          case UNCHANGED -> Calendar.State.BEFORE;
                          case NOT_READABLE -> Calendar.State.PARTIAL;
                          case FAILED -> Calendar.State.FAILED;
                        },
                        WORDS.get(result.how()),
                        result.publishedRows()))
            .limit(Calendar.MOST_CELLS)
            .toList());
  }

  /** A resource whose own numbers do not agree is named, whatever the sums are. */
  private void result(PullResult result) {
    PullNumbers numbers = result.numbers();
    Balance own = records(numbers);
    if (!isNotPublished(result) && !own.isClosed()) {
      report.balance(new Balance("records of " + name(result), own.name(), own.in(), own.out()));
    }
    result.rejects().forEach(report::rejects);
    result.rejects().keySet().forEach(reason -> report.todo(reason, REJECTED));
    result.rejectedAt().stream()
        .limit(PLACES)
        .forEach(place -> report.rejectedAt(name(result) + ": " + place));
  }

  /** One problem a district and reason, however many of its resources have it. */
  private void problems() {
    Map<String, Map<String, List<String>>> byReason = new TreeMap<>();
    for (PullResult result : proof.results()) {
      if (result.how() == How.FAILED) {
        byReason
            .computeIfAbsent(result.district(), district -> new LinkedHashMap<>())
            .computeIfAbsent(reason(result), why -> new ArrayList<>())
            .add(result.resource() == null ? "" : result.resource());
      }
    }
    byReason.forEach(
        (district, reasons) ->
            reasons.forEach(
                (why, resources) ->
                    report.problem(
                        resources.size() == 1 && !resources.get(0).isEmpty()
                            ? district + "/" + resources.get(0)
                            : district,
                        why,
                        (resources.size() > 1
                                ? String.format(
                                    Locale.ROOT, "%,d of its resources. ", resources.size())
                                : "")
                            + "What was published before is still there. Mend it, then run the"
                            + " same command again.")));
  }

  private static String reason(PullResult result) {
    return result.why() == null ? "It was not read to its end." : result.why();
  }

  private void notReadable() {
    for (PullResult result : proof.results()) {
      if (result.how() == How.NOT_READABLE) {
        report.notice("Not readable: " + name(result) + ". " + reason(result));
      }
    }
  }

  private void drift() {
    Map<String, Long> newKeys = new TreeMap<>();
    Map<String, String> changedTypes = new TreeMap<>();
    for (PullResult result : proof.results()) {
      result
          .newKeys()
          .forEach((key, count) -> newKeys.merge(result.table() + "." + key, count, Long::sum));
      result
          .changedTypes()
          .forEach(
              (column, types) ->
                  changedTypes.put(
                      result.table() + "." + column,
                      String.join(" or ", new TreeMap<>(types).keySet())));
    }
    report.drift(new RunReport.Drift(newKeys, changedTypes));
  }

  private void counters(PullNumbers numbers) {
    report
        .counter("districts", run.districts().size())
        .counter("rows now", proof.results().stream().mapToLong(PullResult::publishedRows).sum())
        .counter("rows kept", numbers.kept())
        .counter("rows removed", numbers.removed())
        .counter("key changes", numbers.keyChanges())
        .counter("deletions", numbers.deletes())
        .counter("pages", numbers.pages())
        .counter("requests", numbers.requests())
        .counter("bytes", numbers.bytes());
  }

  private static String name(PullResult result) {
    return result.resource() == null
        ? result.district()
        : result.district() + "/" + result.resource();
  }
}
