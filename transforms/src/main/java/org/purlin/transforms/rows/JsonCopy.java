package org.purlin.transforms.rows;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;

/**
 * Copies JSON values token by token, redacting on the way. Numbers keep every digit they came with:
 * Jackson's own copy goes through a double.
 */
final class JsonCopy {

  private final Redaction redaction;
  private final KeyedHash hash;

  JsonCopy(Redaction redaction, KeyedHash hash) {
    this.redaction = redaction;
    this.hash = hash;
  }

  /** Copies the value the parser stands on; a null path means that nothing in it is redacted. */
  void copy(JsonParser from, JsonGenerator to, String path) throws IOException {
    switch (from.currentToken()) {
      case START_OBJECT -> {
        to.writeStartObject();
        while (from.nextToken() != JsonToken.END_OBJECT) {
          from.nextToken();
          copyField(from, to, path);
        }
        to.writeEndObject();
      }
      case START_ARRAY -> {
        to.writeStartArray();
        while (from.nextToken() != JsonToken.END_ARRAY) {
          copy(from, to, path);
        }
        to.writeEndArray();
      }
      case VALUE_STRING ->
          to.writeString(from.getTextCharacters(), from.getTextOffset(), from.getTextLength());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> to.writeNumber(from.getText());
      case VALUE_TRUE -> to.writeBoolean(true);
      case VALUE_FALSE -> to.writeBoolean(false);
      default -> to.writeNull();
    }
  }

  /** Copies the field on whose value the parser stands; the path is that of its object. */
  void copyField(JsonParser from, JsonGenerator to, String path) throws IOException {
    String name = from.currentName();
    String inner = path == null ? null : path + "." + name;
    Redaction.Action action = inner == null ? null : redaction.at(inner);
    if (action == Redaction.Action.DROP) {
      from.skipChildren();
      return;
    }
    to.writeFieldName(name);
    if (action == Redaction.Action.HASH) {
      writeHash(from, to);
    } else {
      copy(from, to, inner);
    }
  }

  /** Writes the keyed hash of a value; null stays null, and a structure is hashed as its JSON. */
  void writeHash(JsonParser from, JsonGenerator to) throws IOException {
    switch (from.currentToken()) {
      case VALUE_NULL -> to.writeNull();
      case START_OBJECT, START_ARRAY -> {
        StringWriter text = new StringWriter();
        try (JsonGenerator plain = RowFlattener.JSON.createGenerator(text)) {
          copy(from, plain, null);
        }
        to.writeString(hash.of(text.toString()));
      }
      default -> to.writeString(hash.of(from.getText()));
    }
  }
}
