package org.purlin.sandbox.bigquery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Lists a bucket, page by page. A page's token holds the last name or prefix of the page before, so
 * that objects may come and go in between.
 */
final class ObjectListing {

  private static final List<String> UNKNOWN = List.of("matchGlob", "filter", "softDeleted");

  private final ObjectStore store;
  private final int pageSize;

  ObjectListing(ObjectStore store, int pageSize) {
    this.store = store;
    this.pageSize = pageSize;
  }

  ObjectNode page(Call call) {
    for (String parameter : UNKNOWN) {
      if (call.parameter(parameter).isPresent()) {
        throw Refused.unsupported("the parameter " + parameter + " of objects.list");
      }
    }
    int most = Math.min(pageSize, call.number("maxResults", pageSize));
    String after = call.parameter("pageToken").map(ObjectListing::name).orElse("");
    ObjectNode page = JsonNodeFactory.instance.objectNode().put("kind", "storage#objects");
    ArrayNode items = JsonNodeFactory.instance.arrayNode();
    ArrayNode prefixes = JsonNodeFactory.instance.arrayNode();
    String last = "";
    for (Entry entry : entries(call)) {
      if (entry.name().compareTo(after) <= 0) {
        continue;
      }
      if (items.size() + prefixes.size() == most) {
        page.put("nextPageToken", token(last));
        break;
      }
      last = entry.name();
      if (entry.object() == null) {
        prefixes.add(entry.name());
      } else {
        items.add(entry.object().resource());
      }
    }
    if (!prefixes.isEmpty()) {
      page.set("prefixes", prefixes);
    }
    if (!items.isEmpty()) {
      page.set("items", items);
    }
    return page;
  }

  /** An object, or a prefix that stands for all objects below it, which has null for the object. */
  private record Entry(String name, StoredObject object) {}

  private List<Entry> entries(Call call) {
    String prefix = call.parameter("prefix").orElse("");
    String delimiter = call.parameter("delimiter").orElse("");
    String start = call.parameter("startOffset").orElse("");
    String end = call.parameter("endOffset").orElse("");
    List<Entry> entries = new ArrayList<>();
    String folder = "";
    for (StoredObject object : store.objects(call.segment(1))) {
      String name = object.name();
      if (!name.startsWith(prefix)
          || name.compareTo(start) < 0
          || (!end.isEmpty() && name.compareTo(end) >= 0)) {
        continue;
      }
      int cut = delimiter.isEmpty() ? -1 : name.indexOf(delimiter, prefix.length());
      if (cut < 0) {
        entries.add(new Entry(name, object));
      } else if (!name.substring(0, cut + delimiter.length()).equals(folder)) {
        folder = name.substring(0, cut + delimiter.length());
        entries.add(new Entry(folder, null));
      }
    }
    return entries;
  }

  private static String token(String name) {
    return Base64.getUrlEncoder().encodeToString(name.getBytes(StandardCharsets.UTF_8));
  }

  private static String name(String token) {
    try {
      return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Refused.invalid("Invalid page token.");
    }
  }
}
