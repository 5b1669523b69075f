package org.purlin.io.csc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.purlin.io.staging.StagingTable;

/**
 * Settles by hand what runs left open. It must have the lock of its records ({@link Records#take});
 * it renews it as it goes. Harmless to repeat.
 */
public final class Reconciliation {

  /** Stands in the history, and as the row's response, where the receiver's receipt would. */
  private static final String BY_HAND = "Settled by hand as accepted.";

  private final Records records;
  private final Duration lease;
  private final Settlement settlement;

  /** What a person found out about records in doubt. */
  public enum Finding {
    /** The receiver holds them. */
    ACCEPTED,
    /** The receiver does not hold them; the next run sends them. */
    NOT_ACCEPTED
  }

  /**
   * Which records in doubt are meant.
   *
   * @param batchId those of one batch; null is any
   * @param rowId those of one row of the staging table; null is any
   */
  public record Choice(String batchId, Long rowId) {

    boolean has(OpenBatch batch, OpenRecord record) {
      return record.isInDoubt()
          && (batchId == null || batch.id().equals(batchId))
          && (rowId == null || record.outgoing().rowId() == rowId);
    }
  }

  /**
   * @param lease how long the lock lives without a sign of life
   */
  public Reconciliation(Records records, StagingTable staging, Duration lease) {
    this.records = records;
    this.lease = lease;
    this.settlement = new Settlement(records, staging);
  }

  /** Rows that were rebuilt since their record was sent: they stay pending. */
  public long rebuilt() {
    return settlement.rebuilt();
  }

  /**
   * Takes records out of doubt, as if the receiver had answered so.
   *
   * @return how many
   */
  public long settle(Finding finding, Choice choice) {
    long settled = 0;
    for (OpenBatch batch : records.open()) {
      List<Outgoing> chosen =
          batch.records().stream()
              .filter(record -> choice.has(batch, record))
              .map(OpenRecord::outgoing)
              .toList();
      if (chosen.isEmpty()) {
        continue;
      }
      records.renew(lease);
      if (finding == Finding.ACCEPTED) {
        accepted(batch.id(), chosen);
      } else {
        records.giveUp(batch.id(), chosen.stream().map(Outgoing::position).toList());
      }
      settled += chosen.size();
    }
    return settled;
  }

  private void accepted(String batchId, List<Outgoing> chosen) {
    List<Result> results =
        chosen.stream()
            .map(record -> new Result(record.position(), Result.Fate.ACCEPTED, null, null, BY_HAND))
            .toList();
    records.answer(batchId, results);
    settlement.settle(batchId, chosen, results);
  }

  /**
   * Writes the receiver's answers into the staging table that are known and do not stand there.
   *
   * @return how many
   */
  public long writeBack() {
    long written = 0;
    for (OpenBatch batch : records.open()) {
      List<Outgoing> answered = new ArrayList<>();
      List<Result> answers = new ArrayList<>();
      for (OpenRecord record : batch.records()) {
        if (!record.isInDoubt()) {
          answered.add(record.outgoing());
          answers.add(record.answer());
        }
      }
      if (!answers.isEmpty()) {
        records.renew(lease);
        settlement.settle(batch.id(), answered, answers);
        written += answers.size();
      }
    }
    return written;
  }
}
