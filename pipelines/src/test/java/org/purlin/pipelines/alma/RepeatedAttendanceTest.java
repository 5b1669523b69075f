package org.purlin.pipelines.alma;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.alma.AlmaSandbox;
import org.purlin.sandbox.alma.AlmaSettings;

@Timeout(60)
class RepeatedAttendanceTest {

  @TempDir Path directory;

  /** Contract, check 12. */
  @Test
  void ofOneDayAndStatusTheLatestIsStoredAndWithoutAStatusEveryRecordIs() throws IOException {
    ArrayNode records = JsonNodeFactory.instance.arrayNode();
    add(records, "first", "Absent", "2024-10-01T19:00:00+00:00");
    add(records, "latest", "Absent", "2024-10-03T19:00:00+00:00");
    add(records, "middle", "Absent", "2024-10-02T19:00:00+00:00");
    add(records, "late", "Late", "2024-10-01T19:00:00+00:00");
    add(records, "untold", null, "2024-10-01T19:00:00+00:00");
    add(records, "unsaid", null, "2024-10-01T19:00:00+00:00");
    try (AlmaSandbox alma = AlmaSandbox.start(AlmaSettings.defaults().withPupils(1))) {
      Desk desk = new Desk(directory);
      for (int run = 0; run < 2; run++) {
        alma.onNextOf(
            "attendance",
            Fault.status(
                200, Map.of("Content-Type", "application/json"), "{\"response\":" + records + "}"));
        desk.expect(0, alma, "--schools=oakhigh", "--tables=attendance");
        List<String> ids =
            desk.rows("alma_attendance").stream().map(row -> row.get("id").asText()).toList();
        assertThat(ids, contains("latest", "late", "untold", "unsaid"));
        assertThat(desk.balance("rows"), is("11 read = 9 landed + 2 sent twice"));
      }
    }
  }

  private static void add(ArrayNode records, String id, String status, String modified) {
    records
        .addObject()
        .put("id", id)
        .put("date", "2024-10-01")
        .put("status", status)
        .put("modified", modified);
  }
}
