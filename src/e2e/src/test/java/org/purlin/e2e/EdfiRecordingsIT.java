package org.purlin.e2e;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.sandbox.edfi.EdfiSandbox;
import org.purlin.sandbox.edfi.EdfiSettings;

/** A closed set of records that a real server has accepted. */
class EdfiRecordingsIT {

  /** {@code -Dpurlin.e2e.seed} repeats the order of an earlier run. */
  private static final long SEED = Long.getLong("purlin.e2e.seed", System.nanoTime());

  private static final int RECORDS = 507;
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;

  /** Contract, check 7. */
  @Test
  void theShuffledSetIsDeliveredWholeAndASecondRunSendsNothing() throws Exception {
    List<String> rows = rows(Recordings.edfi());
    assertThat(rows, hasSize(RECORDS));
    System.out.println("The order is drawn with -Dpurlin.e2e.seed=" + SEED);
    Collections.shuffle(rows, new Random(SEED));
    Files.write(directory.resolve("rows.jsonl"), rows);
    try (EdfiSandbox sandbox = EdfiSandbox.start()) {
      assertThat(push(sandbox), is(Map.of("created", RECORDS)));
      int posts = sandbox.posts().size();

      assertThat(push(sandbox), is(Map.of("already delivered", RECORDS)));
      assertThat(sandbox.posts(), hasSize(posts));

      assertThat(push(sandbox, "--resend=all"), is(Map.of("updated", RECORDS)));
    }
  }

  /** Pushes the set; returns how many rows met which fate. */
  private Map<String, Integer> push(EdfiSandbox sandbox, String... more)
      throws IOException, InterruptedException {
    List<String> words =
        new ArrayList<>(
            List.of(
                "edfi",
                "push",
                "--url=" + sandbox.baseUrl(),
                "--key=env:EDFI_KEY",
                "--secret=env:EDFI_SECRET",
                "--input=rows.jsonl",
                "--output=out",
                "--commit"));
    words.addAll(List.of(more));
    Purlin.script(directory)
        .with("EDFI_KEY", EdfiSettings.KEY)
        .with("EDFI_SECRET", EdfiSettings.SECRET)
        .with("PURLIN_JAVA_OPTS", Day.QUICK)
        .run(words)
        .exits(0);
    JsonNode balance =
        new Landed(directory.resolve("out")).report().get("outcome").get("balances").get(0);
    Map<String, Integer> fates = new TreeMap<>();
    for (Map.Entry<String, JsonNode> fate : balance.get("out").properties()) {
      if (fate.getValue().asInt() > 0) {
        fates.put(fate.getKey(), fate.getValue().asInt());
      }
    }
    return fates;
  }

  /** The lines of all files; a file's name says what its records are where they do not. */
  private static List<String> rows(Path set) throws IOException {
    List<String> rows = new ArrayList<>();
    for (Path file : Landed.filesBelow(set)) {
      String resource = file.getFileName().toString().replace(".jsonl", "");
      for (String line : Files.readAllLines(file)) {
        JsonNode record = JSON.readTree(line);
        ObjectNode row = JSON.createObjectNode().put("resource", resource);
        row.set("payload", record);
        rows.add(record.has("payload") ? line : row.toString());
      }
    }
    return rows;
  }
}
