package org.purlin.pipelines.csc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.purlin.io.csc.Accepted;
import org.purlin.io.csc.HistoryLine;
import org.purlin.pipelines.Console;

/**
 * What the records know of one child, as text and as JSON. Without bodies it says nothing about the
 * child but that it was sent.
 *
 * @param lines oldest first
 * @param held what the receiver last accepted; null when it never did
 * @param bodies whether to show what was sent, and the receiver's words, which may repeat it
 */
record ChildHistory(List<HistoryLine> lines, Accepted held, boolean bodies) {

  private static final List<String> HEADERS =
      List.of("recorded", "run", "batch", "kind", "outcome", "receipt");

  void print(Console console) {
    console.answer(tree(), () -> text(console));
  }

  /** Whether the records know nothing at all. */
  boolean isEmpty() {
    return lines.isEmpty() && held == null;
  }

  private void text(Console console) {
    if (!lines.isEmpty()) {
      console.table(HEADERS, lines.stream().map(ChildHistory::row).toList());
    }
    if (bodies) {
      for (HistoryLine line : lines) {
        console.line("\n" + line.recordedAt() + " " + word(line.kind()) + ":");
        console.line(line.body() == null ? "(bodies are not kept)" : line.body());
        if (line.reason() != null) {
          console.line(word(line.outcome()) + ": " + line.reason());
        }
      }
    }
    console.line((lines.isEmpty() ? "" : "\n") + holds());
    if (bodies && held != null && held.payload() != null) {
      console.line(held.payload());
    }
  }

  private static List<String> row(HistoryLine line) {
    return List.of(
        line.recordedAt().toString(),
        line.runId(),
        line.batchId() + " [" + line.position() + "]",
        word(line.kind()),
        word(line.outcome()),
        line.receipt() == null ? "" : line.receipt());
  }

  /** What the receiver holds, in a sentence. */
  private String holds() {
    if (held == null) {
      return "The receiver holds nothing of this child, as far as is known here.";
    }
    if (!held.certain()) {
      return "Another sender sent this child; whether it arrived is not known here. The next run"
          + " sends it whole.";
    }
    String since =
        (held.at() == null ? "" : " since " + held.at())
            + (held.receipt() == null ? " (without a receipt)" : " (" + held.receipt() + ")");
    return held.purged()
        ? "The receiver holds this child as purged" + since + "."
        : "The receiver holds this child" + since + ", hash " + hex(held.payloadHash()) + ".";
  }

  private JsonNode tree() {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    ArrayNode sendings = tree.putArray("sendings");
    for (HistoryLine line : lines) {
      ObjectNode sending = sendings.addObject();
      sending.put("recordedAt", line.recordedAt().toString());
      sending.put("run", line.runId());
      sending.put("batch", line.batchId());
      sending.put("position", line.position());
      sending.put("kind", word(line.kind()));
      sending.put("outcome", word(line.outcome()));
      sending.put("receipt", line.receipt());
      sending.put("receivedAt", text(line.receivedAt()));
      sending.put("hash", hex(line.payloadHash()));
      if (bodies) {
        sending.put("reason", line.reason());
        sending.put("body", line.body());
      }
    }
    if (held == null) {
      tree.putNull("held");
      return tree;
    }
    ObjectNode now = tree.putObject("held");
    now.put("purged", held.purged());
    now.put("certain", held.certain());
    now.put("since", text(held.at()));
    now.put("receipt", held.receipt());
    now.put("hash", hex(held.payloadHash()));
    if (bodies) {
      now.put("payload", held.payload());
    }
    return tree;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String text(Instant time) {
    return time == null ? null : time.toString();
  }

  private static String hex(byte[] hash) {
    return hash == null ? null : HexFormat.of().formatHex(hash);
  }
}
