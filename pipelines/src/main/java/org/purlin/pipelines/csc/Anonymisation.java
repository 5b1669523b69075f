package org.purlin.pipelines.csc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.purlin.io.staging.RehearsalRow;
import org.purlin.io.staging.RehearsalTable;
import org.purlin.io.staging.StagingRow;
import org.purlin.io.staging.StagingTable;
import org.purlin.transforms.csc.ChildHash;
import org.purlin.transforms.csc.ChildJson;
import org.purlin.transforms.csc.ChildScramble;
import org.purlin.transforms.csc.DeltaSettings;
import org.purlin.transforms.rows.BadRecordException;

/** Scrambles rows page by page. Keeps counts, and nothing about a child. */
final class Anonymisation {

  /** The keys whose ids the columns person_id and legacy_id hold in a payload. */
  private static final String CHILD_ID = "la_child_id";

  private static final String SECOND_ID = "mis_child_id";

  private final ChildScramble scramble;
  private final Map<String, Long> unchanged = new TreeMap<>();
  private long written;
  private long unreadable;
  private long unreadablePrevious;

  Anonymisation(ChildScramble scramble) {
    this.scramble = scramble;
  }

  /** Rows written. */
  long written() {
    return written;
  }

  /** Rows left out, because their payload is not a JSON object. */
  long unreadable() {
    return unreadable;
  }

  /** Rows written without their previous payload, for the same reason. */
  long unreadablePrevious() {
    return unreadablePrevious;
  }

  /** How often a value came out as it was, by its path. */
  Map<String, Long> unchanged() {
    return unchanged;
  }

  void copy(StagingTable from, RehearsalTable to) {
    from.pages()
        .forEach(
            page -> {
              List<RehearsalRow> rows = new ArrayList<>();
              for (StagingRow row : page) {
                RehearsalRow scrambled = scrambled(row);
                if (scrambled != null) {
                  rows.add(scrambled);
                }
              }
              if (!rows.isEmpty()) {
                to.add(rows, written);
                written += rows.size();
              }
            });
  }

  /** Null when the payload cannot be read. */
  private RehearsalRow scrambled(StagingRow row) {
    String person = row.personId() == null ? "" : row.personId().strip();
    ObjectNode child;
    try {
      child = scrambled(ChildJson.parse(row.payload()), person);
    } catch (BadRecordException e) {
      unreadable++;
      return null;
    }
    ObjectNode previous = previous(row, person);
    return new RehearsalRow(
        id(CHILD_ID, row.personId(), person),
        id(SECOND_ID, row.legacyId(), person),
        ChildJson.text(child),
        previous == null ? null : ChildJson.text(previous),
        hash(child),
        previous == null ? null : hash(previous),
        row.rowState(),
        row.status());
  }

  private ObjectNode previous(StagingRow row, String person) {
    if (row.previousPayload() == null) {
      return null;
    }
    try {
      return scrambled(ChildJson.parse(row.previousPayload()), person);
    } catch (BadRecordException e) {
      unreadablePrevious++;
      return null;
    }
  }

  private ObjectNode scrambled(ObjectNode child, String person) {
    ChildScramble.Result result = scramble.of(child, person);
    for (String path : result.unchangedPaths()) {
      unchanged.merge(path.replaceAll("\\[\\d+]", "[]"), 1L, Long::sum);
    }
    return result.child();
  }

  /** As the same id comes out in a payload. */
  private String id(String key, String value, String person) {
    if (value == null) {
      return null;
    }
    ObjectNode alone = JsonNodeFactory.instance.objectNode().put(key, value.strip());
    JsonNode scrambled = scramble.of(alone, person).child().get(key);
    return scrambled.textValue();
  }

  private static byte[] hash(ObjectNode child) {
    return ChildHash.of(child, DeltaSettings.DEFAULT);
  }
}
