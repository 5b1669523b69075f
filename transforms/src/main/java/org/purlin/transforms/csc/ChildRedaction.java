package org.purlin.transforms.csc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Shows the shape of a record without the person in it. */
public final class ChildRedaction {

  private ChildRedaction() {}

  /**
   * A copy in which key names, structure, booleans and nulls are as they were, and each text and
   * number is a mark that says its kind and length only: {@code ‹text 7›}, {@code ‹number 2›},
   * {@code ‹date›}.
   */
  public static ObjectNode of(ObjectNode body) {
    ObjectNode shape = JsonNodeFactory.instance.objectNode();
    body.fields().forEachRemaining(field -> shape.set(field.getKey(), value(field.getValue())));
    return shape;
  }

  private static JsonNode value(JsonNode value) {
    if (value instanceof ObjectNode object) {
      return of(object);
    }
    if (value instanceof ArrayNode list) {
      ArrayNode shape = JsonNodeFactory.instance.arrayNode(list.size());
      list.forEach(item -> shape.add(value(item)));
      return shape;
    }
    if (value.isTextual()) {
      String text = value.textValue();
      return mark(Dates.isDate(text) ? "date" : "text " + text.codePointCount(0, text.length()));
    }
    return value.isNumber() ? mark("number " + value.asText().length()) : value;
  }

  private static JsonNode mark(String words) {
    return JsonNodeFactory.instance.textNode("‹" + words + "›");
  }
}
