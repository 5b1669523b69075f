package org.purlin.io.amplitude;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Short names for things that must not be shown or are too long to be. */
final class Fingerprint {

  /** Hexadecimal digits kept: 64 bits tell a handful of things apart. */
  private static final int DIGITS = 16;

  private Fingerprint() {}

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
