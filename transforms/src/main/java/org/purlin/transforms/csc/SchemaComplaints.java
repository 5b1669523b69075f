package org.purlin.transforms.csc;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Says in our words what the schema library found. Its own words may quote the record. */
final class SchemaComplaints {

  private static final String TYPE = "type";

  private static final Map<String, String> RULES =
      Map.ofEntries(
          Map.entry("required", "missing"),
          Map.entry("enum", "unknownCode"),
          Map.entry("maxLength", "tooLong"),
          Map.entry("minLength", "tooShort"),
          Map.entry("pattern", "pattern"),
          Map.entry(TYPE, TYPE),
          Map.entry("maxItems", "tooMany"),
          Map.entry("minItems", "tooFew"),
          Map.entry("uniqueItems", "duplicateItem"),
          Map.entry("additionalProperties", "notAllowed"),
          Map.entry("propertyNames", "notAllowed"),
          Map.entry("minimum", "outOfRange"),
          Map.entry("maximum", "outOfRange"));

  private static final Map<String, String> TYPES =
      Map.of(
          "string", "a text",
          "integer", "a whole number",
          "number", "a number",
          "boolean", "true or false",
          "array", "a list",
          "object", "an object",
          "null", "null");

  private final RuleFile rules;

  SchemaComplaints(RuleFile rules) {
    this.rules = rules;
  }

  /** One complaint for each place and rule; of a value of the wrong type nothing else is said. */
  List<Complaint> of(JsonNode child) {
    List<Complaint> found = new ArrayList<>();
    for (Error error : rules.errors(child)) {
      Complaint complaint = complaint(error);
      boolean repeats =
          found.stream()
              .anyMatch(
                  other ->
                      other.path().equals(complaint.path())
                          && (other.rule().equals(complaint.rule()) || other.rule().equals(TYPE)));
      if (!repeats) {
        found.add(complaint);
      }
    }
    return found;
  }

  private Complaint complaint(Error error) {
    String keyword = error.getKeyword();
    String path = path(error.getInstanceLocation());
    if (error.getProperty() != null) {
      path = Paths.inner(path, error.getProperty());
    }
    String said = rules.reason(error.getSchemaLocation(), keyword);
    boolean date = keyword.equals("format") && error.getSchemaNode().asText().equals("date");
    return new Complaint(
        path,
        date ? "notADate" : RULES.getOrDefault(keyword, "schema"),
        said != null ? said : reason(error, keyword, date, path));
  }

  private static String reason(Error error, String keyword, boolean date, String path) {
    JsonNode limit = error.getSchemaNode();
    JsonNode value = error.getInstanceNode();
    return switch (keyword) {
      case "required" -> "is missing";
      case "enum" -> "is not one of the codes for " + Paths.lastKey(path) + ": " + codes(limit);
      case "maxLength" -> "has " + length(value) + " characters, " + limit + " are allowed";
      case "minLength" -> "has " + length(value) + " characters, " + limit + " are needed";
      case "maxItems" -> "has " + value.size() + " items, " + limit + " are allowed";
      case "minItems" -> "has " + value.size() + " items, " + limit + " are needed";
      case "uniqueItems" -> "holds an item more than once";
      case "minimum" -> "must be at least " + limit;
      case "maximum" -> "must be at most " + limit;
      case "additionalProperties" -> "is not a key that the rules know here";
      case "propertyNames" -> "is not a key that is allowed here";
      case TYPE -> "must be " + type(limit.asText()) + " and is " + type(kind(value));
      case "format" -> {
        yield date
            ? "must be a date such as 2026-03-31 and is not one"
            : "has not the format " + limit.asText();
      }
      default -> "does not keep the rule " + keyword + " of the rules file";
    };
  }

  private static String codes(JsonNode list) {
    List<String> codes = new ArrayList<>();
    list.forEach(code -> codes.add(code.asText()));
    return String.join(", ", codes);
  }

  private static int length(JsonNode value) {
    return value.asText().codePointCount(0, value.asText().length());
  }

  private static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> "string";
      case NUMBER -> "number";
      case BOOLEAN -> "boolean";
      case ARRAY -> "array";
      case OBJECT -> "object";
      default -> "null";
    };
  }

  private static String type(String name) {
    return TYPES.getOrDefault(name, "of another type");
  }

  private static String path(NodePath place) {
    String path = "";
    for (int i = 0; i < place.getNameCount(); i++) {
      path =
          place.getElement(i) instanceof Integer index
              ? Paths.item(path, index)
              : Paths.inner(path, place.getName(i));
    }
    return path;
  }
}
