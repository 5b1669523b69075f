package org.purlin.sandbox.amplitude;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportContentTest {

  private static final Instant FIVE = Instant.parse("2026-01-01T05:00:00Z");
  private static final String ANY_TIME = "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6}";
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

  /** The 55 keys seen on the wire, in their order. */
  private static final List<String> KEYS =
      List.of(
          """
          $insert_id $insert_key $schema adid amplitude_attribution_ids amplitude_event_type
          amplitude_id app city client_event_time client_upload_time country data data_type
          device_brand device_carrier device_family device_id device_manufacturer device_model
          device_type dma event_id event_properties event_time event_type global_user_properties
          group_properties groups idfa ip_address is_attribution_event language library
          location_lat location_lng os_name os_version partner_id paying plan platform
          processed_time region sample_rate server_received_time server_upload_time session_id
          source_id start_version user_creation_time user_id user_properties uuid version_name
          """
              .strip()
              .split("\\s+"));

  @TempDir private Path directory;

  @Test
  void anEventHasThe55KeysInTheirOrder() throws Exception {
    assertThat(KEYS, hasSize(55));
    for (JsonNode event : events(steady(500).build())) {
      List<String> keys = new ArrayList<>();
      event.fieldNames().forEachRemaining(keys::add);
      assertThat(keys, is(KEYS));
    }
  }

  @Test
  void valuesHaveTheTypesOfTheWire() throws Exception {
    List<JsonNode> events = events(steady(2000).build());

    assertThat(
        types(events, "$schema", "amplitude_id", "app", "event_id", "session_id"),
        is(Set.of(JsonNodeType.NUMBER)));
    assertThat(
        types(events, "event_properties", "user_properties", "groups", "data", "plan"),
        is(Set.of(JsonNodeType.OBJECT)));
    assertThat(
        types(events, "location_lat", "location_lng"),
        is(Set.of(JsonNodeType.NUMBER, JsonNodeType.NULL)));
    assertThat(types(events, "paying"), is(Set.of(JsonNodeType.BOOLEAN, JsonNodeType.NULL)));
    assertThat(
        types(events, "user_id", "adid", "idfa", "dma", "$insert_key", "device_carrier"),
        is(Set.of(JsonNodeType.STRING, JsonNodeType.NULL)));
    assertThat(
        types(events, "uuid", "$insert_id", "device_id", "event_type", "ip_address"),
        is(Set.of(JsonNodeType.STRING)));
    assertThat(
        types(events, "sample_rate", "partner_id", "source_id"), is(Set.of(JsonNodeType.NULL)));
  }

  @Test
  void timesAreWrittenInUtcWithMicrosecondsAndNoZone() throws Exception {
    for (JsonNode event : events(steady(200).build())) {
      for (String key : KEYS) {
        if (key.endsWith("_time") && !event.get(key).isNull()) {
          assertThat(event.get(key).textValue(), matchesPattern(ANY_TIME));
        }
      }
    }
  }

  @Test
  void uploadTimesAreInsideTheHourAndInOrder() throws Exception {
    String before = "2026-01-01 05:00:00.000000";
    for (JsonNode event : events(steady(5000).build())) {
      String upload = event.get("server_upload_time").textValue();
      assertThat(upload.compareTo(before) >= 0, is(true));
      before = upload;
    }
    assertThat(before, lessThan("2026-01-01 06:00:00"));
    assertThat(before, greaterThan("2026-01-01 05:59:58"));
  }

  @Test
  void aFewEventsHappenedLongBeforeTheyWereUploaded() throws Exception {
    List<JsonNode> events = events(steady(10_000).build());

    long late =
        events.stream()
            .filter(e -> e.get("event_time").textValue().compareTo("2026-01-01 04:00:00") < 0)
            .count();

    assertThat(late, is(both(greaterThan(250L)).and(lessThan(350L))));
  }

  @Test
  void someEventsBelongToNoSession() throws Exception {
    List<JsonNode> events = events(steady(2000).build());

    long none = events.stream().filter(e -> e.get("session_id").longValue() == -1).count();

    assertThat(none, is(both(greaterThan(20L)).and(lessThan(120L))));
  }

  @Test
  void addressesAreFromTheDocumentationRanges() throws Exception {
    Set<String> networks = new TreeSet<>();
    for (JsonNode event : events(steady(500).build())) {
      networks.add(event.get("ip_address").textValue().replaceAll("\\d+$", ""));
    }
    assertThat(networks, contains("192.0.2.", "198.51.100.", "203.0.113."));
  }

  @Test
  void aLineIsAboutAsLongAsARealOne() throws Exception {
    int bytes = 0;
    List<String> lines = lines(steady(1000).build());
    for (String line : lines) {
      bytes += line.getBytes(StandardCharsets.UTF_8).length;
    }
    assertThat(bytes / lines.size(), is(both(greaterThan(1200)).and(lessThan(2000))));
  }

  @Test
  void theTruthIsWhatTheArchiveHolds() throws Exception {
    Traffic traffic =
        Traffic.builder().partsPerHour(3).duplicateRate(0.1).badLines(FIVE, 4).build();
    List<String> uuids = new ArrayList<>();
    int bad = 0;
    List<String> lines = lines(traffic);
    for (String line : lines) {
      try {
        uuids.add(JSON.readTree(line).get("uuid").textValue());
      } catch (JsonProcessingException e) {
        bad++;
      }
    }

    try (AmplitudeSandbox sandbox =
        AmplitudeSandbox.start(AmplitudeSettings.builder().traffic(traffic).build())) {
      HourOfEvents truth = sandbox.eventsOf(FIVE);

      assertThat(lines, hasSize(truth.lines()));
      assertThat(bad, is(truth.badLines()));
      assertThat(bad, is(4));
      assertThat(truth.uuids(), hasSize(truth.events()));
      assertThat(
          new TreeSet<>(uuids),
          is(new TreeSet<>(truth.uuids().stream().map(Object::toString).toList())));
      assertThat(new HashSet<>(truth.uuids()), hasSize(truth.events()));
    }
  }

  @Test
  void copiesAreVerbatimAndNotAlwaysNeighbours() throws Exception {
    List<String> lines = lines(steady(1000).duplicateRate(0.1).build());
    Set<String> different = new HashSet<>(lines);
    int neighbours = 0;
    for (int n = 1; n < lines.size(); n++) {
      neighbours += lines.get(n).equals(lines.get(n - 1)) ? 1 : 0;
    }

    assertThat(different, hasSize(1000));
    assertThat(lines.size(), is(both(greaterThan(1060)).and(lessThan(1140))));
    assertThat(neighbours, is(lessThan(40)));
  }

  @Test
  void anHourComesInAsManyPartsAsAskedFor() throws Exception {
    Map<String, List<String>> members = members(steady(10).partsPerHour(3).projectId(7).build());

    assertThat(
        members.keySet(),
        contains(
            "7/7_2026-01-01_5#0.json.gz",
            "7/7_2026-01-01_5#1.json.gz",
            "7/7_2026-01-01_5#2.json.gz"));
    assertThat(members.values().stream().map(List::size).toList(), contains(3, 3, 4));
  }

  @Test
  void anHourOfFewEventsHasFewerParts() throws Exception {
    assertThat(members(steady(2).partsPerHour(3).build()).values(), hasSize(2));
  }

  @Test
  void theSameTrafficIsTheSameBytes() throws Exception {
    assertThat(Arrays.equals(archive(steady(50).build()), archive(steady(50).build())), is(true));
    assertThat(
        Arrays.equals(archive(steady(50).build()), archive(steady(50).seed(2).build())), is(false));
  }

  @Test
  void theServedArchiveIsTheWrittenOneAndTheSameEveryTime() throws Exception {
    Traffic traffic = steady(50).build();
    try (AmplitudeSandbox sandbox =
        AmplitudeSandbox.start(AmplitudeSettings.builder().traffic(traffic).build())) {
      ExportClient client = new ExportClient(sandbox);
      byte[] first = client.export("20260101T05", "20260101T05").body();
      byte[] again = client.export("20260101T05", "20260101T05").body();

      assertThat(Arrays.equals(first, again), is(true));
      assertThat(Arrays.equals(first, archive(traffic)), is(true));
    }
  }

  @Test
  void differentHoursShareNoEvents() {
    Traffic traffic = steady(500).build();
    Set<Object> uuids = new HashSet<>();
    for (int n = 0; n < 24; n++) {
      uuids.addAll(new HourLines(traffic, FIVE.plusSeconds(n * 3600L)).truth().uuids());
    }
    assertThat(uuids, hasSize(24 * 500));
  }

  @Test
  void membersAreStoredUnlessDeflatingIsAskedFor() throws Exception {
    assertThat(methodsServed(false), is(Set.of(ZipEntry.STORED)));
    assertThat(methodsServed(true), is(Set.of(ZipEntry.DEFLATED)));
  }

  @Test
  void aDayWrittenToDiskHoldsExactlyItsEventsAndLeavesNothingElse() throws Exception {
    Path zip = directory.resolve("day.zip");
    Traffic traffic = Traffic.builder().eventsPerDay(2_500).partsPerHour(2).build();

    ExportArchive.Written written =
        ExportArchive.write(zip, traffic, Instant.parse("2026-01-01T00:00:00Z"), 24);

    byte[] archive = Files.readAllBytes(zip);
    assertThat(written, is(new ExportArchive.Written(48, 2_500, archive.length)));
    assertThat(ExportClient.lines(archive), hasSize(2_500));
    assertThat(ExportClient.members(archive).keySet(), hasSize(48));
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.toList(), contains(zip));
    }
  }

  private Set<Integer> methodsServed(boolean deflated) throws Exception {
    AmplitudeSettings settings =
        AmplitudeSettings.builder().traffic(steady(5).build()).deflated(deflated).build();
    Path zip = directory.resolve("served.zip");
    try (AmplitudeSandbox sandbox = AmplitudeSandbox.start(settings)) {
      byte[] archive = new ExportClient(sandbox).export("20260101T05", "20260101T06").body();
      assertThat(ExportClient.lines(archive), hasSize(10));
      Files.write(zip, archive);
    }
    Set<Integer> methods = new HashSet<>();
    try (ZipFile file = new ZipFile(zip.toFile())) {
      file.stream().forEach(entry -> methods.add(entry.getMethod()));
    }
    return methods;
  }

  private static Traffic.Builder steady(int eventsPerHour) {
    return Traffic.builder().eventsPerHour(eventsPerHour).steady(true);
  }

  private byte[] archive(Traffic traffic) throws IOException {
    Path zip = directory.resolve("export.zip");
    ExportArchive.write(zip, traffic, FIVE, 1);
    return Files.readAllBytes(zip);
  }

  private Map<String, List<String>> members(Traffic traffic) throws IOException {
    return ExportClient.members(archive(traffic));
  }

  private List<String> lines(Traffic traffic) throws IOException {
    return ExportClient.lines(archive(traffic));
  }

  private List<JsonNode> events(Traffic traffic) throws IOException {
    List<JsonNode> events = new ArrayList<>();
    for (String line : lines(traffic)) {
      events.add(JSON.readTree(line));
    }
    assertThat(events, not(hasSize(0)));
    return events;
  }

  private static Set<JsonNodeType> types(List<JsonNode> events, String... keys) {
    Set<JsonNodeType> types = new HashSet<>();
    for (JsonNode event : events) {
      for (String key : keys) {
        types.add(event.get(key).getNodeType());
      }
    }
    return types;
  }
}
