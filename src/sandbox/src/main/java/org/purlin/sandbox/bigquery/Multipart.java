package org.purlin.sandbox.bigquery;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.purlin.sandbox.Body;

/** Takes a multipart body apart (RFC 2046): metadata with media, or calls sent as a batch. */
final class Multipart {

  private static final Pattern BOUNDARY =
      Pattern.compile("(?i)^multipart/\\w+\\s*;.*?boundary=(?:\"([^\"]+)\"|([^;\\s]+)).*");

  private Multipart() {}

  /**
   * One part.
   *
   * @param headers by lower-case name
   */
  record Piece(Map<String, String> headers, Body.Bytes content) {

    String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  /** The parts of a body, in their order; refused when it is no such body. */
  static List<Piece> pieces(String contentType, Body.Bytes content) {
    Matcher type = BOUNDARY.matcher(contentType);
    if (!type.matches()) {
      throw Refused.invalid("A multipart body with a boundary is expected.");
    }
    String boundary = type.group(1) == null ? type.group(2) : type.group(1);
    // One char a byte, so that positions in the text are positions in the body.
    String text = new String(content.open().readAllBytes(), StandardCharsets.ISO_8859_1);
    List<Piece> pieces = new ArrayList<>();
    String mark = "\r\n--" + boundary;
    String all = "\r\n" + text;
    int start = all.indexOf(mark);
    while (start >= 0) {
      int body = start + mark.length();
      int end = all.indexOf(mark, body);
      if (end < 0) {
        break;
      }
      pieces.add(piece(all.substring(all.indexOf("\r\n", body) + 2, end)));
      start = end;
    }
    return pieces;
  }

  /** A text of headers, an empty line, and content; the text has one char a byte. */
  static Piece piece(String text) {
    int split = text.startsWith("\r\n") ? 0 : text.indexOf("\r\n\r\n");
    String head = text.substring(0, Math.max(0, split));
    int from = text.startsWith("\r\n") ? 2 : split < 0 ? text.length() : split + 4;
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line : head.split("\r\n", -1)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(
            line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
            line.substring(colon + 1).strip());
      }
    }
    return new Piece(
        headers, new Body.Bytes(text.substring(from).getBytes(StandardCharsets.ISO_8859_1)));
  }
}
