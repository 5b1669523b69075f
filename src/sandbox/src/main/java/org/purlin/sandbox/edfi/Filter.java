package org.purlin.sandbox.edfi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/**
 * Which rows a GET means.
 *
 * @param minChangeVersion inclusive
 * @param maxChangeVersion inclusive
 * @param values wanted, by bare name; all must be equal
 */
record Filter(long minChangeVersion, long maxChangeVersion, Map<String, String> values) {

  Filter {
    values = Map.copyOf(values);
  }

  static Filter everything() {
    return new Filter(0, Long.MAX_VALUE, Map.of());
  }

  boolean matches(Resource resource, Row row) {
    return inWindow(row.changeVersion())
        && values.entrySet().stream()
            .allMatch(wanted -> matches(resource, row, wanted.getKey(), wanted.getValue()));
  }

  boolean inWindow(long changeVersion) {
    return changeVersion >= minChangeVersion && changeVersion <= maxChangeVersion;
  }

  private static boolean matches(Resource resource, Row row, String name, String wanted) {
    if (name.equalsIgnoreCase("id")) {
      return row.id().equals(wanted);
    }
    Optional<JsonNode> value = resource.find(row.payload(), name);
    return value.isPresent() && value.get().asText().equals(wanted);
  }
}
