package org.purlin.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer and the way it travels. Content-Length, Connection and Date are added when it is sent.
 */
public record Answer(int status, Map<String, String> headers, Body body, Delivery delivery) {

  /** Keeps a copy of the headers, in their order. */
  public Answer {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  /** An answer that travels as it should. */
  public static Answer of(int status, String contentType, Body body) {
    return new Answer(status, Map.of("Content-Type", contentType), body, new Delivery.Whole());
  }

  /** An answer of plain text. */
  public static Answer text(int status, String text) {
    return of(status, "text/plain; charset=utf-8", utf8(text));
  }

  /** An answer of JSON text. */
  public static Answer json(int status, String json) {
    return of(status, "application/json", utf8(json));
  }

  /** The same answer with one header more, or another value for it. */
  public Answer with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Answer(status, more, body, delivery);
  }

  /** The same answer, travelling another way. */
  public Answer delivered(Delivery other) {
    return new Answer(status, headers, body, other);
  }

  private static Body utf8(String text) {
    return new Body.Bytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
