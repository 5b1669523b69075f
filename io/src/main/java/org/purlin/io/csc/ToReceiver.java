package org.purlin.io.csc;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.purlin.io.http.CredentialsRefusedException;
import org.purlin.io.staging.StagingTable;

/**
 * Sends a batch in an order that survives a crash at any moment: into the outbox, to the receiver,
 * its answers into the records, then into the staging table, then out of the outbox.
 */
final class ToReceiver implements Outlet {

  private final Submitter submitter;
  private final Records records;
  private final Settlement settlement;
  private final Duration lease;

  ToReceiver(Submitter submitter, Records records, StagingTable staging, Duration lease) {
    this.submitter = submitter;
    this.records = records;
    this.settlement = new Settlement(records, staging);
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
    return settlement.rebuilt();
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
    settlement.settle(batchId, outgoing, results);
  }
}
