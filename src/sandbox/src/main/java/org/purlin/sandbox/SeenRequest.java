package org.purlin.sandbox;

import java.time.Instant;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is remembered of a request. Of the headers only the names, because values hold credentials.
 *
 * @param at when it had been read, by the machine's clock and not the sandbox's, so that pauses
 *     between requests can be measured
 * @param parameters of the query, by name
 * @param headers lower-case names
 */
public record SeenRequest(
    Instant at,
    String method,
    String path,
    Map<String, String> parameters,
    SortedSet<String> headers) {

  static SeenRequest of(Request request) {
    return new SeenRequest(
        Instant.now(),
        request.method(),
        request.path(),
        new TreeMap<>(request.parameters()),
        new TreeSet<>(request.headers().keySet()));
  }
}
