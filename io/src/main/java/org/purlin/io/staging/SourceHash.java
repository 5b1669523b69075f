package org.purlin.io.staging;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The fingerprint by which a row's text is known again: SHA-256 of its UTF-8 bytes. */
public final class SourceHash {

  /** Length of a fingerprint, in bytes. */
  public static final int BYTES = 32;

  private SourceHash() {}

  /** Fingerprint of a text, 32 bytes. */
  public static byte[] of(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}
