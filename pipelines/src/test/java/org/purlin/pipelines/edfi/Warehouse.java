package org.purlin.pipelines.edfi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import org.purlin.sandbox.edfi.EdfiDistrict;

/** What pulls landed and what a server holds, in one form, so that they can be compared. */
final class Warehouse {

  /** What a server adds to a record that it shows. */
  private static final Set<String> ADDED =
      Set.of("id", "_etag", "_lastModifiedDate", "changeVersion");

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private Warehouse() {}

  /** The landed records of a district, sorted; one that landed twice is there twice. */
  static List<String> landed(Desk desk, String resource, String district) {
    return desk.rows(resource, district).stream().map(Warehouse::record).sorted().toList();
  }

  /** The records a server holds, sorted. */
  static List<String> held(EdfiDistrict district, String resource) {
    return district.records(resource).values().stream()
        .map(record -> sorted(Desk.json(record.toString())))
        .sorted()
        .toList();
  }

  private static String record(JsonNode row) {
    JsonNode body = row.get("body");
    ObjectNode record = (ObjectNode) (body.isTextual() ? Desk.json(body.asText()) : body);
    record.remove(ADDED);
    withoutLinks(record);
    return sorted(record);
  }

  private static void withoutLinks(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove("link");
    }
    node.forEach(Warehouse::withoutLinks);
  }

  private static String sorted(JsonNode record) {
    try {
      return JSON.writeValueAsString(JSON.treeToValue(record, Object.class));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
