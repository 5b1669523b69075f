package org.purlin.pipelines.cli;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What runs landed in a directory of this machine, read as its readers do: through the manifests.
 *
 * @param output the output directory
 */
record LandedRows(Path output) {

  private static final String MANIFEST = "_manifest.json";

  /** Numbers stay exact. */
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  /** The rows of all windows of a table; none when it is not there. */
  List<ObjectNode> of(String table) throws IOException {
    List<ObjectNode> rows = new ArrayList<>();
    for (Path manifest : manifests(table)) {
      for (JsonNode file : JSON.readTree(manifest.toFile()).get("files")) {
        for (String line : Files.readAllLines(manifest.resolveSibling(file.get("name").asText()))) {
          rows.add((ObjectNode) JSON.readTree(line));
        }
      }
    }
    return rows;
  }

  /** How many windows of a table are published. */
  int windows(String table) throws IOException {
    return manifests(table).size();
  }

  private List<Path> manifests(String table) throws IOException {
    Path directory = output.resolve(table);
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.endsWith(MANIFEST)).sorted().toList();
    }
  }
}
