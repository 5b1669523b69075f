package org.purlin.pipelines.csc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.purlin.io.csc.LeaseHolder;
import org.purlin.io.csc.OpenBatch;
import org.purlin.io.csc.OpenRecord;
import org.purlin.io.csc.OpenRecord.State;
import org.purlin.pipelines.Console;

/**
 * What runs left open, as text and as JSON. Names rows by their numbers, and children only when
 * asked to.
 *
 * @param holder the run that has the lock; null when none has
 */
record OpenBatches(List<OpenBatch> batches, LeaseHolder holder, boolean showIds) {

  /** A run that ends between a post and its answer has no time to say so. */
  private static final String NO_ANSWER = "The run ended before an answer was recorded.";

  long count(State... states) {
    List<State> wanted = List.of(states);
    return batches.stream()
        .flatMap(batch -> batch.records().stream())
        .filter(record -> wanted.contains(record.state()))
        .count();
  }

  long inDoubt() {
    return count(State.PREPARED);
  }

  long answered() {
    return count(State.ACCEPTED, State.REFUSED);
  }

  void print(Console console) {
    console.answer(tree(), () -> text(console));
  }

  private void text(Console console) {
    console.line(lock());
    if (inDoubt() > 0) {
      console.line("\nIn doubt: they may have been sent, and no answer is known.");
      console.table(
          List.of("batch", "run", "prepared", "records", "kinds", "staging rows", "why"),
          batches.stream()
              .filter(batch -> !in(batch, State.PREPARED).isEmpty())
              .map(OpenBatches::doubtful)
              .toList());
    }
    if (answered() > 0) {
      console.line("\nAnswered, and not yet written into the staging table:");
      console.table(
          List.of("batch", "run", "prepared", "accepted", "refused", "staging rows"),
          batches.stream()
              .filter(batch -> !in(batch, State.ACCEPTED, State.REFUSED).isEmpty())
              .map(OpenBatches::answeredRow)
              .toList());
    }
    if (showIds && !batches.isEmpty()) {
      console.line("\nChildren:");
      console.table(List.of("batch", "staging row", "la_child_id", "state"), children());
    }
  }

  private String lock() {
    if (holder == null) {
      return "No run has the lock.";
    }
    return "The lock is run "
        + holder.runId()
        + "'s on "
        + holder.host()
        + ", since "
        + holder.since()
        + ", until "
        + holder.until()
        + (holder.live()
            ? "; what is listed may be on its way right now."
            : "; the run has ended, and the next one takes it.");
  }

  private static List<String> doubtful(OpenBatch batch) {
    List<OpenRecord> records = in(batch, State.PREPARED);
    return List.of(
        batch.id(),
        batch.runId(),
        batch.preparedAt().toString(),
        Integer.toString(records.size()),
        kinds(records),
        rows(records),
        why(records));
  }

  private static List<String> answeredRow(OpenBatch batch) {
    return List.of(
        batch.id(),
        batch.runId(),
        batch.preparedAt().toString(),
        Integer.toString(in(batch, State.ACCEPTED).size()),
        Integer.toString(in(batch, State.REFUSED).size()),
        rows(in(batch, State.ACCEPTED, State.REFUSED)));
  }

  private List<List<String>> children() {
    List<List<String>> rows = new ArrayList<>();
    for (OpenBatch batch : batches) {
      for (OpenRecord record : batch.records()) {
        rows.add(List.of(batch.id(), row(record), record.outgoing().laChildId(), state(record)));
      }
    }
    return rows;
  }

  private static List<OpenRecord> in(OpenBatch batch, State... states) {
    List<State> wanted = List.of(states);
    return batch.records().stream().filter(record -> wanted.contains(record.state())).toList();
  }

  private static String kinds(List<OpenRecord> records) {
    return records.stream()
        .collect(Collectors.groupingBy(OpenBatches::kind, TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .map(kind -> kind.getValue() + " " + kind.getKey())
        .collect(Collectors.joining(", "));
  }

  private static String rows(List<OpenRecord> records) {
    return records.stream().map(OpenBatches::row).collect(Collectors.joining(" "));
  }

  /** A child that is absent has no row any more. */
  private static String row(OpenRecord record) {
    return record.outgoing().rowId() == 0 ? "-" : Long.toString(record.outgoing().rowId());
  }

  /** These reasons are the sender's own; the receiver's words stand only in refusals. */
  private static String why(List<OpenRecord> records) {
    return records.stream()
        .map(record -> record.reason() == null ? NO_ANSWER : record.reason())
        .distinct()
        .collect(Collectors.joining(" "));
  }

  private static String kind(OpenRecord record) {
    return record.outgoing().kind().name().toLowerCase(Locale.ROOT);
  }

  private static String state(OpenRecord record) {
    return record.state() == State.PREPARED
        ? "in doubt"
        : record.state().name().toLowerCase(Locale.ROOT);
  }

  private JsonNode tree() {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("inDoubt", inDoubt());
    tree.put("notWrittenBack", answered());
    if (holder == null) {
      tree.putNull("lock");
    } else {
      tree.putObject("lock")
          .put("run", holder.runId())
          .put("host", holder.host())
          .put("since", holder.since().toString())
          .put("until", holder.until().toString())
          .put("live", holder.live());
    }
    ArrayNode all = tree.putArray("batches");
    for (OpenBatch batch : batches) {
      ObjectNode one = all.addObject();
      one.put("batch", batch.id());
      one.put("run", batch.runId());
      one.put("prepared", batch.preparedAt().toString());
      ArrayNode records = one.putArray("records");
      for (OpenRecord record : batch.records()) {
        ObjectNode line = records.addObject();
        line.put("row", record.outgoing().rowId());
        line.put("kind", kind(record));
        line.put("state", state(record));
        if (record.state() == State.PREPARED) {
          line.put("why", why(List.of(record)));
        }
        if (showIds) {
          line.put("la_child_id", record.outgoing().laChildId());
        }
      }
    }
    return tree;
  }
}
