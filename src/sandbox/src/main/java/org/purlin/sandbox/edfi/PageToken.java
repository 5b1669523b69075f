package org.purlin.sandbox.edfi;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Where a cursor walk goes on.
 *
 * @param after only rows with higher numbers
 * @param upTo only rows with this number or a lower one
 * @param empty whether an empty page comes first
 */
record PageToken(long after, long upTo, boolean empty) {

  /** The token as clients see it, opaque. */
  String text() {
    String plain = after + ":" + upTo + ":" + empty;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
  }

  /** Reads a token; empty when it is none of ours. */
  static Optional<PageToken> read(String text) {
    try {
      String[] parts =
          new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII).split(":", -1);
      return parts.length == 3
          ? Optional.of(
              new PageToken(
                  Long.parseLong(parts[0]),
                  Long.parseLong(parts[1]),
                  Boolean.parseBoolean(parts[2])))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
