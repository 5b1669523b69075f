package org.purlin.transforms.edfi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a server adds to a record it answers with, and refuses or ignores in one it is sent. */
final class ServerMembers {

  static final Set<String> OF_RECORDS = Set.of("id", "_etag", "_lastModifiedDate");
  static final String LINK = "link";
  static final String EXTENSIONS = "_ext";

  private static final String REFERENCE = "Reference";
  private static final String DESCRIPTOR_ID = "DescriptorId";

  private ServerMembers() {}

  /** Removes them from a record; returns the paths of what was removed. */
  static List<String> strip(ObjectNode entry) {
    List<String> removed = new ArrayList<>();
    boolean isDescriptor = isDescriptor(entry);
    for (Iterator<Map.Entry<String, JsonNode>> fields = entry.fields(); fields.hasNext(); ) {
      String name = fields.next().getKey();
      if (OF_RECORDS.contains(name) || (isDescriptor && isDescriptorId(name))) {
        removed.add(name);
        fields.remove();
      }
    }
    stripLinks("", entry, removed);
    return removed;
  }

  /** Descriptors are the records that have a namespace and a code. */
  private static boolean isDescriptor(ObjectNode entry) {
    return entry.has("namespace") && entry.has("codeValue");
  }

  static boolean isDescriptorId(String name) {
    return name.endsWith(DESCRIPTOR_ID);
  }

  private static boolean isReference(String name) {
    return name.endsWith(REFERENCE);
  }

  private static void stripLinks(String path, JsonNode node, List<String> removed) {
    if (node.isObject()) {
      node.fields()
          .forEachRemaining(
              field -> {
                String inner = Paths.inner(path, field.getKey());
                if (isReference(field.getKey()) && field.getValue() instanceof ObjectNode object) {
                  if (object.remove(LINK) != null) {
                    removed.add(Paths.inner(inner, LINK));
                  }
                }
                stripLinks(inner, field.getValue(), removed);
              });
    } else {
      for (int i = 0; i < node.size(); i++) {
        stripLinks(Paths.item(path, i), node.get(i), removed);
      }
    }
  }
}
