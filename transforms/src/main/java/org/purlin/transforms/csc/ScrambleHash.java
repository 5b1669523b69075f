package org.purlin.transforms.csc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 of a few texts, read as what is needed. Not thread-safe. */
final class ScrambleHash {

  private static final String ALGORITHM = "HmacSHA256";

  /**
   * 32 signs that are allowed in ids and cannot make {@code 0x}, with which a firewall finds fault.
   */
  private static final String SIGNS = "123456789ABCDEFGHJKLMNPQRSTUVWYZ";

  private final Mac mac;

  ScrambleHash(byte[] key) {
    try {
      mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java 17 has " + ALGORITHM + ".", e);
    }
  }

  /** A text of so many signs. */
  String token(int length, String... parts) {
    StringBuilder token = new StringBuilder(length);
    for (int block = 0; token.length() < length; block++) {
      for (byte b : of(block, parts)) {
        if (token.length() < length) {
          token.append(SIGNS.charAt(b & 31));
        }
      }
    }
    return token.toString();
  }

  /** A number from 0 to below the bound. */
  int number(int bound, String... parts) {
    return (int) Math.floorMod(ByteBuffer.wrap(of(0, parts)).getLong(), (long) bound);
  }

  private byte[] of(int block, String... parts) {
    mac.update((byte) block);
    for (String part : parts) {
      byte[] text = part.getBytes(StandardCharsets.UTF_8);
      // The length keeps "a", "bc" and "ab", "c" apart.
      mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(text.length).array());
      mac.update(text);
    }
    return mac.doFinal();
  }
}
