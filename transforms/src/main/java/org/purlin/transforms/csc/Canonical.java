package org.purlin.transforms.csc;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One text for every way to write the same record: keys sorted, lists with ids sorted, and nothing
 * written for null, an empty list, {@code purge:false}, or a block or item with {@code purge:true},
 * which all mean the same as no key. Of the record itself {@code purge:true} is written.
 */
final class Canonical {

  private final Set<String> ignoredPaths;

  Canonical(Set<String> ignoredPaths) {
    this.ignoredPaths = ignoredPaths;
  }

  /** The text of a value that stands at a dotted path; empty when there is none. */
  String of(String path, String key, JsonNode value) {
    StringBuilder out = new StringBuilder();
    if (!isOmitted(path, key, value)) {
      write(path, key, value, out);
    }
    return out.toString();
  }

  private boolean isOmitted(String path, String key, JsonNode value) {
    return ChildShape.isAbsent(value)
        || (!path.isEmpty() && ChildShape.isPurged(value))
        || (value.isArray() && isAllPurged(value))
        || (key.equals(ChildShape.PURGE) && value.isBoolean() && !value.booleanValue())
        || ignoredPaths.contains(path);
  }

  private static boolean isAllPurged(JsonNode list) {
    for (JsonNode item : list) {
      if (!ChildShape.isPurged(item)) {
        return false;
      }
    }
    return true;
  }

  private void write(String path, String key, JsonNode value, StringBuilder out) {
    switch (value.getNodeType()) {
      case OBJECT -> writeObject(path, value, out);
      case ARRAY -> writeList(path, key, value, out);
      case STRING -> writeText(value.textValue(), out);
      // 17, 17.0 and 1.7e1 are one number.
      case NUMBER -> out.append(value.decimalValue().stripTrailingZeros());
      default -> out.append(value.asText());
    }
  }

  private void writeObject(String path, JsonNode object, StringBuilder out) {
    TreeMap<String, JsonNode> sorted = new TreeMap<>();
    object.fields().forEachRemaining(field -> sorted.put(field.getKey(), field.getValue()));
    out.append('{');
    for (Map.Entry<String, JsonNode> field : sorted.entrySet()) {
      String inner = inner(path, field.getKey());
      if (!isOmitted(inner, field.getKey(), field.getValue())) {
        writeText(field.getKey(), out);
        out.append(':');
        write(inner, field.getKey(), field.getValue(), out);
        out.append(',');
      }
    }
    out.append('}');
  }

  private void writeList(String path, String key, JsonNode list, StringBuilder out) {
    List<String> items = new ArrayList<>(list.size());
    for (JsonNode item : list) {
      if (!ChildShape.isPurged(item)) {
        StringBuilder text = new StringBuilder();
        write(path, key, item, text);
        items.add(text.toString());
      }
    }
    if (ChildShape.idKey(key, null, list) != null) {
      // By the whole text, so that the order is the same even where ids are ignored.
      items.sort(null);
    }
    out.append('[');
    items.forEach(item -> out.append(item).append(','));
    out.append(']');
  }

  private static void writeText(String text, StringBuilder out) {
    out.append('"');
    JsonStringEncoder.getInstance().quoteAsString(text, out);
    out.append('"');
  }

  /** The path of a key inside the object at a path; the record's own path is empty. */
  static String inner(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
