package org.purlin.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads requests off one connection (RFC 9112, the part that clients of an API use). */
final class RequestReader {

  private static final int MAX_LINE_BYTES = 64 * 1024;
  private static final int MAX_HEADERS = 200;
  private static final int MAX_BODY_BYTES = 64 * 1024 * 1024;

  private final InputStream in;
  private final OutputStream out;

  /** {@code out} is written to only when a client wants to be told to go on. */
  RequestReader(InputStream in, OutputStream out) {
    this.in = in;
    this.out = out;
  }

  /**
   * Reads the next request; empty when the client has closed the connection.
   *
   * @throws IOException when the connection ends inside a request or what came is not HTTP
   */
  Optional<Request> next() throws IOException {
    String line = line(true);
    if (line == null) {
      return Optional.empty();
    }
    String[] words = line.split(" ", -1);
    if (words.length != 3 || !words[1].startsWith("/") || !words[2].startsWith("HTTP/1.")) {
      throw new IOException("not a request line of HTTP/1");
    }
    Map<String, String> headers = headers();
    int question = words[1].indexOf('?');
    String path = question < 0 ? words[1] : words[1].substring(0, question);
    String query = question < 0 ? "" : words[1].substring(question + 1);
    boolean persistent =
        words[2].equals("HTTP/1.1")
            && !"close".equalsIgnoreCase(headers.getOrDefault("connection", ""));
    return Optional.of(
        new Request(
            words[0],
            path,
            parameters(query),
            headers,
            new Body.Bytes(body(headers)),
            persistent,
            words[1]));
  }

  private Map<String, String> headers() throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line = line(false); !line.isEmpty(); line = line(false)) {
      int colon = line.indexOf(':');
      if (colon < 1 || headers.size() == MAX_HEADERS) {
        throw new IOException("not a header, or too many of them");
      }
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      headers.merge(name, line.substring(colon + 1).strip(), (first, next) -> first + ", " + next);
    }
    return headers;
  }

  private static Map<String, String> parameters(String query) throws IOException {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : query.split("&", 0)) {
      int equals = pair.indexOf('=');
      if (!pair.isEmpty()) {
        parameters.put(
            decoded(equals < 0 ? pair : pair.substring(0, equals)),
            equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      }
    }
    return parameters;
  }

  private static String decoded(String text) throws IOException {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new IOException("the query is not URL-encoded", e);
    }
  }

  private byte[] body(Map<String, String> headers) throws IOException {
    boolean chunked = "chunked".equalsIgnoreCase(headers.get("transfer-encoding"));
    String length = headers.getOrDefault("content-length", "0");
    if (!chunked && length.equals("0")) {
      return new byte[0];
    }
    if ("100-continue".equalsIgnoreCase(headers.get("expect"))) {
      out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }
    return chunked ? chunks() : exactly(size(length, 10));
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      body.write(exactly(size));
      line(false);
      if (body.size() > MAX_BODY_BYTES) {
        throw new IOException("the body is too large");
      }
    }
    headers(); // the trailers, of which nothing is needed
    return body.toByteArray();
  }

  private int chunkSize() throws IOException {
    return size(line(false).split(";", 2)[0].strip(), 16);
  }

  private static int size(String digits, int radix) throws IOException {
    try {
      int size = Integer.parseInt(digits, radix);
      if (size >= 0 && size <= MAX_BODY_BYTES) {
        return size;
      }
    } catch (NumberFormatException e) {
      throw new IOException("not a size: " + digits, e);
    }
    throw new IOException("not an acceptable size: " + digits);
  }

  private byte[] exactly(int bytes) throws IOException {
    byte[] body = in.readNBytes(bytes);
    if (body.length < bytes) {
      throw new EOFException("the connection ended inside a body");
    }
    return body;
  }

  /** One line without its end; null at the end of the stream where {@code mayEnd}. */
  private String line(boolean mayEnd) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(80);
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        if (mayEnd && line.size() == 0) {
          return null;
        }
        throw new EOFException("the connection ended inside a head");
      }
      if (line.size() == MAX_LINE_BYTES) {
        throw new IOException("a line of the head is too long");
      }
      if (next != '\r') {
        line.write(next);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }
}
