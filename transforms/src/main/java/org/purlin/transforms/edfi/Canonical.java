package org.purlin.transforms.edfi;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One text for every way to write the same record: keys sorted, numbers by value, and nothing
 * written for null and for an empty list, which all servers take as absent.
 */
final class Canonical {

  /** Numbers further from 1 than any real one are left as they are: evening them out overflows. */
  private static final int MAX_SCALE = 1000;

  private static final Pattern DATE_TIME =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?(Z|[+-]\\d\\d:\\d\\d)?");

  private static final String DESCRIPTOR = "Descriptor";

  private final boolean asServersCompare;

  private Canonical(boolean asServersCompare) {
    this.asServersCompare = asServersCompare;
  }

  /** The record as it is: texts exact and lists in their order. */
  static String exact(JsonNode entry) {
    StringBuilder out = new StringBuilder();
    new Canonical(false).write("", entry, out);
    return out.toString();
  }

  /** Lists in any order, descriptors in any case, date-times by their instant. */
  static String asServersCompare(JsonNode entry) {
    StringBuilder out = new StringBuilder();
    new Canonical(true).write("", entry, out);
    return out.toString();
  }

  private void write(String key, JsonNode value, StringBuilder out) {
    switch (value.getNodeType()) {
      case OBJECT -> writeObject(value, out);
      case ARRAY -> writeList(key, value, out);
      case STRING ->
          quote(asServersCompare ? folded(key, value.textValue()) : value.textValue(), out);
      case NUMBER -> out.append(number(value));
      default -> out.append(value.asText());
    }
  }

  private void writeObject(JsonNode object, StringBuilder out) {
    TreeMap<String, JsonNode> sorted = new TreeMap<>();
    object.fields().forEachRemaining(field -> sorted.put(field.getKey(), field.getValue()));
    out.append('{');
    for (Map.Entry<String, JsonNode> field : sorted.entrySet()) {
      if (!isAbsent(field.getValue())) {
        quote(field.getKey(), out);
        out.append(':');
        write(field.getKey(), field.getValue(), out);
        out.append(',');
      }
    }
    out.append('}');
  }

  private static boolean isAbsent(JsonNode value) {
    return value.isNull() || (value.isArray() && value.isEmpty());
  }

  private void writeList(String key, JsonNode list, StringBuilder out) {
    List<String> items = new ArrayList<>(list.size());
    for (JsonNode item : list) {
      StringBuilder text = new StringBuilder();
      write(key, item, text);
      items.add(text.toString());
    }
    if (asServersCompare) {
      items.sort(null);
    }
    out.append('[');
    items.forEach(item -> out.append(item).append(','));
    out.append(']');
  }

  private static String folded(String key, String text) {
    return isDescriptor(key, text) ? descriptor(text) : instant(text);
  }

  /** 17, 17.0 and 1.7e1 are one number. */
  static String number(JsonNode value) {
    return isFinite(value) ? number(value.decimalValue()) : value.asText();
  }

  static String number(BigDecimal exact) {
    return Math.abs((long) exact.scale()) <= MAX_SCALE
        ? exact.stripTrailingZeros().toPlainString()
        : exact.toString();
  }

  /** False for a number past a double's range, which is read as infinite. */
  static boolean isFinite(JsonNode number) {
    return !number.isDouble() || Double.isFinite(number.doubleValue());
  }

  static boolean isDescriptor(String key, String text) {
    return key.endsWith(DESCRIPTOR) && text.indexOf('#') >= 0;
  }

  static String descriptor(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** A date-time in UTC, which is assumed where no offset stands; any other text as it is. */
  static String instant(String text) {
    if (!DATE_TIME.matcher(text).matches()) {
      return text;
    }
    boolean hasOffset = text.endsWith("Z") || text.indexOf('+') > 0 || text.lastIndexOf('-') > 10;
    try {
      return (hasOffset
              ? OffsetDateTime.parse(text).toInstant()
              : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC))
          .toString();
    } catch (DateTimeException noSuchTime) {
      return text;
    }
  }

  static void quote(String text, StringBuilder out) {
    out.append('"');
    JsonStringEncoder.getInstance().quoteAsString(text, out);
    out.append('"');
  }

  static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}
