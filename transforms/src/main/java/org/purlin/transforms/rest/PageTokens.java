package org.purlin.transforms.rest;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/** The tokens of one page. Every error is a {@link PageException} that quotes nothing. */
final class PageTokens {

  /** Pages are some eight levels deep; far more than that is an accident or an attack. */
  private static final int MAX_DEPTH = 100;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              new JsonFactoryBuilder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  // An error must not quote the page.
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          // What fetches a page limits its length.
                          .maxStringLength(Integer.MAX_VALUE)
                          .build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final JsonParser parser;

  PageTokens(byte[] page) throws PageException {
    try {
      parser = MAPPER.createParser(page);
    } catch (IOException e) {
      // Bytes taken for UTF-32 are reported here; nothing else fails on arrays.
      throw new PageException(PageException.Kind.NOT_JSON, "not JSON: not UTF-8 text");
    }
  }

  /** The page's first token. */
  JsonToken first() throws PageException {
    JsonToken first = next();
    if (first == null) {
      throw notJson("the page is empty");
    }
    return first;
  }

  /** Makes sure that nothing follows the page's value. */
  void end() throws PageException {
    if (next() != null) {
      throw notJson("more text follows");
    }
  }

  /** The next token; null at the end of the page. */
  JsonToken next() throws PageException {
    try {
      return parser.nextToken();
    } catch (IOException e) {
      throw notJson(e);
    }
  }

  JsonToken current() {
    return parser.currentToken();
  }

  /** The next field's name, with its value as the current token; null at the object's end. */
  String nextField() throws PageException {
    try {
      String name = parser.nextFieldName();
      if (name != null) {
        parser.nextToken();
      }
      return name;
    } catch (IOException e) {
      throw notJson(e);
    }
  }

  /** The current value as a tree. */
  JsonNode tree() throws PageException {
    try {
      return MAPPER.readTree(parser);
    } catch (IOException e) {
      throw notJson(e);
    }
  }

  /** Passes over the current value, which must be right all the same. */
  void skip() throws PageException {
    try {
      parser.skipChildren();
    } catch (IOException e) {
      throw notJson(e);
    }
  }

  private PageException notJson(IOException e) {
    if (e instanceof StreamConstraintsException) {
      return notJson("a number, name or nesting is longer than any real one");
    }
    return notJson(
        e instanceof JsonEOFException
            ? "the page ends in the middle of a value"
            : "unexpected text");
  }

  private PageException notJson(String what) {
    JsonLocation at = parser.currentLocation();
    return new PageException(
        PageException.Kind.NOT_JSON,
        "not JSON: " + what + " at line " + at.getLineNr() + ", column " + at.getColumnNr());
  }
}
