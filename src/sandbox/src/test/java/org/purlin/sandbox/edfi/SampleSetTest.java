package org.purlin.sandbox.edfi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SampleSetTest {

  @ParameterizedTest
  @EnumSource(
      value = Flavour.class,
      names = {"ODS_73", "V8", "PLAIN"})
  void everyRecordIsTakenInOrder(Flavour flavour) throws Exception {
    SampleSet set = SampleSet.of(1, 100);
    assertThat(set.items(), hasSize(363));
    try (EdfiSandbox edfi = EdfiSandbox.start(EdfiSettings.of(flavour))) {
      EdfiClient client = EdfiClient.signedIn(edfi, flavour);
      for (SampleSet.Item item : set.items()) {
        assertThat(client.post(item.resource(), item.payload()).statusCode(), is(201));
      }
      for (SampleSet.Item item : set.items()) {
        assertThat(client.post(item.resource(), item.payload()).statusCode(), is(200));
      }
      assertThat(edfi.count("students"), is(100));
      assertThat(edfi.count("studentSchoolAssociations"), is(100));
      assertThat(edfi.count("studentAssessments"), is(50));
      assertThat(edfi.count("studentSchoolAttendanceEvents"), is(50));
      assertThat(edfi.count("localEducationAgencies"), is(2));
    }
  }

  @Test
  void aSeedGivesTheSameSetAndAnotherSeedAnother() {
    assertThat(SampleSet.of(1, 20).items(), is(SampleSet.of(1, 20).items()));
    assertThat(SampleSet.of(2, 20).items(), is(not(SampleSet.of(1, 20).items())));
  }

  @Test
  void shufflingKeepsEveryRecord() {
    SampleSet set = SampleSet.of(1, 20);
    List<SampleSet.Item> shuffled = set.shuffled(7).items();
    assertThat(shuffled, is(not(set.items())));
    assertThat(new HashSet<>(shuffled), is(new HashSet<>(set.items())));
    assertThat(shuffled, is(set.shuffled(7).items()));
  }

  @Test
  void aFileHasOneRecordALine(@TempDir Path directory) throws Exception {
    SampleSet set = SampleSet.of(1, 5);
    Path file = directory.resolve("records.jsonl");
    set.writeTo(file);
    List<SampleSet.Item> read = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode record = EdfiClient.JSON.readTree(line);
      assertThat(record.size(), is(2));
      read.add(
          new SampleSet.Item(record.path("resource").asText(), record.path("payload").toString()));
    }
    assertThat(read, is(set.items()));
  }
}
