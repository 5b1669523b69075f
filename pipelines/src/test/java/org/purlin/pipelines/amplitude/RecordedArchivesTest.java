package org.purlin.pipelines.amplitude;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The recorded archive and the damaged ones made from it, through the front door. */
class RecordedArchivesTest {

  private static final String FIRST = "434735/434735_2023-08-25_11#0.json.gz";
  private static final String SECOND = "434735/434735_2023-08-26_11#0.json.gz";

  @TempDir Path directory;

  /** Rows without what differs from run to run. */
  private static List<JsonNode> content(Desk desk) {
    return desk.rows().stream()
        .<JsonNode>map(row -> row.<ObjectNode>deepCopy().without(List.of("_run_id", "_loaded_at")))
        .toList();
  }

  @Test
  void storedAndDeflatedMembersGiveTheSameSixRowsWithEveryValueOfTheSource() throws IOException {
    Path recordings = Recordings.directory("amplitude");
    Desk stored = new Desk(directory.resolve("stored"));
    Desk deflated = new Desk(directory.resolve("deflated"));
    Path plain = recordings.resolve("export_airbyte_test_project_6.zip");

    assertThat(stored.fromArchives(plain), is(0));
    assertThat(
        deflated.fromArchives(recordings.resolve("export_airbyte_test_project_6_deflated.zip")),
        is(0));

    assertThat(content(stored), hasSize(6));
    assertThat(content(deflated), is(content(stored)));
    assertThat(stored.balance("lines"), is("6 read = 6 landed"));
    List<String> events =
        Files.readAllLines(recordings.resolve("events_airbyte_test_project_6.ndjson"));
    for (int i = 0; i < events.size(); i++) {
      JsonNode row = stored.rows().get(i);
      Desk.json(events.get(i))
          .properties()
          .forEach(
              key ->
                  assertThat(
                      key.getKey(),
                      row.has(key.getKey().replace("$schema", "schema_version").replace("$", "")),
                      is(true)));
      assertThat(row.get("uuid"), is(Desk.json(events.get(i)).get("uuid")));
      assertThat(row.get("event_properties"), is(Desk.json(events.get(i)).get("event_properties")));
    }

    Map<String, String> before = stored.files("events");
    assertThat(stored.fromArchives(plain), is(0));
    assertThat(stored.files("events"), is(before));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "deflated_with_data_descriptor_VALID | 0 | 6 | 6 read = 6 landed                  | All done",
        "duplicate_uuid_lines     | 0 | 2 | 4 read = 2 landed + 2 duplicates    | All done",
        "gzip_bomb_2GiB_single_line | 3 | 0 | 0 read = 0                        | gzip_bomb_2GiB_single_line.zip, member FIRST",
        "gzip_crc_mismatch        | 3 | 4 | * | gzip_crc_mismatch.zip, member SECOND",
        "html_with_200            | 3 | 0 | 0 read = 0                          | html_with_200.zip  refused: it is a web page, not a zip",
        "non_json_line            | 3 | 6 | 10 read = 6 landed + 3 rejected + 1 blank | non_json_line.zip, member SECOND, line 2: not JSON",
        "truncated_gzip_member    | 3 | 4 | * | truncated_gzip_member.zip, member SECOND",
        "truncated_zip            | 3 | 0 | 0 read = 0                          | truncated_zip.zip  refused: it is cut off",
        "type_drift               | 0 | 1 | 1 read = 1 landed                   | New keys, kept in _extra",
        "zip_slip_names           | 3 | 2 | 2 read = 2 landed                   | zip_slip_names.zip, member ../../evil.json.gz  refused",
      })
  void eachDamagedArchiveSaysWhatIsWrongAndWhereAndLandsTheRest(
      String name, int exitCode, int rows, String lines, String said) {
    Path archive = Recordings.directory("amplitude/bad").resolve(name + ".zip");
    Desk desk = new Desk(directory);

    assertThat(desk.fromArchives(archive, "--maxLineBytes=4194304"), is(exitCode));

    assertThat(desk.rows(), hasSize(rows));
    if (!lines.equals("*")) {
      assertThat(desk.balance("lines"), is(lines));
    }
    assertThat(desk.out, containsString(said.replace("FIRST", FIRST).replace("SECOND", SECOND)));
    assertThat(Stream.of(directory.toFile().list()).sorted().toList(), is(List.of("logs", "out")));
    assertThat(desk.files("_tmp"), is(Map.of()));

    Map<String, String> before = desk.files("events");
    assertThat(desk.fromArchives(archive, "--maxLineBytes=4194304"), is(exitCode));
    assertThat(desk.files("events"), is(before));
  }

  @Test
  void rejectedLinesHaveTheirNumbersAndTheThresholdMayAllowThem() {
    Path archive = Recordings.directory("amplitude/bad").resolve("non_json_line.zip");
    Desk desk = new Desk(directory);

    assertThat(desk.fromArchives(archive, "--maxBadLines=3"), is(0));

    assertThat(Desk.column("_line", desk.rejected()), contains("2", "3", "4"));
    assertThat(Desk.column("_file", desk.rejected()), contains(SECOND, SECOND, SECOND));
  }

  @Test
  void aNumberBeyondADoubleStaysExactAndOddTypesAreKeptAside() {
    Path archive = Recordings.directory("amplitude/bad").resolve("type_drift.zip");
    Desk desk = new Desk(directory);

    assertThat(desk.fromArchives(archive), is(0));

    assertThat(
        desk.rows().get(0).get("amplitude_id").bigIntegerValue().toString(),
        is("9007199254740993"));
    assertThat(desk.rows().get(0).get("_extra").isNull(), is(false));
    assertThat(desk.outcome().get("drift").get("newKeys").isEmpty(), is(false));
    assertThat(desk.outcome().get("drift").get("changedTypes").isEmpty(), is(false));
  }
}
