package org.purlin.io.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a POST carries. Immutable. */
public final class Body {

  private final String contentType;
  private final byte[] bytes;
  private final Map<String, String> headers;
  private final Repeat repeat;

  private Body(String contentType, byte[] bytes, Map<String, String> headers, Repeat repeat) {
    this.contentType = HeaderName.soundValue("Content-Type", contentType);
    this.bytes = bytes;
    this.headers = headers;
    this.repeat = repeat;
  }

  /** These bytes, a copy of them, sent again {@link Repeat#ONLY_IF_REFUSED}. */
  public static Body of(String contentType, byte[] bytes) {
    return new Body(contentType, bytes.clone(), Map.of(), Repeat.ONLY_IF_REFUSED);
  }

  /** JSON text, as UTF-8, sent again {@link Repeat#ONLY_IF_REFUSED}. */
  public static Body json(String json) {
    return of("application/json", json.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The same with a header more. Not for secrets: those belong into {@link
   * Authorization#withHeader}, which keeps them at the endpoint.
   *
   * @throws IllegalArgumentException when the name or the value cannot be a header
   */
  public Body withHeader(String name, String value) {
    Map<String, String> more =
        Stream.concat(
                headers.entrySet().stream(),
                Stream.of(Map.entry(HeaderName.sound(name), HeaderName.soundValue(name, value))))
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, Map.Entry::getValue, (old, now) -> now));
    return new Body(contentType, bytes, more, repeat);
  }

  public Body withRepeat(Repeat choice) {
    return new Body(contentType, bytes, headers, choice);
  }

  String contentType() {
    return contentType;
  }

  /** Not a copy. */
  byte[] bytes() {
    return bytes;
  }

  Map<String, String> headers() {
    return headers;
  }

  Repeat repeat() {
    return repeat;
  }

  /** Type and length; never the contents. */
  @Override
  public String toString() {
    return contentType + " of " + Words.count(bytes.length) + " bytes";
  }
}
