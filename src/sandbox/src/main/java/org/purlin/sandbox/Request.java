package org.purlin.sandbox;

import java.util.Map;
import java.util.Optional;

/**
 * One request as it was read from the wire.
 *
 * @param method upper case
 * @param path without the query
 * @param parameters of the query, decoded; the last one wins when a name is repeated
 * @param headers by lower-case name; repeated ones joined with a comma
 * @param body as UTF-8 text; empty when there was none
 * @param persistent whether the client wants to use the connection again
 */
public record Request(
    String method,
    String path,
    Map<String, String> parameters,
    Map<String, String> headers,
    String body,
    boolean persistent) {

  /** A header's value, asked for by its lower-case name. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** A query parameter's value. */
  public Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /** Leaves out headers and body, which hold credentials. */
  @Override
  public String toString() {
    return method + " " + path;
  }
}
