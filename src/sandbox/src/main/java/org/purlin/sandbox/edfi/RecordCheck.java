package org.purlin.sandbox.edfi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks the form of a body against the model. What it refers to is checked elsewhere. */
final class RecordCheck {

  /** What servers add; ODS takes them in a body and drops them. */
  private static final Set<String> ADDED = Set.of("_etag", "_lastModifiedDate", "link");

  private final Flavour flavour;

  RecordCheck(Flavour flavour) {
    this.flavour = flavour;
  }

  Checked check(Resource resource, JsonNode body) {
    Checked checked = Checked.empty(JsonNodeFactory.instance.objectNode());
    fill(checked.clean(), resource.properties(), body, "$", checked);
    return checked;
  }

  private void fill(
      ObjectNode clean, List<Property> properties, JsonNode body, String path, Checked checked) {
    for (Property property : properties) {
      String at = path + "." + property.name();
      Optional<JsonNode> given = given(body, property.name());
      if (given.isPresent()) {
        value(property, given.get(), at, checked)
            .ifPresent(value -> clean.set(property.name(), value));
      } else if (property.required()) {
        checked.problem(at, pascal(property.name()) + " is required.");
      }
    }
    for (Iterator<String> names = body.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (properties.stream().noneMatch(property -> same(property.name(), name))) {
        unknown(path + "." + name, name, checked);
      }
    }
  }

  private void unknown(String path, String name, Checked checked) {
    boolean dropped = flavour == Flavour.V8 || (flavour != Flavour.PLAIN && ADDED.contains(name));
    if (!dropped) {
      checked.problem(path, "There is no such property here.");
    }
  }

  private Optional<JsonNode> given(JsonNode body, String name) {
    JsonNode exact = body.get(name);
    if (exact == null && !flavour.caseSensitive()) {
      for (Map.Entry<String, JsonNode> field : body.properties()) {
        if (field.getKey().equalsIgnoreCase(name)) {
          exact = field.getValue();
        }
      }
    }
    return Optional.ofNullable(exact).filter(value -> !value.isNull());
  }

  private boolean same(String known, String given) {
    return flavour.caseSensitive() ? known.equals(given) : known.equalsIgnoreCase(given);
  }

  private Optional<JsonNode> value(Property property, JsonNode value, String at, Checked checked) {
    return switch (property.kind()) {
      case OBJECT, REFERENCE -> object(property, value, at, checked);
      case LIST -> list(property, value, at, checked);
      default -> scalar(property, value, at, checked);
    };
  }

  private Optional<JsonNode> scalar(Property property, JsonNode value, String at, Checked checked) {
    boolean right =
        switch (property.kind()) {
          case INTEGER -> value.isIntegralNumber() && value.canConvertToInt();
          case NUMBER -> value.isNumber();
          case BOOLEAN -> value.isBoolean();
          case DATE -> value.isTextual() && isDate(value.textValue());
          case DATETIME -> value.isTextual() && isDateTime(value.textValue());
          case DESCRIPTOR -> value.isTextual() && value.textValue().contains("#");
          default -> value.isTextual() && isUnicode(value.textValue());
        };
    if (!right) {
      checked.problem(at, pascal(property.name()) + " is not a valid " + word(property) + ".");
      return Optional.empty();
    }
    if (property.required() && value.isTextual() && value.textValue().isBlank()) {
      checked.problem(at, pascal(property.name()) + " is required and should not be left empty.");
    }
    if (property.kind() == Kind.DESCRIPTOR) {
      checked.descriptors().add(new Checked.Descriptor(at, property.target(), value.textValue()));
    }
    return Optional.of(value);
  }

  private Optional<JsonNode> object(Property property, JsonNode value, String at, Checked checked) {
    if (!value.isObject()) {
      checked.problem(at, pascal(property.name()) + " is not a valid object.");
      return Optional.empty();
    }
    ObjectNode clean = JsonNodeFactory.instance.objectNode();
    int before = checked.problems().size();
    fill(clean, property.members(), value, at, checked);
    if (property.kind() == Kind.REFERENCE && checked.problems().size() == before) {
      checked
          .references()
          .add(new Checked.Reference(property, Resource.keyText(clean, property.members())));
    }
    return Optional.of(clean);
  }

  private Optional<JsonNode> list(Property property, JsonNode value, String at, Checked checked) {
    if (!value.isArray()) {
      checked.problem(at, pascal(property.name()) + " is not a valid list.");
      return Optional.empty();
    }
    ArrayNode clean = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < value.size(); i++) {
      object(property, value.get(i), at + "[" + i + "]", checked).ifPresent(clean::add);
    }
    if (property.required() && value.isEmpty()) {
      checked.problem(at, pascal(property.name()) + " must have at least one item.");
    }
    return Optional.of(clean);
  }

  private static boolean isDate(String text) {
    try {
      return LocalDate.parse(text) != null;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static boolean isDateTime(String text) {
    try {
      return LocalDateTime.parse(text, DateTimeFormatter.ISO_DATE_TIME) != null;
    } catch (DateTimeException e) {
      return false;
    }
  }

  /** A database stores neither half a surrogate pair nor the character zero. */
  private static boolean isUnicode(String text) {
    try {
      StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      return text.indexOf('\0') < 0;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static String word(Property property) {
    return switch (property.kind()) {
      case DATE -> "date";
      case DATETIME -> "date and time";
      case INTEGER, NUMBER -> "number";
      case BOOLEAN -> "boolean";
      case DESCRIPTOR -> "descriptor";
      default -> "text";
    };
  }

  private static String pascal(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }
}
