package org.purlin.io.edfi;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Short names for what must not be shown or is too long to be. */
final class PullHash {

  /** Hexadecimal digits kept: 64 bits tell a handful of things apart. */
  private static final int DIGITS = 16;

  private PullHash() {}

  static String of(String text) {
    return of(text, new byte[0]);
  }

  /** The start of the SHA-256 of both. */
  static String of(String text, byte[] more) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sha256.digest(more)).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}
