package org.purlin.io.rest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, where a text must be told from others and not be read. */
final class Hashes {

  /** Enough to find one of a million again, and short enough to compare by eye. */
  private static final int SHOWN_DIGITS = 12;

  private Hashes() {}

  /** 64 hexadecimal digits of a text's UTF-8. */
  static String of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** 64 hexadecimal digits. */
  static String of(byte[] bytes) {
    return HexFormat.of().formatHex(digest(bytes));
  }

  /** 32 bytes of a text's UTF-8. */
  static byte[] bytes(String text) {
    return digest(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] digest(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }

  /** What stands for an id of a person in messages: {@code ~1f2e3d4c5b6a}. */
  static String shown(String id) {
    return "~" + of(id).substring(0, SHOWN_DIGITS);
  }
}
