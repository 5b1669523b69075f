package org.purlin.transforms.rows;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * SHA-256 of named JSON values. Two values that mean the same have the same hash: the keys of their
 * objects are put in order, and numbers are written in one way.
 */
final class ContentHash {

  private final MessageDigest digest;

  ContentHash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java 17 has SHA-256.", e);
    }
  }

  /** Takes in one value as it was written; the order of the calls counts. */
  void add(String name, byte[] json, int offset, int length) {
    digest.update(name.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) ':');
    if (isSettled(json[offset])) {
      digest.update(json, offset, length);
    } else {
      digest.update(canonical(json, offset, length).getBytes(StandardCharsets.UTF_8));
    }
    digest.update((byte) '\n');
  }

  /** Texts, truth values and null are written in one way only. */
  private static boolean isSettled(byte first) {
    return first == '"' || first == 't' || first == 'f' || first == 'n';
  }

  private static String canonical(byte[] json, int offset, int length) {
    try (JsonParser parser = RowFlattener.JSON.createParser(json, offset, length)) {
      parser.nextToken();
      StringBuilder text = new StringBuilder();
      write(parser, text);
      return text.toString();
    } catch (IOException e) {
      throw new IllegalStateException("A value that was written can be read.", e);
    }
  }

  /** The hash of all values, hexadecimal. */
  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  private record Field(String name, String value) {}

  private static void write(JsonParser parser, StringBuilder to) throws IOException {
    switch (parser.currentToken()) {
      case START_OBJECT -> writeObject(parser, to);
      case START_ARRAY -> {
        to.append('[');
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          write(parser, to);
          to.append(',');
        }
        to.append(']');
      }
      case VALUE_STRING -> quote(parser.getText(), to);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> to.append(number(parser.getText()));
      default -> to.append(parser.getText());
    }
  }

  private static void writeObject(JsonParser parser, StringBuilder to) throws IOException {
    List<Field> fields = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      StringBuilder value = new StringBuilder();
      write(parser, value);
      fields.add(new Field(name, value.toString()));
    }
    fields.sort(Comparator.comparing(Field::name));
    to.append('{');
    for (Field field : fields) {
      quote(field.name(), to);
      to.append(':').append(field.value()).append(',');
    }
    to.append('}');
  }

  /** One text for 1, 1.0 and 1e0. */
  private static String number(String text) {
    try {
      return new BigDecimal(text).stripTrailingZeros().toString();
    } catch (NumberFormatException | ArithmeticException beyondAnyExponent) {
      return text;
    }
  }

  private static void quote(String text, StringBuilder to) {
    to.append('"').append(JsonStringEncoder.getInstance().quoteAsString(text)).append('"');
  }
}
