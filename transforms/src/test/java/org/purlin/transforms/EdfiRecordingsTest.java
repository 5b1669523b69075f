package org.purlin.transforms;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.purlin.transforms.edfi.Checked;
import org.purlin.transforms.edfi.Checked.Ready;
import org.purlin.transforms.edfi.EdfiJson;
import org.purlin.transforms.edfi.PayloadCheck;
import org.purlin.transforms.edfi.PayloadComparison;

/** A closed set of records that a server accepted. */
class EdfiRecordingsTest {

  @Test
  void everyAcceptedRecordPassesUnchangedAndIsUnlikeAllOthers() throws Exception {
    PayloadCheck check = PayloadCheck.of(null);
    Set<String> bodies = new HashSet<>();
    int records = 0;
    for (String payload : payloads()) {
      records++;
      Checked checked = check.check(payload);
      assertThat(checked, is(instanceOf(Ready.class)));
      Ready ready = (Ready) checked;
      assertThat(ready.removed(), is(List.of()));
      JsonNode sent = EdfiJson.reader().readTree(ready.body());
      assertThat(PayloadComparison.same(EdfiJson.reader().readTree(payload), sent), is(true));
      bodies.add(HexFormat.of().formatHex(ready.sha256()));
    }
    assertThat(records, is(greaterThan(0)));
    assertThat(bodies.size(), is(records));
  }

  private static List<String> payloads() throws Exception {
    List<String> payloads = new ArrayList<>();
    try (Stream<Path> files = Files.list(Recordings.directory("edfi"))) {
      for (Path file : files.sorted().toList()) {
        for (String line : Files.readAllLines(file)) {
          JsonNode tree = EdfiJson.reader().readTree(line);
          payloads.add(tree.has("payload") ? EdfiJson.text(tree.get("payload")) : line);
        }
      }
    }
    return payloads;
  }
}
