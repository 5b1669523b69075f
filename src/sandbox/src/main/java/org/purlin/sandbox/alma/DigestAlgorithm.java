package org.purlin.sandbox.alma;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hash of HTTP Digest (RFC 7616). */
public enum DigestAlgorithm {
  /** What the vendor uses. Not named in the challenge. */
  MD5("MD5"),
  /** Named in the challenge. */
  SHA_256("SHA-256");

  private final String token;

  DigestAlgorithm(String token) {
    this.token = token;
  }

  /** Its name in headers. */
  String token() {
    return token;
  }

  /** The {@code response} that proves that the sender knows the secret. */
  String response(
      String key, String realm, String secret, String method, String target, Session session) {
    String who = hash(key + ":" + realm + ":" + secret);
    String what = hash(method + ":" + target);
    return hash(
        String.join(
            ":", who, session.nonce(), session.count(), session.cnonce(), session.qop(), what));
  }

  /**
   * What a response is bound to.
   *
   * @param count eight hexadecimal digits
   */
  record Session(String nonce, String count, String cnonce, String qop) {}

  private String hash(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance(token).digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has " + token, e);
    }
  }
}
