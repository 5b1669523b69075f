package org.purlin.io.edfi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.io.landing.FileLanding;
import org.purlin.io.landing.IfExists;
import org.purlin.io.landing.OutputChangedException;
import org.purlin.io.landing.Part;
import org.purlin.io.landing.PartWriter;
import org.purlin.transforms.edfi.Children;
import org.purlin.transforms.edfi.ResourceName;
import org.purlin.transforms.edfi.ResourceRows;
import org.purlin.transforms.edfi.RowLineage;
import org.purlin.transforms.rows.KeyedHash;

class PullMergeTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final byte[] KEY = "a key for hashes".getBytes(StandardCharsets.UTF_8);

  @TempDir Path directory;

  private final ResourceRows rows =
      ResourceRows.of(ResourceName.parse("things"), null, Children.JSON, true);

  private FileLanding landing() {
    return new FileLanding(directory.toString(), "r", IfExists.REPLACE);
  }

  private PullLayer layer(String redaction, String... idsAndValues) throws IOException {
    PullTally tally = new PullTally();
    try (PullRecords records =
        new PullRecords(
            landing(),
            rows.writer(redaction, KEY),
            redaction == null ? null : new KeyedHash(KEY),
            new RowLineage("d", 1L, "r"),
            tally)) {
      for (int i = 0; i < idsAndValues.length; i += 2) {
        records.take(
            JSON.readTree(
                "{\"id\":\"" + idsAndValues[i] + "\",\"v\":\"" + idsAndValues[i + 1] + "\"}"),
            new PullSink.Place(1, i / 2 + 1));
      }
      return records.finish();
    }
  }

  private PullLayer deletion(String... ids) throws IOException {
    try (PartWriter part = landing().newPart()) {
      for (String id : ids) {
        part.out().write((id + "\n").getBytes(StandardCharsets.UTF_8));
      }
      return new PullLayer(part.finish(), Map.of());
    }
  }

  private static List<String> values(String file) throws IOException {
    List<String> values = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of(file))) {
      JsonNode row = JSON.readTree(line);
      values.add(row.get("body").get("v").asText());
    }
    return values;
  }

  private List<String> values(PullMerge merge) throws IOException {
    List<String> values = new ArrayList<>();
    for (Part part : merge.parts(rows.table())) {
      values.addAll(values(part.temporary()));
    }
    values.sort(null);
    return values;
  }

  @Test
  void theLatestCopyOfEachRecordStays() throws IOException {
    try (PullMerge merge = new PullMerge(landing(), rows)) {
      merge.addLayers(
          List.of(
              layer(null, "a", "a1", "b", "b1", "c", "c1"),
              layer(null, "b", "b2", "d", "d2"),
              layer(null, "d", "d3")));

      assertThat(values(merge), contains("a1", "b2", "c1", "d3"));
      PullNumbers numbers = merge.complete(PullNumbers.NONE);
      assertThat(numbers.landed(), is(4L));
      assertThat(numbers.replaced(), is(2L));
    }
  }

  @Test
  void aDeletionTakesAwayWhatIsBelowAndNotWhatCameBackAbove() throws IOException {
    landing()
        .publish(
            rows.table(),
            "d",
            List.of(layer(null, "a", "a0", "b", "b0", "z", "z0").rows().get("things")),
            true);
    try (PullMerge merge = new PullMerge(landing(), rows)) {
      merge.addLayers(
          List.of(
              layer(null, "b", "b1", "c", "c1"), deletion("a", "b", "c"), layer(null, "c", "c2")));
      merge.addPublished("d");

      assertThat(values(merge), contains("c2", "z0"));
      PullNumbers numbers = merge.complete(PullNumbers.NONE);
      assertThat(numbers.kept(), is(1L));
      assertThat(numbers.removed(), is(2L));
      assertThat(numbers.replaced(), is(2L));
    }
  }

  @Test
  void recordsWithHashedIdsAreMergedByTheirHashes() throws IOException {
    try (PullMerge merge = new PullMerge(landing(), rows)) {
      merge.addLayers(List.of(layer("id:hash", "a", "a1", "b", "b1"), layer("id:hash", "b", "b2")));
      assertThat(values(merge), contains("a1", "b2"));
    }
  }

  @Test
  void aPublishedFileThatWasChangedIsNotMerged() throws IOException {
    landing()
        .publish(
            rows.table(),
            "d",
            List.of(layer(null, "a", "a0", "b", "b0").rows().get("things")),
            true);
    try (var files = Files.list(directory.resolve("things/d"))) {
      Path part = files.filter(f -> f.toString().endsWith(".jsonl")).findFirst().orElseThrow();
      Files.writeString(part, Files.readString(part).replace('\n', ' '));
    }
    try (PullMerge merge = new PullMerge(landing(), rows)) {
      merge.addLayers(List.of(layer(null, "c", "c1")));
      OutputChangedException e =
          assertThrows(OutputChangedException.class, () -> merge.addPublished("d"));
      assertThat(e.getMessage(), containsString("is not as it was published"));
    }
  }

  @Test
  void aRecordWithoutAnIdIsRejectedWithItsPlaceAndNotItsContent() throws IOException {
    PullTally tally = new PullTally();
    try (PullRecords records =
        new PullRecords(
            landing(), rows.writer(null, null), null, new RowLineage("d", 1L, "r"), tally)) {
      records.take(JSON.readTree("{\"v\":\"Zebedee\"}"), new PullSink.Place(3, 17));
      records.take(JSON.readTree("[\"Zebedee\"]"), new PullSink.Place(3, 18));
      records.take(JSON.readTree("{\"v\":\"Zebedee\"}"), new PullSink.Place(4, 1));

      assertThat(tally.read, is(3L));
      assertThat(tally.rejected, is(2L));
      assertThat(tally.duplicates, is(1L));
      assertThat(records.rejectedAt().get(0), containsString("page 3, record 17, id hash "));
      assertThat(records.rejectedAt().toString().contains("Zebedee"), is(false));
      assertThat(records.finish().rows(), is(Map.of()));
    }
  }
}
