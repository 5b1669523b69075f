package org.purlin.io.csc;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.purlin.io.staging.StagingTable;
import org.purlin.io.staging.WriteBack;

/**
 * Sends what differs, batch by batch, one after another and in a stable order: the receiver asks
 * for spacing and takes no harm from order. Payloads are in memory for one batch at a time.
 *
 * <p>Harmless to repeat once {@link Recovery} has settled what an earlier attempt left open: what
 * was accepted before is found out by comparing again.
 */
final class Night {

  /** Rows written back or read at once where nothing is posted. */
  private static final int CHUNK = 500;

  private static final Counter SELECTED = Metrics.counter("csc", "selectedChildren");
  private static final Counter SETTLED = Metrics.counter("csc", "settledChildren");

  private final CscRun run;
  private final StagingTable staging;
  private final Records records;
  private final Prepare prepare;
  private final Outlet outlet;
  private final QuarantineFile quarantine;
  private final NightReport.Builder report;
  private final List<Prepared.Ready> waiting = new ArrayList<>();
  private Set<String> inDoubt = Set.of();

  Night(
      CscRun run,
      StagingTable staging,
      Records records,
      Outlet outlet,
      QuarantineFile quarantine,
      NightReport.Builder report) {
    this.run = run;
    this.staging = staging;
    this.records = records;
    this.prepare = new Prepare(staging, records, run.payload());
    this.outlet = outlet;
    this.quarantine = quarantine;
    this.report = report;
  }

  /** Deals with every candidate; what became of them is in the report. */
  void run(List<Candidate> candidates, boolean someoneUnknown)
      throws IOException, InterruptedException {
    inDoubt =
        records.open().stream()
            .flatMap(batch -> batch.records().stream())
            .filter(OpenRecord::isInDoubt)
            .map(record -> record.outgoing().laChildId())
            .collect(Collectors.toSet());
    each(of(candidates, Candidate::isUnusable), CHUNK, this::settleRows);
    each(of(candidates, c -> c.what() == Candidate.What.MARK), CHUNK, this::settleRows);
    List<Candidate> selected = of(candidates, c -> c.isSent() || c.isPurge());
    report.selected(selected);
    SELECTED.inc(selected.size());
    List<Candidate> asked = asked(braked(candidates, selected, someoneUnknown));
    for (int from = 0; from < asked.size(); from += run.sending().batchSize()) {
      List<Candidate> chunk =
          asked.subList(from, Math.min(asked.size(), from + run.sending().batchSize()));
      if (outlet.stopped() != null) {
        report.count(NightReport.NOT_SENT, chunk.size());
        continue;
      }
      prepareToSend(chunk);
      while (waiting.size() >= run.sending().batchSize()) {
        send(run.sending().batchSize());
      }
    }
    while (!waiting.isEmpty()) {
      send(Math.min(waiting.size(), run.sending().batchSize()));
    }
    report.count(NightReport.OPEN_DOUBTS, notSettled());
  }

  /** Of this run whatever is left: it says that all is settled only when nothing is. */
  private long notSettled() {
    return records.open().stream()
        .flatMap(
            batch ->
                batch.records().stream()
                    .filter(record -> record.isInDoubt() || batch.runId().equals(run.runId())))
        .count();
  }

  /** In the order they are sent: what failed last time after the rest, purges last. */
  private static List<Candidate> of(List<Candidate> candidates, Predicate<Candidate> which) {
    return candidates.stream()
        .filter(which)
        .sorted(
            Comparator.comparing(Candidate::isPurge)
                .thenComparing(Candidate::error)
                .thenComparing(Candidate::rowId)
                .thenComparing(Candidate::key))
        .toList();
  }

  private List<Candidate> braked(
      List<Candidate> candidates, List<Candidate> selected, boolean someoneUnknown) {
    List<Candidate> left = new ArrayList<>(selected);
    int before = left.size();
    if (run.sending().absent() == CscRun.Absent.KEEP
        || someoneUnknown
        || staging.count() != report.rows()) {
      // A row that cannot be read, or that came or went meanwhile, may be the very child that seems
      // to be gone.
      left.removeIf(candidate -> candidate.what() == Candidate.What.ABSENT);
    } else {
      Set<String> spelled = spelledAnotherWay(candidates);
      left.removeIf(
          candidate ->
              candidate.what() == Candidate.What.ABSENT
                  && spelled.contains(StagingTable.folded(candidate.key())));
    }
    report.count(NightReport.ABSENT_KEPT, before - left.size());
    long purges = left.stream().filter(Candidate::isPurge).count();
    Brake brake = new Brake(run.sending().maxPurgePercent(), run.sending().maxPurgeCount());
    long held = records.acceptedCount();
    if (brake.holds(purges, held)) {
      left.removeIf(Candidate::isPurge);
      report.braked(purges, brake.sentence(purges, held));
    }
    return left;
  }

  /** Ids of today that the receiver does not know in this spelling; the database might. */
  private static Set<String> spelledAnotherWay(List<Candidate> candidates) {
    return candidates.stream()
        .filter(candidate -> candidate.rowId() != 0)
        .map(candidate -> StagingTable.folded(candidate.key()))
        .collect(Collectors.toSet());
  }

  private List<Candidate> asked(List<Candidate> left) {
    List<Candidate> asked =
        left.stream().filter(candidate -> !run.leavesOut(candidate.key())).toList();
    int limit = run.sending().limit();
    if (limit > 0 && asked.size() > limit) {
      asked = asked.subList(0, limit);
    }
    report.count(NightReport.LEFT_OUT, left.size() - asked.size());
    return asked;
  }

  /** While a version is in doubt it is not known what the row should say. */
  private void settleRows(List<Candidate> chunk) throws IOException {
    List<Candidate> asked =
        chunk.stream().filter(candidate -> !run.leavesOut(candidate.key())).toList();
    List<Candidate> clear =
        asked.stream().filter(candidate -> !inDoubt.contains(candidate.key())).toList();
    report.count(NightReport.LEFT_OUT_ROWS, chunk.size() - asked.size());
    report.count(NightReport.MOVED_ROWS, asked.size() - clear.size());
    settle(clear);
  }

  private void prepareToSend(List<Candidate> chunk) throws IOException {
    List<Candidate> clear = new ArrayList<>();
    for (Candidate candidate : chunk) {
      if (inDoubt.contains(candidate.key())) {
        report.inDoubt(1, "An earlier post of it has no clear answer yet.");
        SETTLED.inc();
      } else {
        clear.add(candidate);
      }
    }
    settle(clear);
  }

  private void settle(List<Candidate> chunk) throws IOException {
    outlet.alive();
    List<WriteBack> writeBacks = new ArrayList<>();
    for (Prepared prepared : prepare.of(chunk)) {
      if (prepared instanceof Prepared.Ready ready) {
        waiting.add(ready);
        continue;
      }
      SETTLED.inc();
      if (prepared instanceof Prepared.Bad bad) {
        quarantine.add(bad);
        report.quarantined(bad);
        writeBacks.add(
            new WriteBack(
                bad.candidate().rowId(),
                bad.sourceHash(),
                WriteBack.Fate.ERROR,
                QuarantineFile.sentence(bad),
                null));
      } else if (prepared instanceof Prepared.Same same) {
        report.same(same.candidate());
        writeBacks.add(
            new WriteBack(
                same.candidate().rowId(),
                same.sourceHash(),
                same.candidate().isPurge() ? WriteBack.Fate.PURGED : WriteBack.Fate.UNCHANGED,
                same.held().receipt() == null ? null : new Receipt(same.held().receipt()).stored(),
                same.held().receipt() == null ? null : same.held().at()));
      } else {
        report.moved(prepared.candidate());
      }
    }
    if (!run.sending().dryRun() && !writeBacks.isEmpty()) {
      report.count(NightReport.REBUILT, staging.writeBack(writeBacks).size());
    }
  }

  private void send(int size) throws IOException, InterruptedException {
    List<Prepared.Ready> taken = new ArrayList<>(waiting.subList(0, size));
    waiting.subList(0, size).clear();
    if (outlet.stopped() != null) {
      report.count(NightReport.NOT_SENT, size);
      return;
    }
    List<Outgoing> batch = new ArrayList<>();
    for (int i = 0; i < taken.size(); i++) {
      batch.add(taken.get(i).at(i));
    }
    report.count(NightReport.BATCHES, 1);
    List<Result> results =
        outlet.send(new Batch(UUID.randomUUID().toString(), run.runId(), Instant.now(), batch));
    Map<Integer, Outgoing> byPosition =
        batch.stream().collect(Collectors.toMap(Outgoing::position, Function.identity()));
    for (Result result : results) {
      Outgoing outgoing = byPosition.remove(result.position());
      report.fate(outgoing, result);
      if (result.fate() == Result.Fate.REFUSED) {
        quarantine.add(outgoing, result);
      }
    }
    report.count(NightReport.NOT_SENT, byPosition.size());
    SETTLED.inc(size);
  }

  @FunctionalInterface
  private interface Chunk {
    void take(List<Candidate> chunk) throws IOException;
  }

  private static void each(List<Candidate> all, int size, Chunk work) throws IOException {
    for (int from = 0; from < all.size(); from += size) {
      work.take(all.subList(from, Math.min(all.size(), from + size)));
    }
  }
}
