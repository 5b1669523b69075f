package org.purlin.transforms.edfi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.purlin.transforms.rows.Column;
import org.purlin.transforms.rows.KeyedHash;

/**
 * What must not be written of a record, wherever it would be written: in its column, in the body or
 * among the extras.
 *
 * <p>Written as {@code birthDate,studentUniqueId:hash,addresses.streetNumberName}: a column's name
 * or a path in the record, then {@code :drop} (the default: the value disappears) or {@code :hash}
 * (the value becomes its HMAC-SHA256 in hexadecimal, so that it still joins and counts). A name
 * without a dot means every property of that name, also in references and lists; a path means the
 * one place, and does not mention places in lists. Where anything is redacted, the links of
 * references go too: they hold ids.
 */
final class RecordRedaction {

  private static final String HASH = ":hash";
  private static final String DROP = ":drop";
  private static final String LINK = "link";
  private static final String HREF = "href";

  /** One value to drop or hash. */
  record Rule(String path, boolean hashes) {}

  private final List<Rule> rules;
  private final KeyedHash hash;

  private RecordRedaction(List<Rule> rules, KeyedHash hash) {
    this.rules = rules;
    this.hash = hash;
  }

  static RecordRedaction parse(String text, ResourceRows rows, byte[] hashKey) {
    List<Rule> rules = new ArrayList<>();
    for (Rule rule : rules(text)) {
      Rule known = new Rule(pathOf(rule.path(), rows), rule.hashes());
      requirePossible(known, rows);
      rules.add(known);
    }
    boolean needsKey = rules.stream().anyMatch(Rule::hashes);
    if (needsKey && (hashKey == null || hashKey.length == 0)) {
      throw new IllegalArgumentException("A redaction that hashes needs a key for its hashes.");
    }
    return new RecordRedaction(List.copyOf(rules), needsKey ? new KeyedHash(hashKey) : null);
  }

  static List<Rule> rules(String text) {
    List<Rule> rules = new ArrayList<>();
    for (String each : (text == null ? "" : text).split(",", -1)) {
      String rule = each.strip();
      if (!rule.isEmpty()) {
        boolean hashes = rule.endsWith(HASH);
        boolean ends = hashes || rule.endsWith(DROP);
        String path = ends ? rule.substring(0, rule.length() - HASH.length()) : rule;
        if (path.isEmpty() || path.indexOf(':') >= 0 || path.endsWith(".")) {
          throw new IllegalArgumentException(
              "A redaction is a column or a path, then :drop or :hash, but was: " + rule + ".");
        }
        rules.add(new Rule(path, hashes));
      }
    }
    return rules;
  }

  /** The path of a column that is named, else the text itself. */
  private static String pathOf(String text, ResourceRows rows) {
    return rows.table().columns().stream()
        .filter(column -> !column.isLineage() && column.name().equals(text))
        .map(RecordRedaction::pathOf)
        .findFirst()
        .orElse(text);
  }

  private static String pathOf(Column column) {
    String source = column.source();
    return source.endsWith(ResourceColumns.LIST_MARK)
        ? source.substring(0, source.length() - ResourceColumns.LIST_MARK.length())
        : source;
  }

  private static void requirePossible(Rule rule, ResourceRows rows) {
    if (rule.path().startsWith("$")) {
      throw new IllegalArgumentException(
          "The body and the change version are redacted by leaving them out, or by the paths of"
              + " the record.");
    }
    if (rule.path().equals(ResourceColumns.ID) && !rule.hashes()) {
      throw new IllegalArgumentException(
          "Column id is required, so it can be hashed but not dropped.");
    }
    boolean keepsType =
        rule.path().equals(ResourceColumns.ID) || rule.path().equals(ResourceColumns.ETAG);
    Optional<Property> property =
        rows.model() == null ? Optional.empty() : find(rule.path(), rows.model().properties());
    boolean isText =
        property
            .map(
                p ->
                    switch (p.type()) {
                      case STRING, DATE, TIME -> true;
                      default -> false;
                    })
            .orElse(keepsType || !rule.path().equals(ResourceColumns.LAST_MODIFIED));
    if (rule.hashes() && !isText) {
      throw new IllegalArgumentException(
          "'" + rule.path() + "' is no text, so it can be dropped but not hashed.");
    }
  }

  static boolean isKnown(String text, ResourceRows rows) {
    String path = pathOf(text, rows);
    return ServerMembers.OF_RECORDS.contains(path)
        || path.startsWith(ServerMembers.EXTENSIONS)
        || find(path, rows.model().properties()).isPresent();
  }

  private static Optional<Property> find(String path, List<Property> properties) {
    if (path.indexOf('.') < 0) {
      return named(path, properties);
    }
    List<Property> level = properties;
    Property found = null;
    for (String name : path.split("\\.", -1)) {
      found = Property.find(level, name);
      if (found == null) {
        return Optional.empty();
      }
      level = found.properties();
    }
    return Optional.ofNullable(found);
  }

  /** The property of a name, in the record itself or wherever it stands in it. */
  private static Optional<Property> named(String name, List<Property> properties) {
    Property here = Property.find(properties, name);
    if (here != null) {
      return Optional.of(here);
    }
    return properties.stream()
        .map(property -> named(name, property.properties()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  boolean isEmpty() {
    return rules.isEmpty();
  }

  /** Redacts a record in place. */
  void apply(ObjectNode entry) {
    for (Rule rule : rules) {
      if (rule.path().indexOf('.') < 0) {
        applyEverywhere(rule, entry);
      } else {
        apply(rule, rule.path(), entry);
      }
    }
    if (!rules.isEmpty()) {
      removeLinks(entry);
    }
  }

  private void applyEverywhere(Rule rule, JsonNode node) {
    if (node instanceof ObjectNode object && object.has(rule.path())) {
      replace(rule, rule.path(), object, object.get(rule.path()));
    }
    node.forEach(inner -> applyEverywhere(rule, inner));
  }

  private static void removeLinks(JsonNode node) {
    if (node instanceof ObjectNode object && object.path(LINK).has(HREF)) {
      object.remove(LINK);
    }
    node.forEach(RecordRedaction::removeLinks);
  }

  private void apply(Rule rule, String path, JsonNode node) {
    if (node.isArray()) {
      node.forEach(item -> apply(rule, path, item));
    } else if (node instanceof ObjectNode object) {
      JsonNode value = object.get(path);
      if (value != null) {
        replace(rule, path, object, value);
      }
      int dot = path.indexOf('.');
      if (dot > 0) {
        apply(rule, path.substring(dot + 1), object.path(path.substring(0, dot)));
      }
    }
  }

  private void replace(Rule rule, String name, ObjectNode object, JsonNode value) {
    if (!rule.hashes()) {
      object.remove(name);
    } else if (!value.isNull()) {
      String text = value.isValueNode() ? value.asText() : EdfiJson.text(value);
      object.put(name, hash.of(text));
    }
  }
}
