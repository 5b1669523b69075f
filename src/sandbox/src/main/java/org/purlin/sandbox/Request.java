package org.purlin.sandbox;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One request as it was read from the wire.
 *
 * @param method upper case
 * @param path without the query
 * @param parameters of the query, decoded; the last one wins when a name is repeated
 * @param headers by lower-case name; repeated ones joined with a comma
 * @param content the body's bytes as they came; none when there was no body
 * @param persistent whether the client wants to use the connection again
 * @param target path and query exactly as they were sent
 */
public record Request(
    String method,
    String path,
    Map<String, String> parameters,
    Map<String, String> headers,
    Body.Bytes content,
    boolean persistent,
    String target) {

  /** A request without a query, its body given as text. */
  public Request(
      String method,
      String path,
      Map<String, String> parameters,
      Map<String, String> headers,
      String body,
      boolean persistent) {
    this(
        method,
        path,
        parameters,
        headers,
        new Body.Bytes(body.getBytes(StandardCharsets.UTF_8)),
        persistent,
        path);
  }

  /** The body as UTF-8 text; empty when there was none. */
  public String body() {
    return new String(content.open().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** A header's value, asked for by its lower-case name. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** A query parameter's value. */
  public Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /** All values of a query parameter, decoded, in the order they were sent. */
  public List<String> values(String name) {
    List<String> values = new ArrayList<>();
    int question = target.indexOf('?');
    for (String pair :
        target.substring(question < 0 ? target.length() : question + 1).split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals >= 0 && decoded(pair.substring(0, equals)).equals(name)) {
        values.add(decoded(pair.substring(equals + 1)));
      }
    }
    return values;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** Leaves out headers and body, which hold credentials. */
  @Override
  public String toString() {
    return method + " " + path;
  }
}
