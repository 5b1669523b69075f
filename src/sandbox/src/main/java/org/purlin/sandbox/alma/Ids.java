package org.purlin.sandbox.alma;

import java.util.HexFormat;

/**
 * Ids and draws that are the same for the same thing, on every Java version. The mixing is
 * SplitMix64's, by Steele, Lea and Flood, 2014.
 */
final class Ids {

  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private static final HexFormat HEX = HexFormat.of();

  private Ids() {}

  /** 24 hexadecimal digits. */
  static String of(Object... thing) {
    long bits = bits(thing);
    return HEX.toHexDigits(bits) + HEX.toHexDigits(mix(bits + GAMMA)).substring(0, 8);
  }

  /** A number from 0 to {@code bound - 1}. */
  static int below(int bound, Object... thing) {
    return (int) Long.remainderUnsigned(bits(thing), bound);
  }

  private static long bits(Object... thing) {
    long bits = GAMMA;
    for (Object part : thing) {
      String text = part.toString();
      for (int i = 0; i < text.length(); i++) {
        bits = mix(bits + text.charAt(i));
      }
      bits = mix(bits + GAMMA);
    }
    return bits;
  }

  private static long mix(long bits) {
    long mixed = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
