package org.purlin.io.secret;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Replaces secret values in texts that people will read. Knows every value {@link Secret#resolve()}
 * has returned in this JVM, and what else was registered (for example the base64 of a Basic pair).
 */
public final class Masker {

  /** What stands where a secret stood. */
  public static final String MASK = "***";

  /**
   * Shorter values are left alone: a secret such as {@code 1} would be masked out of every number,
   * which ruins the text and shows what the secret is.
   */
  static final int SHORTEST = 4;

  /** Longest first, so that a secret which contains another one is replaced as a whole. */
  private static volatile List<String> hidden = List.of();

  private Masker() {}

  /** Hides this value, and its URL-encoded forms, from now on. */
  public static synchronized void register(String value) {
    if (value.length() < SHORTEST) {
      return;
    }
    String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8);
    Set<String> all = new LinkedHashSet<>(hidden);
    Stream.of(value, encoded, encoded.replace("+", "%20")).forEach(all::add);
    hidden =
        all.stream().sorted(Comparator.comparingInt(String::length).reversed()).distinct().toList();
  }

  /** Returns the text with each known value replaced; the same object when there is none in it. */
  public static String mask(String text) {
    String masked = text;
    for (String value : hidden) {
      if (masked.contains(value)) {
        masked = masked.replace(value, MASK);
      }
    }
    return masked;
  }
}
