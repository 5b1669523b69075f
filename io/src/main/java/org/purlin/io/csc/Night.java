package org.purlin.io.csc;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
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
 * <p>Harmless to repeat: what was accepted before is found out by comparing again.
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
    inDoubt = childrenInDoubt();
    each(of(candidates, c -> c.what() == Candidate.What.QUARANTINE), CHUNK, this::settle);
    each(of(candidates, c -> c.what() == Candidate.What.MARK), CHUNK, this::mark);
    List<Candidate> selected = of(candidates, c -> c.isSent() || c.isPurge());
    report.selected(selected);
    SELECTED.inc(selected.size());
    List<Candidate> asked = asked(braked(selected, someoneUnknown));
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
  }

  private Set<String> childrenInDoubt() {
    Set<String> children = new HashSet<>();
    for (OpenBatch batch : records.open()) {
      for (OpenRecord record : batch.records()) {
        if (record.state() == OpenRecord.State.PREPARED) {
          children.add(record.outgoing().laChildId());
        }
      }
    }
    return children;
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

  private List<Candidate> braked(List<Candidate> selected, boolean someoneUnknown) {
    List<Candidate> left = new ArrayList<>(selected);
    if (run.sending().absent() == CscRun.Absent.KEEP || someoneUnknown) {
      // A row that cannot be read may be the very child that seems to be gone.
      int before = left.size();
      left.removeIf(candidate -> candidate.what() == Candidate.What.ABSENT);
      report.count(NightReport.ABSENT_KEPT, before - left.size());
    }
    long purges = left.stream().filter(Candidate::isPurge).count();
    Brake brake = new Brake(run.sending().maxPurgePercent(), run.sending().maxPurgeCount());
    long held = records.acceptedCount();
    if (brake.holds(purges, held)) {
      left.removeIf(Candidate::isPurge);
      report.braked(purges, brake.sentence(purges, held));
    }
    return left;
  }

  private List<Candidate> asked(List<Candidate> left) {
    String only = run.sending().only();
    List<Candidate> asked =
        only == null
            ? left
            : left.stream()
                .filter(candidate -> CscRun.keyHash(candidate.key()).equals(only))
                .toList();
    int limit = run.sending().limit();
    if (limit > 0 && asked.size() > limit) {
      asked = asked.subList(0, limit);
    }
    report.count(NightReport.LEFT_OUT, left.size() - asked.size());
    return asked;
  }

  /** While a later version is in doubt it is not known that the receiver holds this one. */
  private void mark(List<Candidate> chunk) throws IOException {
    List<Candidate> clear =
        chunk.stream().filter(candidate -> !inDoubt.contains(candidate.key())).toList();
    report.count(NightReport.MOVED_ROWS, chunk.size() - clear.size());
    settle(clear);
  }

  private void prepareToSend(List<Candidate> chunk) throws IOException {
    List<Candidate> clear = new ArrayList<>();
    for (Candidate candidate : chunk) {
      if (inDoubt.contains(candidate.key())) {
        report.inDoubt(1, "An earlier run's post of it has no clear answer yet.");
        SETTLED.inc();
      } else {
        clear.add(candidate);
      }
    }
    settle(clear);
  }

  private void settle(List<Candidate> chunk) throws IOException {
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
