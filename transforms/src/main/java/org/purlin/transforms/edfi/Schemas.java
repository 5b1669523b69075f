package org.purlin.transforms.edfi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads properties out of the schemas of an OpenAPI document. */
final class Schemas {

  /** Records are some four levels deep; deeper ones are taken as they are. */
  private static final int MAX_LEVELS = 8;

  private static final String REFERENCE = "Reference";

  private final OpenApiDocument document;

  /** The {@code $ref}s being read, so that a schema that contains itself ends. */
  private final Deque<String> open = new ArrayDeque<>();

  Schemas(OpenApiDocument document) {
    this.document = document;
  }

  /** The properties of a record, without those that only the server writes. */
  List<Property> recordProperties(JsonNode schema) {
    List<Property> properties = new ArrayList<>(properties(schema));
    properties.removeIf(property -> ServerMembers.OF_RECORDS.contains(property.name()));
    properties.replaceAll(
        property -> ServerMembers.isDescriptorId(property.name()) ? optional(property) : property);
    return properties;
  }

  /** A descriptor's own number is the server's to give, whatever the document asks for. */
  private static Property optional(Property property) {
    return new Property(
        property.name(), property.type(), false, false, property.maxLength(), List.of());
  }

  /**
   * The leaves by which others refer to the resource of this schema, from the schema named alike
   * with {@code Reference} at its end; empty when there is none.
   */
  List<Property> ownReference(JsonNode schema) {
    String ref = schema.path("$ref").asText();
    return ref.isEmpty() ? List.of() : leaves(properties(document.at(ref + REFERENCE)));
  }

  static List<Property> leaves(List<Property> properties) {
    List<Property> scalars =
        properties.stream().filter(property -> property.type().isScalar()).toList();
    List<Property> marked = scalars.stream().filter(Property::identity).toList();
    return marked.isEmpty() ? scalars : marked;
  }

  private List<Property> properties(JsonNode schema) {
    String ref = schema.path("$ref").asText();
    if (open.size() >= MAX_LEVELS || (!ref.isEmpty() && open.contains(ref))) {
      return List.of();
    }
    open.push(ref);
    try {
      JsonNode resolved = document.resolve(schema);
      Set<String> required = new HashSet<>();
      resolved.path("required").forEach(name -> required.add(name.asText()));
      List<Property> properties = new ArrayList<>();
      // A schema made of several holds the properties of all of them.
      resolved.path("allOf").forEach(part -> properties.addAll(properties(part)));
      resolved
          .path("properties")
          .fields()
          .forEachRemaining(each -> properties.add(property(each, required)));
      return properties;
    } finally {
      open.pop();
    }
  }

  private Property property(Map.Entry<String, JsonNode> described, Set<String> required) {
    String name = described.getKey();
    JsonNode schema = single(described.getValue());
    JsonNode resolved = document.resolve(schema);
    Property.Type type = typeOf(name, resolved);
    List<Property> inner = List.of();
    if (type == Property.Type.LIST) {
      inner = properties(single(resolved.path("items")));
    } else if (!type.isScalar()) {
      inner = new ArrayList<>(properties(schema));
      inner.removeIf(each -> each.name().equals(ServerMembers.LINK));
    }
    JsonNode maxLength = resolved.path("maxLength");
    return new Property(
        name,
        type,
        required.contains(name),
        OpenApiDocument.isIdentity(described.getValue())
            || (type.isScalar() && OpenApiDocument.isIdentity(resolved)),
        maxLength.canConvertToInt() && maxLength.isNumber() ? maxLength.intValue() : null,
        inner);
  }

  /** A wrapper of one, written to put a description beside a {@code $ref}, is what it wraps. */
  private static JsonNode single(JsonNode schema) {
    JsonNode all = schema.path("allOf");
    return all.size() == 1 && !schema.has("properties") ? all.get(0) : schema;
  }

  private static Property.Type typeOf(String name, JsonNode schema) {
    String format = schema.path("format").asText();
    return switch (typeName(schema)) {
      case "string" ->
          switch (format) {
            case "date" -> Property.Type.DATE;
            case "date-time" -> Property.Type.DATE_TIME;
            case "time" -> Property.Type.TIME;
            default -> Property.Type.STRING;
          };
      case "integer" -> Property.Type.INTEGER;
      case "number" -> Property.Type.NUMBER;
      case "boolean" -> Property.Type.BOOLEAN;
      case "array" -> Property.Type.LIST;
      default -> name.endsWith(REFERENCE) ? Property.Type.REFERENCE : Property.Type.OBJECT;
    };
  }

  /** OpenAPI 3.1 lists the types, null among them. */
  private static String typeName(JsonNode schema) {
    JsonNode type = schema.path("type");
    for (JsonNode each : type) {
      if (!each.asText().equals("null")) {
        return each.asText();
      }
    }
    return type.asText();
  }
}
