package org.purlin.transforms.edfi;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Map;

/** Reads a payload that some server could take: one JSON object that can be written as UTF-8. */
final class PayloadReader {

  /** How Jackson begins what it says of a key that an object has twice. */
  private static final String TWICE = "Duplicate field";

  /** Digits before or after the point that no server's number type holds. */
  private static final int MAX_SCALE = 400;

  private PayloadReader() {}

  static ObjectNode read(String json) throws UnfitException {
    requireSize(json);
    JsonNode tree = parse(json);
    if (!(tree instanceof ObjectNode body)) {
      throw new UnfitException(
          PayloadCheck.NOT_AN_OBJECT, "", "expected a JSON object, but it is " + kindOf(tree));
    }
    requireWritable("", body);
    return body;
  }

  private static void requireSize(String json) throws UnfitException {
    // No character takes more than three bytes for each of its chars.
    if (json.length() <= PayloadCheck.MAX_BYTES / 3) {
      return;
    }
    long bytes = 0;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    if (bytes > PayloadCheck.MAX_BYTES) {
      throw new UnfitException(
          PayloadCheck.TOO_LARGE,
          "",
          "expected at most " + PayloadCheck.MAX_BYTES + " bytes, but the payload has " + bytes);
    }
  }

  private static JsonNode parse(String json) throws UnfitException {
    try {
      return EdfiJson.MAPPER.readTree(json);
    } catch (StreamConstraintsException e) {
      throw new UnfitException(
          PayloadCheck.INVALID_JSON,
          "",
          "it is nested too deeply, or holds a number or key that is too long");
    } catch (JsonProcessingException e) {
      boolean twice = e instanceof JsonParseException && e.getOriginalMessage().startsWith(TWICE);
      throw new UnfitException(
          twice ? PayloadCheck.DUPLICATE_PROPERTY : PayloadCheck.INVALID_JSON,
          "",
          (twice
                  ? "a property stands in one object twice"
                  : "it is not JSON, or goes on after its end")
              + EdfiJson.place(e.getLocation()));
    } catch (NumberFormatException e) {
      throw new UnfitException(
          PayloadCheck.INVALID_JSON, "", "it holds a number that is larger than any real one");
    }
  }

  static String kindOf(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> "an object";
      case ARRAY -> "a list";
      case STRING -> "a text";
      case NUMBER -> "a number";
      case BOOLEAN -> "a truth value";
      default -> "null";
    };
  }

  private static void requireWritable(String path, JsonNode value) throws UnfitException {
    switch (value.getNodeType()) {
      case OBJECT -> {
        for (Iterator<Map.Entry<String, JsonNode>> i = value.fields(); i.hasNext(); ) {
          Map.Entry<String, JsonNode> field = i.next();
          requirePaired(path, field.getKey(), "a key");
          requireWritable(Paths.inner(path, field.getKey()), field.getValue());
        }
      }
      case ARRAY -> {
        for (int i = 0; i < value.size(); i++) {
          requireWritable(Paths.item(path, i), value.get(i));
        }
      }
      case STRING -> requirePaired(path, value.textValue(), "the text");
      case NUMBER -> {
        if (!Canonical.isFinite(value)
            || Math.abs((long) value.decimalValue().scale()) > MAX_SCALE) {
          throw new UnfitException(
              PayloadCheck.WRONG_TYPE, path, "the number is outside what any server holds");
        }
      }
      default -> {
        // true, false and null can always be written.
      }
    }
  }

  private static void requirePaired(String path, String text, String what) throws UnfitException {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean paired =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!paired) {
          throw new UnfitException(
              PayloadCheck.INVALID_TEXT,
              path,
              what + " holds half of a character (a lone surrogate), which cannot be sent");
        }
        i++;
      }
    }
  }
}
