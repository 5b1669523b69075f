package org.purlin.io.csc;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.purlin.io.http.CredentialsRefusedException;
import org.purlin.io.staging.StagingTable;
import org.purlin.io.staging.WriteBack;

/**
 * Sends a batch in an order that survives a crash at any moment: into the outbox, to the receiver,
 * its answers into the records, then into the staging table, then out of the outbox.
 */
final class ToReceiver implements Outlet {

  private final Submitter submitter;
  private final Records records;
  private final StagingTable staging;
  private final Duration lease;
  private long rebuilt;

  ToReceiver(Submitter submitter, Records records, StagingTable staging, Duration lease) {
    this.submitter = submitter;
    this.records = records;
    this.staging = staging;
    this.lease = lease;
  }

  @Override
  public void alive() {
    records.renew(lease);
  }

  @Override
  public String stopped() {
    return submitter.stopped();
  }

  /** Rows that were rebuilt while their record was under way; they stay pending. */
  long rebuilt() {
    return rebuilt;
  }

  @Override
  public List<Result> send(Batch batch) throws IOException, InterruptedException {
    records.prepare(batch);
    List<Result> results = new ArrayList<>();
    try {
      submitter.send(batch, results);
    } catch (CredentialsRefusedException | ReceiverException e) {
      // We were refused, and so was what has no answer yet.
      settleAll(batch, results);
      throw e;
    }
    settleAll(batch, results);
    return results;
  }

  private void settleAll(Batch batch, List<Result> results) {
    Set<Integer> silent =
        batch.records().stream()
            .map(Outgoing::position)
            .collect(Collectors.toCollection(HashSet::new));
    results.forEach(result -> silent.remove(result.position()));
    if (!silent.isEmpty()) {
      // Certainly not accepted, so nothing is in doubt.
      records.withdraw(batch.id(), silent);
    }
    settle(batch.id(), batch.records(), results);
  }

  /** Sends what is in the outbox since an earlier run; what stays unanswered stays in doubt. */
  List<Result> sendAgain(Batch batch) throws IOException, InterruptedException {
    List<Result> results = new ArrayList<>();
    try {
      submitter.sendAgain(batch, results);
    } finally {
      settle(batch.id(), batch.records(), results);
    }
    return results;
  }

  /** Writes answers that are committed already into the staging table. */
  void settle(String batchId, List<Outgoing> outgoing, List<Result> results) {
    Map<Integer, Outgoing> byPosition =
        outgoing.stream().collect(Collectors.toMap(Outgoing::position, Function.identity()));
    List<WriteBack> writeBacks = new ArrayList<>();
    List<Integer> settled = new ArrayList<>();
    for (Result result : results) {
      if (result.fate() == Result.Fate.IN_DOUBT) {
        continue;
      }
      settled.add(result.position());
      Outgoing record = byPosition.get(result.position());
      if (record.rowId() != 0) {
        writeBacks.add(writeBack(record, result));
      }
    }
    if (!writeBacks.isEmpty()) {
      rebuilt += staging.writeBack(writeBacks).size();
    }
    if (!settled.isEmpty()) {
      records.settled(batchId, settled);
    }
  }

  private static WriteBack writeBack(Outgoing record, Result result) {
    if (result.fate() == Result.Fate.REFUSED) {
      return new WriteBack(
          record.rowId(), record.sourceHash(), WriteBack.Fate.ERROR, result.reason(), null);
    }
    return new WriteBack(
        record.rowId(),
        record.sourceHash(),
        record.kind() == Outgoing.Kind.PURGE ? WriteBack.Fate.PURGED : WriteBack.Fate.SENT,
        new Receipt(result.receipt()).stored(),
        result.receivedAt());
  }
}
