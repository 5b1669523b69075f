package org.purlin.transforms.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;

/** The tokens of one page. Every error is a {@link PageException} that quotes nothing. */
final class PageTokens {

  /** Pages are some eight levels deep; far more than that is an accident or an attack. */
  private static final int MAX_DEPTH = 100;

  /** How Jackson begins its word on a name that stands twice; without it the message is general. */
  private static final String TWICE = "Duplicate field";

  private static final JsonFactory JSON =
      new JsonFactoryBuilder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          // An error must not quote the page.
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          // Keys are the senders' own; many similar ones are no attack to fail for.
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  // What fetches a page limits its length.
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final JsonParser parser;

  PageTokens(byte[] page) throws PageException {
    try {
      parser = JSON.createParser(page);
    } catch (IOException e) {
      // Bytes taken for UTF-32 are reported here; nothing else fails on arrays.
      throw new PageException(PageException.Kind.NOT_JSON, "not JSON: not UTF-8 text");
    }
  }

  /** The page's first token. */
  JsonToken first() throws PageException {
    JsonToken first = next();
    if (first == null) {
      throw notJson("the page is empty", parser.currentLocation());
    }
    return first;
  }

  /** Makes sure that nothing follows the page's value. */
  void end() throws PageException {
    if (next() != null) {
      throw notJson("more text follows", parser.currentLocation());
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
      return build();
    } catch (IOException e) {
      throw notJson(e);
    }
  }

  /** Jackson's own trees hold a number past a double's range as infinite. */
  private JsonNode build() throws IOException, PageException {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        ObjectNode object = nodes.objectNode();
        String name;
        while ((name = parser.nextFieldName()) != null) {
          parser.nextToken();
          object.set(name, build());
        }
        yield object;
      }
      case START_ARRAY -> {
        ArrayNode array = nodes.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          array.add(build());
        }
        yield array;
      }
      case VALUE_STRING -> nodes.textNode(parser.getText());
      case VALUE_NUMBER_INT ->
          parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? BigIntegerNode.valueOf(parser.getBigIntegerValue())
              : nodes.numberNode(parser.getLongValue());
      case VALUE_NUMBER_FLOAT -> decimal();
      case VALUE_TRUE -> nodes.booleanNode(true);
      case VALUE_FALSE -> nodes.booleanNode(false);
      default -> nodes.nullNode();
    };
  }

  private JsonNode decimal() throws IOException, PageException {
    try {
      return DecimalNode.valueOf(new BigDecimal(parser.getText()));
    } catch (NumberFormatException e) {
      throw notJson("a number has an exponent beyond any real one", parser.currentLocation());
    }
  }

  /** Passes over the current value, which must be as right as one that is read. */
  void skip() throws PageException {
    try {
      int depth = 0;
      do {
        JsonToken token = parser.currentToken();
        if (token.isStructStart()) {
          depth++;
        } else if (token.isStructEnd()) {
          depth--;
        } else if (token == JsonToken.VALUE_NUMBER_FLOAT) {
          decimal();
        }
      } while (depth > 0 && parser.nextToken() != null);
    } catch (IOException e) {
      throw notJson(e);
    }
  }

  private PageException notJson(IOException e) {
    JsonLocation at =
        e instanceof JsonProcessingException json && json.getLocation() != null
            ? json.getLocation()
            : parser.currentLocation();
    if (e instanceof StreamConstraintsException) {
      return notJson("a number or nesting is longer than any real one", at);
    }
    if (e instanceof JsonEOFException) {
      return notJson("the page ends in the middle of a value", at);
    }
    boolean isTwice =
        e instanceof JsonProcessingException json && json.getOriginalMessage().startsWith(TWICE);
    return notJson(isTwice ? "a name stands twice in an object" : "unexpected text", at);
  }

  private static PageException notJson(String what, JsonLocation at) {
    return new PageException(
        PageException.Kind.NOT_JSON,
        "not JSON: " + what + " at line " + at.getLineNr() + ", column " + at.getColumnNr());
  }
}
