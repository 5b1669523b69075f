package org.purlin.io.csc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.purlin.io.staging.StagingTable;
import org.purlin.io.staging.WriteBack;

/**
 * Writes answers that are committed already into the staging table, and then takes their records
 * out of the outbox. Harmless to repeat.
 */
final class Settlement {

  private final Records records;
  private final StagingTable staging;
  private long rebuilt;

  Settlement(Records records, StagingTable staging) {
    this.records = records;
    this.staging = staging;
  }

  /** Rows that were rebuilt while their record was under way; they stay pending. */
  long rebuilt() {
    return rebuilt;
  }

  /** What is in doubt stays. */
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

  /** What a person settled has no receipt; the row then says who did. */
  private static WriteBack writeBack(Outgoing record, Result result) {
    if (result.fate() == Result.Fate.REFUSED) {
      return new WriteBack(
          record.rowId(), record.sourceHash(), WriteBack.Fate.ERROR, result.reason(), null);
    }
    return new WriteBack(
        record.rowId(),
        record.sourceHash(),
        record.kind() == Outgoing.Kind.PURGE ? WriteBack.Fate.PURGED : WriteBack.Fate.SENT,
        result.receipt() == null ? result.reason() : new Receipt(result.receipt()).stored(),
        result.receivedAt());
  }
}
