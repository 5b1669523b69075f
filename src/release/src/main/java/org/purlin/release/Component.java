package org.purlin.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * One component of an SBOM.
 *
 * @param name group, artifact and version
 * @param licences each by its SPDX name or its own, with an address where there is one
 */
record Component(String name, List<String> licences) {

  private static final String OURS = "org.purlin";

  /** Everybody's but ours, by name; one that is there for several platforms only once. */
  static List<Component> read(Path sbom) throws IOException {
    TreeMap<String, Component> byName = new TreeMap<>();
    for (JsonNode node : new ObjectMapper().readTree(sbom.toFile()).path("components")) {
      if (!node.path("group").asText().equals(OURS)) {
        Component component = of(node);
        byName.put(component.name(), component);
      }
    }
    return List.copyOf(byName.values());
  }

  private static Component of(JsonNode node) {
    String name =
        node.path("group").asText()
            + ":"
            + node.path("name").asText()
            + ":"
            + node.path("version").asText();
    List<String> licences = new ArrayList<>();
    for (JsonNode one : node.path("licenses")) {
      licences.add(licence(one));
    }
    return new Component(name, licences);
  }

  private static String licence(JsonNode one) {
    if (one.has("expression")) {
      return one.get("expression").asText();
    }
    JsonNode licence = one.path("license");
    String name = licence.has("id") ? licence.get("id").asText() : licence.path("name").asText();
    return licence.has("url") ? name + ", " + licence.get("url").asText() : name;
  }
}
