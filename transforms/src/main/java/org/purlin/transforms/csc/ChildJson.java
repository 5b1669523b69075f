package org.purlin.transforms.csc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.purlin.transforms.rows.BadRecordException;

/** Reads and writes one record as JSON. Strict on the way in, unaltered on the way out. */
public final class ChildJson {

  /** A record is five levels deep; far more than that is an accident or an attack. */
  private static final int MAX_DEPTH = 100;

  /** How Jackson begins what it says of a key that an object has twice. */
  private static final String TWICE = "Duplicate field";

  static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private ChildJson() {}

  /**
   * Reads a record. Numbers keep every digit.
   *
   * @throws BadRecordException when the text is not JSON, is not one object, has a key twice or
   *     goes on after its object, or is nested more than 100 deep; the message says where and never
   *     quotes the text
   */
  public static ObjectNode parse(String text) throws BadRecordException {
    if (parseAny(text) instanceof ObjectNode child) {
      return child;
    }
    throw new BadRecordException("must be a JSON object and is another kind of JSON");
  }

  /** Reads any one JSON value in the same strict way. */
  static JsonNode parseAny(String text) throws BadRecordException {
    if (text == null || text.isBlank()) {
      throw new BadRecordException("must be a JSON object and is empty");
    }
    try {
      return JSON.readTree(text);
    } catch (StreamConstraintsException e) {
      throw new BadRecordException(
          "is nested too deeply or holds a number or text that is too long");
    } catch (JsonProcessingException e) {
      boolean twice = e instanceof JsonParseException && e.getOriginalMessage().startsWith(TWICE);
      throw new BadRecordException(
          (twice ? "has a key twice in one object" : "is not JSON, or goes on after its end")
              + place(e.getLocation()));
    }
  }

  /** Compact JSON, as it is sent. */
  public static String text(JsonNode value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree in memory can always be written.", e);
    }
  }

  private static String place(JsonLocation location) {
    return location == null
        ? ""
        : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
  }
}
