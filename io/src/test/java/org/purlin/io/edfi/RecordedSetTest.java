package org.purlin.io.edfi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.sandbox.edfi.EdfiSandbox;

/** A closed set of records that a real server has accepted. */
class RecordedSetTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;

  @Test
  void aShuffledSetIsDeliveredWholeAndASecondRunSendsNothing() throws IOException {
    String recordings = System.getProperty("purlin.recordings", "");
    assumeTrue(
        !recordings.isBlank(), "Needs recorded inputs: run with -Dpurlin.recordings=<directory>.");
    List<String> rows =
        rows(Path.of(System.getProperty("purlin.root")).resolve(recordings).resolve("edfi"));
    Collections.shuffle(rows, new Random(7));
    try (EdfiSandbox sandbox = EdfiSandbox.start()) {
      Submitting push = new Submitting(directory).to(Submitting.district(sandbox));
      rows.forEach(push::line);

      assertThat(push.run().fates(), is(Map.of("created", (long) rows.size())));

      int posts = sandbox.posts().size();
      assertThat(push.run().fates(), is(Map.of("already delivered", (long) rows.size())));
      assertThat(sandbox.posts(), hasSize(posts));

      push.resend(SubmitRun.Resend.ALL);
      assertThat(push.run().fates(), is(Map.of("updated", (long) rows.size())));
    }
  }

  private static List<String> rows(Path set) throws IOException {
    List<String> rows = new ArrayList<>();
    try (Stream<Path> files = Files.list(set)) {
      for (Path file : files.sorted().toList()) {
        String resource = file.getFileName().toString().replace(".jsonl", "");
        for (String line : Files.readAllLines(file)) {
          JsonNode row = JSON.readTree(line);
          rows.add(
              row.has("payload")
                  ? line
                  : "{\"resource\":\"" + resource + "\",\"payload\":" + line + "}");
        }
      }
    }
    return rows;
  }
}
