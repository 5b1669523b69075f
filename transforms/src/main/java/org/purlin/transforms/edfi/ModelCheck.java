package org.purlin.transforms.edfi;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds a record against what the server says of its resource; the first difference ends it. */
final class ModelCheck {

  void check(JsonNode entry, List<Property> properties) throws UnfitException {
    object("", entry, properties);
  }

  private void object(String path, JsonNode object, List<Property> properties)
      throws UnfitException {
    for (Iterator<Map.Entry<String, JsonNode>> i = object.fields(); i.hasNext(); ) {
      Map.Entry<String, JsonNode> field = i.next();
      Property property = Property.find(properties, field.getKey());
      if (property != null) {
        value(Paths.inner(path, field.getKey()), field.getValue(), property);
      } else if (!field.getKey().equals(ServerMembers.EXTENSIONS)) {
        throw unknown(path, field.getKey(), properties);
      }
    }
    for (Property property : properties) {
      if (property.required() && isAbsent(object.path(property.name()))) {
        throw new UnfitException(
            PayloadCheck.MISSING_PROPERTY,
            Paths.inner(path, property.name()),
            "required by the server, but missing or null");
      }
    }
  }

  private static boolean isAbsent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }

  private static UnfitException unknown(String path, String key, List<Property> properties) {
    Property meant = Property.findInAnyCase(properties, key);
    String inner = Paths.inner(path, key);
    return meant == null
        ? new UnfitException(
            PayloadCheck.UNKNOWN_PROPERTY, inner, "the server has no property of this name here")
        : new UnfitException(
            PayloadCheck.PROPERTY_CASE, inner, "the server calls it " + meant.name());
  }

  private void value(String path, JsonNode value, Property property) throws UnfitException {
    if (value.isNull()) {
      return;
    }
    switch (property.type()) {
      case STRING, DATE, DATE_TIME, TIME -> text(path, value, property);
      case INTEGER -> {
        if (!isWhole(number(path, value, "a whole number"))) {
          throw new UnfitException(
              PayloadCheck.WRONG_TYPE, path, "expected a whole number, but it has a fraction");
        }
      }
      case NUMBER -> number(path, value, "a number");
      case BOOLEAN ->
          require(
              value.isBoolean()
                  || (value.isTextual() && ScalarTexts.isTruthValue(value.textValue())),
              path,
              value,
              "true or false");
      case REFERENCE, OBJECT -> {
        require(value.isObject(), path, value, "an object");
        if (!property.properties().isEmpty()) {
          object(path, value, property.properties());
        }
      }
      case LIST -> {
        require(value.isArray(), path, value, "a list");
        list(path, value, property);
      }
    }
  }

  private static BigDecimal number(String path, JsonNode value, String expected)
      throws UnfitException {
    if (value.isTextual()) {
      Optional<BigDecimal> written = ScalarTexts.number(value.textValue());
      require(written.isPresent(), path, value, expected);
      return written.get();
    }
    require(value.isNumber(), path, value, expected);
    return value.decimalValue();
  }

  private static boolean isWhole(BigDecimal number) {
    return number.stripTrailingZeros().scale() <= 0;
  }

  private void list(String path, JsonNode list, Property property) throws UnfitException {
    if (property.properties().isEmpty()) {
      return;
    }
    for (int i = 0; i < list.size(); i++) {
      String inner = Paths.item(path, i);
      require(list.get(i).isObject(), inner, list.get(i), "an object");
      object(inner, list.get(i), property.properties());
    }
  }

  private static void text(String path, JsonNode value, Property property) throws UnfitException {
    require(value.isTextual(), path, value, "a text");
    String text = value.textValue();
    String expected =
        switch (property.type()) {
          case DATE -> DateTexts.isDate(text) ? null : "a date such as 2026-09-01";
          case DATE_TIME ->
              DateTexts.isDateTime(text) ? null : "a date-time such as 2026-09-01T08:30:00Z";
          case TIME -> DateTexts.isTime(text) ? null : "a time such as 08:30:00";
          default -> null;
        };
    if (expected != null) {
      boolean hasTime = property.type() == Property.Type.DATE && DateTexts.isDateTime(text);
      throw new UnfitException(
          PayloadCheck.INVALID_DATE,
          path,
          "expected " + expected + ", but it is " + (hasTime ? "a date-time" : "none"));
    }
    Integer most = property.maxLength();
    // Servers may count more for a character outside the basic plane, but none counts fewer.
    int length = text.codePointCount(0, text.length());
    if (most != null && length > most) {
      throw new UnfitException(
          PayloadCheck.TOO_LONG,
          path,
          "expected at most " + most + " characters, but there are " + length);
    }
  }

  private static void require(boolean fits, String path, JsonNode value, String expected)
      throws UnfitException {
    if (!fits) {
      throw new UnfitException(
          PayloadCheck.WRONG_TYPE,
          path,
          "expected " + expected + ", but it is " + PayloadReader.kindOf(value));
    }
  }
}
