package org.purlin.e2e;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real events of a public test project, and archives that are damaged in ways that happen. */
class RecordingsIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Map<String, String> RENAMED =
      Map.of("$insert_id", "insert_id", "$insert_key", "insert_key", "$schema", "schema_version");

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {"export_airbyte_test_project_6.zip", "export_airbyte_test_project_6_deflated.zip"})
  void theRealEventsLandWithEveryKeyAndASecondRunChangesNoByte(String archive) throws Exception {
    read(Recordings.amplitude(archive)).exits(0);
    Landed landed = new Landed(directory.resolve("out"));
    Map<String, ObjectNode> rows = new TreeMap<>();
    landed.rows().forEach(row -> rows.put(row.get("uuid").asText(), row));
    assertThat(landed.uuids(), hasSize(6));
    assertThat(missingKeys(rows), is(List.of()));
    TreeMap<String, String> before = landed.fingerprints();

    read(Recordings.amplitude(archive)).exits(0);

    assertThat(landed.fingerprints(), is(before));
  }

  /** What is in no column and not in _extra either, or has another value there. */
  private static List<String> missingKeys(Map<String, ObjectNode> rows) throws IOException {
    List<String> missing = new ArrayList<>();
    Path source = Recordings.amplitude("events_airbyte_test_project_6.ndjson");
    for (String line : Files.readAllLines(source)) {
      JsonNode event = JSON.readTree(line);
      ObjectNode row = rows.get(event.get("uuid").asText());
      for (Map.Entry<String, JsonNode> property : event.properties()) {
        String key = property.getKey();
        String column = RENAMED.getOrDefault(key, key);
        JsonNode landed = row.has(column) ? row.get(column) : row.path("_extra").path(key);
        if (!landed.equals(property.getValue()) && !isSameTime(landed, property.getValue())) {
          missing.add(event.get("uuid").asText() + " " + key);
        }
      }
    }
    return missing;
  }

  /** 2026-01-01 05:00:00.000000 lands as 2026-01-01T05:00:00.000000Z. */
  private static boolean isSameTime(JsonNode landed, JsonNode sent) {
    return landed.isTextual() && landed.asText().equals(sent.asText().replace(' ', 'T') + "Z");
  }

  @ParameterizedTest
  @CsvSource({
    "deflated_with_data_descriptor_VALID.zip, 0, 6",
    "duplicate_uuid_lines.zip,                0, 2",
    "gzip_crc_mismatch.zip,                   3, 4",
    "html_with_200.zip,                       3, 0",
    "non_json_line.zip,                       3, 6",
    "truncated_gzip_member.zip,               3, 4",
    "truncated_zip.zip,                       3, 0",
    "type_drift.zip,                          0, 1",
    "zip_slip_names.zip,                      3, 2"
  })
  void aDamagedArchiveGivesWhatIsWholeAndSaysTheRest(String archive, int exitCode, int rows)
      throws Exception {
    Ended ended = read(Recordings.amplitude("bad/" + archive)).exits(exitCode);

    assertThat(new Landed(directory.resolve("out")).rows(), hasSize(rows));
    assertThat(ended.hasStackTrace(), is(false));
    if (exitCode != 0) {
      assertThat(ended.out(), containsString(archive));
    }
    assertThat(
        "only the output and the log were written",
        List.of(directory.toFile().list()).stream().sorted().toList(),
        is(List.of("logs", "out")));
  }

  @Test
  void twoGigabytesInOneLineAreRefusedInAQuarterOfAGigabyte() throws Exception {
    Path bomb = Recordings.amplitude("bad/gzip_bomb_2GiB_single_line.zip");

    Ended ended =
        Purlin.script(directory)
            .with("PURLIN_HEAP", "256m")
            .with("PURLIN_JAVA_OPTS", Day.QUICK)
            .run("amplitude", "--from-archives=" + bomb, "--output=out")
            .exits(3);

    assertThat(ended.out(), containsString("refused"));
    assertThat(new Landed(directory.resolve("out")).rows(), hasSize(0));
  }

  @Test
  void numbersBeyondADoubleStayExactAndOddTypesAreKept() throws Exception {
    read(Recordings.amplitude("bad/type_drift.zip")).exits(0);

    ObjectNode row = new Landed(directory.resolve("out")).rows().get(0);
    assertThat(row.get("amplitude_id").asLong(), is(9_007_199_254_740_993L));
    assertThat(row.get("_extra").get("event_id").asText(), is("355175889"));
    assertThat(row.get("_extra").has("new_field_2027"), is(true));
  }

  private Ended read(Path archive) throws IOException, InterruptedException {
    return Purlin.script(directory)
        .with("PURLIN_JAVA_OPTS", Day.QUICK)
        .run("amplitude", "--from-archives=" + archive, "--output=out");
  }
}
