package org.purlin.sandbox.bigquery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.purlin.sandbox.Body;
import org.purlin.sandbox.Request;

/**
 * One call of an API: what a request means once its body is unpacked and its method is the one the
 * client wanted (clients that cannot send PATCH send POST and say so in a header).
 *
 * @param segments of the path behind the part's prefix, decoded
 * @param content the body, unpacked
 */
record Call(Part part, String method, List<String> segments, Request request, Body.Bytes content) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OVERRIDE = "x-http-method-override";

  /**
   * Reads a request.
   *
   * @throws IOException when the body is not packed as its header says
   */
  static Call of(Part part, Request request) throws IOException {
    List<String> segments = new ArrayList<>();
    String path = request.path();
    for (String segment : path.substring(part.prefix().length()).split("/", -1)) {
      segments.add(decoded(segment));
    }
    String method = request.header(OVERRIDE).orElse(request.method()).toUpperCase(Locale.ROOT);
    return new Call(part, method, List.copyOf(segments), request, unpacked(request));
  }

  /** A segment of the path, counted from 0; empty text where the path is shorter. */
  String segment(int index) {
    return index < segments.size() ? segments.get(index) : "";
  }

  Optional<String> parameter(String name) {
    return request.parameter(name);
  }

  /** A whole number of the query. */
  int number(String name, int otherwise) {
    String given = parameter(name).orElse("");
    try {
      return given.isEmpty() ? otherwise : Integer.parseInt(given);
    } catch (NumberFormatException e) {
      throw Refused.invalid("Invalid value for " + name + ": a whole number is expected.");
    }
  }

  /** The value of a header, without what follows a semicolon. */
  String contentType() {
    return request.header("content-type").orElse("");
  }

  /** The body as a JSON object; an empty body is an empty object. */
  ObjectNode json() {
    return object(content.open().readAllBytes());
  }

  static ObjectNode object(byte[] text) {
    if (text.length == 0) {
      return JsonNodeFactory.instance.objectNode();
    }
    try {
      JsonNode json = JSON.readTree(text);
      if (json instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      throw new Refused(400, "parseError", "Parse Error");
    } catch (IOException e) {
      throw new AssertionError("bytes in memory can be read", e);
    }
    throw new Refused(400, "parseError", "The body must be a JSON object.");
  }

  private static Body.Bytes unpacked(Request request) throws IOException {
    if (!"gzip".equalsIgnoreCase(request.header("content-encoding").orElse(""))) {
      return request.content();
    }
    try (InputStream plain = new GZIPInputStream(request.content().open())) {
      return new Body.Bytes(plain.readAllBytes());
    }
  }

  /** Percent escapes only: a plus sign in a path stands for itself. */
  private static String decoded(String segment) {
    return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
