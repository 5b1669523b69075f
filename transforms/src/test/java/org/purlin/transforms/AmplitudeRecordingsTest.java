package org.purlin.transforms;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.purlin.transforms.archive.ArchiveLimits;
import org.purlin.transforms.archive.GzipLines;
import org.purlin.transforms.archive.RefusedException;
import org.purlin.transforms.archive.ZipArchive;
import org.purlin.transforms.archive.ZipArchive.Member;
import org.purlin.transforms.keys.KeySet;
import org.purlin.transforms.rows.BadRecordException;
import org.purlin.transforms.rows.Column;
import org.purlin.transforms.rows.ColumnType;
import org.purlin.transforms.rows.Redaction;
import org.purlin.transforms.rows.RowFlattener;
import org.purlin.transforms.rows.Table;

/** Real archives of six events, whole and in the ways archives have been seen to break. */
class AmplitudeRecordingsTest {

  private static final ArchiveLimits LIMITS = ArchiveLimits.DEFAULT;

  private static final Table EVENTS =
      new Table(
          "events",
          List.of(
              Column.of("uuid", ColumnType.STRING, "Key.").asRequired(),
              Column.of("server_upload_time", ColumnType.TIMESTAMP, "Window.").asRequired(),
              Column.of("amplitude_id", ColumnType.INT64, "Id."),
              Column.of("event_id", ColumnType.INT64, "Counter."),
              Column.of("session_id", ColumnType.INT64, "Session."),
              Column.of("paying", ColumnType.BOOL, "Paying."),
              Column.of("groups", ColumnType.JSON, "Groups."),
              Column.lineage(Table.EXTRA, ColumnType.JSON, "Rest.")),
          "uuid",
          "server_upload_time",
          List.of());

  private Path recordings;

  @BeforeEach
  void find() {
    recordings = Recordings.directory("amplitude");
  }

  private ZipArchive open(String name) throws IOException {
    return ZipArchive.open(FileChannel.open(recordings.resolve(name)), LIMITS);
  }

  private static List<String> lines(ZipArchive archive, int member) throws IOException {
    Member found = archive.members().get(member);
    List<String> read = new ArrayList<>();
    try (GzipLines lines = new GzipLines(archive.open(found), found.compressedBytes(), LIMITS)) {
      while (lines.next()) {
        read.add(new String(lines.buffer(), lines.start(), lines.length(), StandardCharsets.UTF_8));
      }
    }
    return read;
  }

  private List<String> allLines(String name) throws IOException {
    List<String> read = new ArrayList<>();
    try (ZipArchive archive = open(name)) {
      archive.verify();
      for (int i = 0; i < archive.members().size(); i++) {
        read.addAll(lines(archive, i));
      }
    }
    return read;
  }

  private String refusalOf(String name) {
    return assertThrows(RefusedException.class, () -> open(name)).getMessage();
  }

  @Test
  void wholeArchivesHoldTheSixEventsHoweverTheyArePacked() throws IOException {
    List<String> events =
        Files.readAllLines(recordings.resolve("events_airbyte_test_project_6.ndjson"));

    assertThat(events, hasSize(6));
    assertThat(allLines("export_airbyte_test_project_6.zip"), is(events));
    assertThat(allLines("export_airbyte_test_project_6_deflated.zip"), is(events));
    assertThat(allLines("bad/deflated_with_data_descriptor_VALID.zip"), is(events));
  }

  @Test
  void everyEventIsARowOfItsOwnKey() throws IOException, BadRecordException {
    RowFlattener flattener = new RowFlattener(EVENTS, Redaction.none(), null);
    try (KeySet keys = new KeySet()) {
      for (String line : allLines("export_airbyte_test_project_6.zip")) {
        JsonNode source = new ObjectMapper().readTree(line);
        JsonNode row = row(flattener, line);

        assertThat(keys.add(flattener.key()), is(true));
        assertThat(row.get("amplitude_id"), is(source.get("amplitude_id")));
        assertThat(row.get("_extra").size() + EVENTS.columns().size() - 1, is(source.size()));
      }
    }
  }

  private static JsonNode row(RowFlattener flattener, String line)
      throws IOException, BadRecordException {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    flattener.flatten(bytes, 0, bytes.length);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    flattener.writeTo(out);
    return new ObjectMapper().readTree(out.toByteArray());
  }

  @Test
  void aPageOrHalfAnArchiveIsRefusedWhole() {
    assertThat(refusalOf("bad/html_with_200.zip"), is("it is a web page, not a zip"));
    assertThat(
        refusalOf("bad/truncated_zip.zip"),
        is("it is cut off: the zip's end record is missing after 1327 bytes"));
  }

  @Test
  void aDamagedMemberIsRefusedAndItsNeighbourIsRead() throws IOException {
    for (String name : List.of("gzip_crc_mismatch.zip", "truncated_gzip_member.zip")) {
      try (ZipArchive archive = open("bad/" + name)) {
        archive.verify();
        assertThat(name, lines(archive, 0), hasSize(4));
        assertThat(
            name,
            assertThrows(RefusedException.class, () -> lines(archive, 1)).getMessage(),
            containsString("its gzip data is damaged or cut off after line "));
      }
    }
  }

  @Test
  void aBombIsRefusedAtItsFirstLineInLittleMemory() throws IOException {
    try (ZipArchive archive = open("bad/gzip_bomb_2GiB_single_line.zip")) {
      Member member = archive.members().get(0);
      try (GzipLines lines =
          new GzipLines(archive.open(member), member.compressedBytes(), LIMITS)) {
        assertThat(
            assertThrows(RefusedException.class, lines::next).getMessage(),
            is("line 1 is longer than 16777216 bytes"));
        assertThat(lines.buffer().length, lessThan(17 << 20));
        assertThat(lines.expandedBytes(), lessThan(17L << 20));
      }
    }
  }

  @Test
  void linesThatAreNoEventsAreToldApart() throws IOException {
    List<String> fates = new ArrayList<>();
    RowFlattener flattener = new RowFlattener(EVENTS, Redaction.none(), null);
    try (ZipArchive archive = open("bad/non_json_line.zip")) {
      for (String line : lines(archive, 1)) {
        try {
          fates.add(line.isBlank() ? "blank" : "row " + row(flattener, line).size());
        } catch (BadRecordException e) {
          fates.add(e.getMessage());
        }
      }
    }

    assertThat(
        fates,
        contains(
            "row 8",
            "not JSON: the line ends in the middle of a value",
            "not JSON: unexpected text at column 2",
            "not a JSON object",
            "blank",
            "row 8"));
  }

  @Test
  void aDriftedEventIsARowAndItsOddValuesAreKept() throws IOException, BadRecordException {
    RowFlattener flattener = new RowFlattener(EVENTS, Redaction.none(), null);

    JsonNode row = row(flattener, allLines("bad/type_drift.zip").get(0));

    assertThat(row.get("amplitude_id").longValue(), is(9007199254740993L));
    assertThat(row.get("event_id").isNull(), is(true));
    assertThat(row.get("_extra").get("event_id").textValue(), is("355175889"));
    assertThat(row.get("_extra").get("session_id").isFloatingPointNumber(), is(true));
    assertThat(row.get("_extra").get("new_field_2027").toString(), is("{\"a\":1}"));
    assertThat(row.get("paying").isNull(), is(true));
    assertThat(row.get("groups").toString(), is("[]"));
    assertThat(flattener.takeDrift().newKeys().get("new_field_2027"), is(1L));
  }

  @Test
  void namesThatClimbAreGivenAsTheyAreAndWriteNothing() throws IOException {
    try (ZipArchive archive = open("bad/zip_slip_names.zip")) {
      assertThat(
          archive.members().stream().map(Member::name).toList(),
          contains(
              "../../evil.json.gz",
              "/etc/evil.json.gz",
              "434735/..\\..\\evil.json.gz",
              "434735/434735_2023-08-26_11#0.json.gz"));
    }
  }

  @Test
  void anEventThatComesTwiceIsFoundByItsKey() throws IOException, BadRecordException {
    RowFlattener flattener = new RowFlattener(EVENTS, Redaction.none(), null);
    List<String> lines = allLines("bad/duplicate_uuid_lines.zip");
    int doubles = 0;
    try (KeySet keys = new KeySet()) {
      for (String line : lines) {
        row(flattener, line);
        doubles += keys.add(flattener.key()) ? 0 : 1;
      }
      assertThat(keys.size() + doubles, is(lines.size()));
    }
    assertThat(doubles, is(2));
  }
}
