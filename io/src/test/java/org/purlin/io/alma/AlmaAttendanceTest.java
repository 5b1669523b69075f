package org.purlin.io.alma;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlmaAttendanceTest {

  private static ObjectNode record(String id, String date, String status, String modified) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", id)
        .put("date", date)
        .put("status", status)
        .put("modified", modified);
  }

  private static List<String> edited(ObjectNode... records) {
    List<ObjectNode> list = List.of(records);
    AlmaAttendance.latestFirst().edit(list);
    return list.stream()
        .map(
            record ->
                record.get("id").asText()
                    + (record.has("_apart") ? " apart as " + record.get("_apart").asText() : ""))
        .toList();
  }

  @Test
  void ofOneDayAndStatusTheOneThatWasModifiedLastComesFirstAndOthersKeepTheirPlaces() {
    assertThat(
        edited(
            record("a", "2024-10-01", "Absent", "2024-10-01T19:00:00+00:00"),
            record("b", "2024-10-02", "Present", "2024-10-09T19:00:00+00:00"),
            record("c", "2024-10-01", "Absent", "2024-10-03T01:00:00+05:00"),
            record("d", "2024-10-01", "Late", "2024-10-09T19:00:00+00:00"),
            record("e", "2024-10-01", "Absent", "2024-10-02T19:30:00+00:00")),
        contains("c", "b", "a", "d", "e"));
  }

  @Test
  void theFirstStaysWhereNoneIsLaterOrNoneSaysWhen() {
    assertThat(
        edited(
            record("a", "2024-10-01", "Absent", "2024-10-01T19:00:00+00:00"),
            record("b", "2024-10-01", "Absent", "2024-10-01T19:00:00+00:00"),
            record("c", "2024-10-02", "Absent", null),
            record("d", "2024-10-02", "Absent", "yesterday")),
        contains("a", "b", "c", "d"));
    assertThat(
        edited(
            record("a", "2024-10-01", "Absent", null),
            record("b", "2024-10-01", "Absent", "2024-10-01T19:00:00+00:00")),
        contains("b", "a"));
  }

  @Test
  void recordsWithoutAStatusAreToldApartByTheirIds() {
    assertThat(
        edited(
            record("a ", "2024-10-01", null, "2024-10-01T19:00:00+00:00"),
            record("b", "2024-10-01", " ", "2024-10-02T19:00:00+00:00"),
            record("c", "2024-10-01", "Absent", "2024-10-01T19:00:00+00:00")),
        contains("a  apart as a", "b apart as b", "c"));
  }
}
