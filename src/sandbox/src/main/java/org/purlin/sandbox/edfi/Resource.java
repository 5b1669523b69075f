package org.purlin.sandbox.edfi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A collection of the data standard.
 *
 * @param name in the path, plural
 * @param entity one of them, as messages name it
 * @param readOnly whether nobody may write it
 * @param keyMayChange whether a PUT may change its key
 */
record Resource(
    String name, String entity, boolean readOnly, boolean keyMayChange, List<Property> properties) {

  private static final String DESCRIPTORS = "Descriptors";

  Resource {
    properties = List.copyOf(properties);
  }

  /** A collection of descriptors. */
  static Resource descriptors(String name) {
    return new Resource(
        name,
        Character.toUpperCase(name.charAt(0)) + name.substring(1, name.length() - 1),
        false,
        false,
        List.of(
            Property.of("codeValue", Kind.TEXT, true, true),
            Property.of("namespace", Kind.TEXT, true, true),
            Property.of("shortDescription", Kind.TEXT, false, true),
            Property.of("description", Kind.TEXT, false, false),
            Property.of("effectiveBeginDate", Kind.DATE, false, false),
            Property.of("effectiveEndDate", Kind.DATE, false, false)));
  }

  boolean isDescriptor() {
    return name.endsWith(DESCRIPTORS);
  }

  /** Name of its schema in the OpenAPI document. */
  String schema() {
    return "edFi_" + Character.toLowerCase(entity.charAt(0)) + entity.substring(1);
  }

  Optional<Property> property(String named) {
    return properties.stream().filter(one -> one.name().equals(named)).findFirst();
  }

  /** The values that make up the identity, references replaced by their own, each name once. */
  List<Property> keyLeaves() {
    Map<String, Property> leaves = new LinkedHashMap<>();
    for (Property property : properties) {
      if (property.key()) {
        List<Property> own =
            property.kind() == Kind.REFERENCE ? property.members() : List.of(property.asKey());
        own.forEach(leaf -> leaves.putIfAbsent(leaf.name(), leaf));
      }
    }
    return List.copyOf(leaves.values());
  }

  /** The identity of a record, by name of the value. */
  ObjectNode keyValues(JsonNode payload) {
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    for (Property leaf : keyLeaves()) {
      find(payload, leaf.name()).ifPresent(value -> values.set(leaf.name(), value));
    }
    return values;
  }

  /**
   * A value by its bare name, at the top or in a reference, as filters use it.
   *
   * @param leaf without regard to case
   */
  Optional<JsonNode> find(JsonNode payload, String leaf) {
    List<JsonNode> found = new ArrayList<>();
    for (Property property : properties) {
      if (property.kind().scalar() && property.name().equalsIgnoreCase(leaf)) {
        found.add(payload.path(property.name()));
      } else if (property.kind() == Kind.REFERENCE) {
        for (Property member : property.members()) {
          if (member.name().equalsIgnoreCase(leaf)) {
            found.add(payload.path(property.name()).path(member.name()));
          }
        }
      }
    }
    return found.stream().filter(JsonNode::isValueNode).findFirst();
  }

  /** Whether {@link #find} could find anything under this name. */
  boolean hasLeaf(String leaf) {
    return properties.stream()
        .anyMatch(
            property ->
                (property.kind().scalar() && property.name().equalsIgnoreCase(leaf))
                    || (property.kind() == Kind.REFERENCE
                        && property.members().stream()
                            .anyMatch(member -> member.name().equalsIgnoreCase(leaf))));
  }

  /** A record's natural key, see {@link EdfiDistrict}. */
  String key(JsonNode payload) {
    return keyText(keyValues(payload));
  }

  /** The natural key that an object with the values of the identity stands for. */
  String keyText(JsonNode values) {
    return keyText(values, keyLeaves());
  }

  /** The values in order, with {@code |} between them. */
  static String keyText(JsonNode values, List<Property> leaves) {
    StringBuilder text = new StringBuilder();
    for (Property leaf : leaves) {
      text.append(leaf.equals(leaves.get(0)) ? "" : "|");
      text.append(escaped(values.path(leaf.name()).asText()));
    }
    return text.toString();
  }

  /** A value inside a natural key, whose separator it may hold. */
  static String escaped(String value) {
    return value.indexOf('|') < 0 && value.indexOf('\\') < 0
        ? value
        : value.replace("\\", "\\\\").replace("|", "\\|");
  }

  /** What a GET calls the number of a descriptor, {@code termDescriptorId}. */
  String descriptorIdName() {
    return entity.substring(0, 1).toLowerCase(Locale.ROOT) + entity.substring(1) + "Id";
  }
}
