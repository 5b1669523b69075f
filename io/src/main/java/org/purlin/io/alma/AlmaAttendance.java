package org.purlin.io.alma;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.purlin.transforms.rest.RecordEdit;

/** Which of several records of one student, day and status is the one that lands. */
final class AlmaAttendance {

  private AlmaAttendance() {}

  /**
   * Puts the record that was modified last in the place of the first of its day and status, since
   * of several the first lands. All others keep their places. A record without a status is like no
   * other: {@code _apart} gets its id.
   */
  static RecordEdit latestFirst() {
    return new LatestFirst();
  }

  private record Slot(String date, String status) {}

  private record LatestFirst() implements RecordEdit {

    @Override
    public void edit(List<ObjectNode> records) {
      Map<Slot, ObjectNode> firsts = new HashMap<>();
      for (ObjectNode record : records) {
        String status = text(record, "status");
        if (status.isEmpty()) {
          record.put(AlmaTables.APART, text(record, "id"));
          continue;
        }
        ObjectNode first = firsts.putIfAbsent(new Slot(text(record, "date"), status), record);
        if (first != null && modified(record).isAfter(modified(first))) {
          swap(first, record);
        }
      }
    }

    private static void swap(ObjectNode one, ObjectNode other) {
      ObjectNode copy = one.deepCopy();
      one.removeAll();
      one.setAll(other);
      other.removeAll();
      other.setAll(copy);
    }

    /** One that does not say when is older than all that do. */
    private static Instant modified(ObjectNode record) {
      try {
        return OffsetDateTime.parse(text(record, "modified")).toInstant();
      } catch (DateTimeException noTime) {
        return Instant.MIN;
      }
    }

    private static String text(ObjectNode record, String field) {
      return record.hasNonNull(field) ? record.get(field).asText().strip() : "";
    }
  }
}
