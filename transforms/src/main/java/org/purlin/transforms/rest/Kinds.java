package org.purlin.transforms.rest;

import com.fasterxml.jackson.core.JsonToken;

/** Kinds of JSON values in words. */
final class Kinds {

  private Kinds() {}

  /** The kind of the value that begins with, or is, this token. */
  static String of(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "a text";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_TRUE, VALUE_FALSE -> "a truth value";
      default -> "null";
    };
  }
}
