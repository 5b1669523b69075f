package org.purlin.io.http;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Which headers a caller may add, and what may stand in them. */
final class HeaderName {

  /** A token of RFC 9110 5.6.2. */
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

  /** Visible ASCII and blanks: other letters would arrive as question marks. */
  private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e]*");

  /** Those this package sets itself, or that would change how a message is framed. */
  private static final Set<String> RESERVED =
      Set.of(
          "authorization",
          "proxy-authorization",
          "host",
          "content-type",
          "content-length",
          "transfer-encoding",
          "connection",
          "upgrade",
          "te",
          "trailer",
          "expect");

  private HeaderName() {}

  /**
   * Returns a copy of headers that say something about a request, and not who asks.
   *
   * @throws IllegalArgumentException when a name or value cannot be such a header
   */
  static Map<String, String> soundAll(Map<String, String> headers) {
    headers.forEach(
        (name, value) -> {
          if (sound(name).equalsIgnoreCase("Cookie")) {
            throw new IllegalArgumentException(
                "A header of one request must not hold credentials, but was: "
                    + name
                    + ". Give them with the authorization, which keeps them at the endpoint.");
          }
          soundValue(name, value);
        });
    return Map.copyOf(headers);
  }

  /**
   * Returns the name.
   *
   * @throws IllegalArgumentException when it is no header name, or one that is not the caller's
   */
  static String sound(String name) {
    if (!TOKEN.matcher(name).matches() || RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException(
          "A header to add must have a name such as SupplierKey, and not be one of the connection's"
              + " own (Authorization, Host, Content-Type and so on), but was: "
              + Problem.text(name));
    }
    return name;
  }

  /**
   * Returns the value.
   *
   * @throws IllegalArgumentException when it cannot travel in a header; the value is not repeated
   */
  static String soundValue(String name, String value) {
    if (!VALUE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "The value for the header "
              + name
              + " must be one line of ASCII letters, digits and signs, but holds something else.");
    }
    return value;
  }
}
