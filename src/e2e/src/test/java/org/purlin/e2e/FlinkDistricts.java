package org.purlin.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.purlin.sandbox.edfi.EdfiDistrict;
import org.purlin.sandbox.edfi.EdfiSandbox;
import org.purlin.sandbox.edfi.EdfiSettings;
import org.purlin.sandbox.edfi.SampleSet;

/** Some districts of one server, and rows for all of them in any order. */
final class FlinkDistricts implements AutoCloseable {

  static final List<String> NAMES = List.of("north", "south", "east", "west");
  static final int CONCURRENCY = 4;

  /** The variables the secrets are in. */
  private static final String KEY = "E2E_EDFI_KEY";

  private static final String SECRET = "E2E_EDFI_SECRET";

  /** One client for all districts, as a state's vendor has it. */
  private static final String CLIENT = "canary-edfi-key-6b02";

  private static final String CLIENT_SECRET = "canary-edfi-secret-e4a9";

  private static final long SEED = 20260812;
  private static final int STUDENTS = 40;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final EdfiSandbox server;
  private final Path districts;
  private final Path rows;
  private final int rowCount;

  /**
   * @param directory for its files
   */
  FlinkDistricts(Path directory) throws IOException {
    server =
        EdfiSandbox.start(
            EdfiSettings.defaults()
                .withDistricts(NAMES.toArray(String[]::new))
                .withClient(CLIENT, CLIENT_SECRET)
                .withDelay(Duration.ofMillis(15)));
    Files.createDirectories(directory);
    StringBuilder file = new StringBuilder("district,url,key,secret\n");
    List<String> lines = new ArrayList<>();
    for (String name : NAMES) {
      file.append("%s,%s,env:%s,env:%s%n".formatted(name, server.baseUrl(name), KEY, SECRET));
      for (SampleSet.Item item : SampleSet.of(SEED, STUDENTS).shuffled(SEED).items()) {
        ObjectNode row = JSON.createObjectNode().put("district", name);
        row.put("resource", item.resource());
        row.set("payload", JSON.readTree(item.payload()));
        lines.add(row.toString());
      }
    }
    districts = Files.writeString(directory.resolve("districts.csv"), file);
    rows = Files.write(directory.resolve("rows.jsonl"), lines);
    rowCount = lines.size();
  }

  EdfiSandbox server() {
    return server;
  }

  int rowCount() {
    return rowCount;
  }

  static Map<String, String> secrets() {
    return Map.of(KEY, CLIENT, SECRET, CLIENT_SECRET);
  }

  List<String> push(Path output) {
    return List.of(
        "edfi",
        "push",
        "--districts=" + districts,
        "--input=" + rows,
        "--concurrency=" + CONCURRENCY,
        "--commit",
        "--output=" + output);
  }

  /** Records that all districts hold, without what a server gives them. */
  Map<String, JsonNode> held() {
    Map<String, JsonNode> held = new TreeMap<>();
    for (String name : NAMES) {
      EdfiDistrict district = server.district(name);
      for (String resource : resources()) {
        district
            .records(resource)
            .forEach((key, record) -> held.put(name + " " + resource + " " + key, record));
      }
    }
    return held;
  }

  /** How often something was sent to any district. */
  int posts() {
    return NAMES.stream().mapToInt(name -> server.district(name).posts().size()).sum();
  }

  /** How often a token was asked for. */
  int tokenRequests() {
    return NAMES.stream().mapToInt(name -> server.district(name).tokenRequests()).sum();
  }

  /** How often each record was sent, the most often sent one. */
  int mostPostsOfARecord() {
    int most = 0;
    for (String name : NAMES) {
      EdfiDistrict district = server.district(name);
      for (String resource : resources()) {
        most = district.timesPosted(resource).values().stream().reduce(most, Math::max);
      }
    }
    return most;
  }

  private static Set<String> resources() {
    return SampleSet.of(SEED, STUDENTS).items().stream()
        .map(SampleSet.Item::resource)
        .collect(Collectors.toSet());
  }

  @Override
  public void close() {
    server.close();
  }
}
