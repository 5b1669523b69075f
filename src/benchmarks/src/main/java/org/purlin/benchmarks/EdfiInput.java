package org.purlin.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.purlin.sandbox.edfi.SampleSet;

/**
 * Students to post, twice the same.
 *
 * @param rows as {@code purlin edfi push} reads them
 * @param bodies what is to be posted and nothing else, one body a line
 * @param students how many
 */
record EdfiInput(Path rows, Path bodies, int students) {

  private static final long SEED = 1;

  /** Makes both files. */
  static EdfiInput of(Path directory, int students) throws IOException {
    Files.createDirectories(directory);
    EdfiInput input =
        new EdfiInput(
            directory.resolve("students-" + students + ".jsonl"),
            directory.resolve("bodies-" + students + ".txt"),
            students);
    List<String> payloads =
        SampleSet.of(SEED, students).items().stream()
            .filter(item -> item.resource().equals("students"))
            .map(SampleSet.Item::payload)
            .toList();
    try (BufferedWriter rows = Files.newBufferedWriter(input.rows);
        BufferedWriter bodies = Files.newBufferedWriter(input.bodies)) {
      for (String payload : payloads) {
        rows.write("{\"resource\":\"students\",\"payload\":" + payload + "}\n");
        bodies.write(payload + "\n");
      }
    }
    return input;
  }
}
