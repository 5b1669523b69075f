package org.purlin.transforms.edfi;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes a record with the paths of its values as keys: {@code {"schoolReference.schoolId":17}}.
 * What is not as the model says is written under its own path, for which there is no column then.
 */
final class FlatRecord {

  /** A time with more digits than microseconds have. */
  private static final Pattern FINE_TIME = Pattern.compile("(.{19}\\.\\d{6})(\\d+)(.*)");

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final JsonGenerator out;

  FlatRecord() throws IOException {
    out = EdfiJson.MAPPER.createGenerator(bytes);
    out.writeStartObject();
  }

  /** Adds the properties of a record or of an item of a list. */
  void add(JsonNode object, List<Property> properties, Set<String> apart) throws IOException {
    add("", object, properties, apart);
  }

  private void add(String prefix, JsonNode object, List<Property> properties, Set<String> apart)
      throws IOException {
    for (Iterator<Map.Entry<String, JsonNode>> i = object.fields(); i.hasNext(); ) {
      Map.Entry<String, JsonNode> field = i.next();
      JsonNode value = field.getValue();
      String path = prefix + field.getKey();
      Property property = Property.find(properties, field.getKey());
      if (property == null) {
        value(path, path.equals(ResourceColumns.LAST_MODIFIED) ? inMicros(value) : value);
      } else if (!value.isNull() && !isApart(path, value, apart)) {
        known(path, property, value, apart);
      }
    }
  }

  private void known(String path, Property property, JsonNode value, Set<String> apart)
      throws IOException {
    if (ResourceColumns.isFlattened(property) && value instanceof ObjectNode inner) {
      add(path + ".", withoutLink(property, inner), property.properties(), Set.of());
    } else if (property.type() == Property.Type.LIST && value.isArray()) {
      value(apart.contains(path) ? path : path + ResourceColumns.LIST_MARK, value);
    } else {
      value(path, property.type() == Property.Type.DATE_TIME ? inExactMicros(value) : value);
    }
  }

  /** True for a list that goes to a table of its own: every item of it can be a row. */
  static boolean isApart(String name, JsonNode value, Set<String> apart) {
    if (!apart.contains(name) || !value.isArray()) {
      return false;
    }
    for (JsonNode item : value) {
      if (!item.isObject()) {
        return false;
      }
    }
    return true;
  }

  private static ObjectNode withoutLink(Property property, ObjectNode object) {
    return property.type() == Property.Type.REFERENCE && object.has(ServerMembers.LINK)
        ? object.deepCopy().without(ServerMembers.LINK)
        : object;
  }

  /** Adds one value under a key of its own. */
  void value(String key, JsonNode value) throws IOException {
    out.writeFieldName(key);
    EdfiJson.MAPPER.writeTree(out, value);
  }

  /** The record as UTF-8; nothing can be added afterwards. */
  byte[] toBytes() throws IOException {
    out.writeEndObject();
    out.close();
    return bytes.toByteArray();
  }

  /** Digits past microseconds go: no column holds them, and the change version orders records. */
  static JsonNode inMicros(JsonNode time) {
    Matcher fine = FINE_TIME.matcher(time.asText());
    return time.isTextual() && fine.matches()
        ? EdfiJson.MAPPER.getNodeFactory().textNode(fine.group(1) + fine.group(3))
        : time;
  }

  /** Digits past microseconds go where they say nothing. */
  private static JsonNode inExactMicros(JsonNode time) {
    Matcher fine = FINE_TIME.matcher(time.asText());
    return time.isTextual() && fine.matches() && fine.group(2).matches("0+")
        ? inMicros(time)
        : time;
  }
}
