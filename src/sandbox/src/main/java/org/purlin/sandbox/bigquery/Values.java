package org.purlin.sandbox.bigquery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;

/**
 * Values in the form they have between the parts of this stand-in: INT64 as a long, FLOAT64 as a
 * double, NUMERIC as a decimal, TIMESTAMP as ISO text in UTC with micros, DATETIME and TIME alike,
 * DATE as ISO text, BYTES in base64, JSON and STRUCT as structures, REPEATED as arrays.
 */
final class Values {

  private static final BigInteger MAX_UINT64 =
      BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

  private Values() {}

  /**
   * A scalar that was given as JSON: as itself or as a text.
   *
   * @throws RuntimeException when it is none of that type
   */
  static JsonNode scalar(Type type, JsonNode given) {
    String text = given.asText();
    return switch (type) {
      case STRING -> TextNode.valueOf(text);
      case BYTES -> TextNode.valueOf(encoded(Base64.getDecoder().decode(text)));
      case INT64 -> LongNode.valueOf(decimal(given).longValueExact());
      case FLOAT64 -> DoubleNode.valueOf(floating(given));
      case NUMERIC, BIGNUMERIC -> DecimalNode.valueOf(decimal(given));
      case BOOL -> BooleanNode.valueOf(bool(given));
      case TIMESTAMP ->
          TextNode.valueOf(
              Moments.text(
                  given.isNumber()
                      ? Moments.instant(given.decimalValue())
                      : Moments.instant(text)));
      case DATE -> TextNode.valueOf(Moments.date(text).toString());
      case TIME -> TextNode.valueOf(Moments.text(Moments.time(text)));
      case DATETIME -> TextNode.valueOf(Moments.text(Moments.dateTime(text)));
      case JSON, STRUCT -> throw new IllegalArgumentException(type + " is no scalar");
    };
  }

  /** A value of a JSON column: whole numbers of 64 bits stay exact, others become doubles. */
  static JsonNode json(JsonNode given) {
    if (given.isArray()) {
      ArrayNode list = JsonNodeFactory.instance.arrayNode();
      given.forEach(item -> list.add(json(item)));
      return list;
    }
    if (given.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      for (Map.Entry<String, JsonNode> field : given.properties()) {
        object.set(field.getKey(), json(field.getValue()));
      }
      return object;
    }
    if (!given.isNumber()) {
      return given;
    }
    if (given.isIntegralNumber()) {
      BigInteger whole = given.bigIntegerValue();
      if (whole.bitLength() < Long.SIZE
          || (whole.signum() > 0 && whole.compareTo(MAX_UINT64) <= 0)) {
        return given;
      }
    }
    return DoubleNode.valueOf(given.doubleValue());
  }

  /** A value as rows of the REST API have it. */
  static JsonNode rest(Column column, JsonNode value, boolean wholeMicros) {
    if (column.isRepeated()) {
      ArrayNode list = JsonNodeFactory.instance.arrayNode();
      value.forEach(item -> list.addObject().set("v", restOne(column, item, wholeMicros)));
      return list;
    }
    return value.isNull() ? value : restOne(column, value, wholeMicros);
  }

  private static JsonNode restOne(Column column, JsonNode value, boolean wholeMicros) {
    return switch (column.type()) {
      case STRUCT -> restRow(column.fields(), value, wholeMicros);
      case JSON -> TextNode.valueOf(value.toString());
      case TIMESTAMP -> TextNode.valueOf(epoch(value.textValue(), wholeMicros));
      default -> TextNode.valueOf(value.asText());
    };
  }

  /** A row as the REST API has it: {@code {"f": [{"v": …}]}}. */
  static ObjectNode restRow(Schema schema, JsonNode row, boolean wholeMicros) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode cells = json.putArray("f");
    for (Column column : schema.columns()) {
      cells.addObject().set("v", rest(column, row.get(column.name()), wholeMicros));
    }
    return json;
  }

  private static String epoch(String iso, boolean wholeMicros) {
    var instant = Moments.instant(iso);
    long micros = instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000;
    return wholeMicros ? Long.toString(micros) : Double.toString(micros / 1e6);
  }

  private static BigDecimal decimal(JsonNode given) {
    if (given.isBoolean()) {
      throw new IllegalArgumentException("not a number");
    }
    return given.isNumber() ? given.decimalValue() : new BigDecimal(given.textValue().strip());
  }

  private static double floating(JsonNode given) {
    if (given.isNumber()) {
      return given.doubleValue();
    }
    if (given.isBoolean()) {
      throw new IllegalArgumentException("not a number");
    }
    return switch (given.textValue().strip().toLowerCase(Locale.ROOT)) {
      case "nan" -> Double.NaN;
      case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
      case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
      default -> new BigDecimal(given.textValue().strip()).doubleValue();
    };
  }

  private static boolean bool(JsonNode given) {
    if (given.isBoolean()) {
      return given.booleanValue();
    }
    return switch (given.asText().toLowerCase(Locale.ROOT)) {
      case "true", "t", "yes", "y", "1" -> true;
      case "false", "f", "no", "n", "0" -> false;
      default -> throw new IllegalArgumentException("neither true nor false");
    };
  }

  private static String encoded(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
