package org.purlin.io.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a POST or PUT carries. Immutable. */
public final class Body {

  private final String contentType;
  private final byte[] bytes;
  private final Map<String, String> headers;
  private final Repeat repeat;
  private final Gate gate;

  /** Asked before each attempt. */
  @FunctionalInterface
  public interface Gate {

    /** Returns when the body may be sent now; whatever it throws ends the tries. */
    void pass() throws IOException;
  }

  private Body(
      String contentType, byte[] bytes, Map<String, String> headers, Repeat repeat, Gate gate) {
    this.contentType = HeaderName.soundValue("Content-Type", contentType);
    this.bytes = bytes;
    this.headers = headers;
    this.repeat = repeat;
    this.gate = gate;
  }

  /** These bytes, a copy of them, sent again {@link Repeat#ONLY_IF_REFUSED}. */
  public static Body of(String contentType, byte[] bytes) {
    return new Body(contentType, bytes.clone(), Map.of(), Repeat.ONLY_IF_REFUSED, () -> {});
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
    return new Body(contentType, bytes, more, repeat, gate);
  }

  public Body withRepeat(Repeat choice) {
    return new Body(contentType, bytes, headers, choice, gate);
  }

  /**
   * The same, sent only while a gate lets it pass. It is asked anew after each wait, because much
   * can happen in a quarter of an hour: another process may have taken over.
   */
  public Body withGate(Gate keeper) {
    return new Body(contentType, bytes, headers, repeat, keeper);
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

  Gate gate() {
    return gate;
  }

  /** Type and length; never the contents. */
  @Override
  public String toString() {
    return contentType + " of " + Words.count(bytes.length) + " bytes";
  }
}
