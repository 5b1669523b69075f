package org.purlin.transforms.rows;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 of a text as 64 hexadecimal digits. Not thread-safe. */
public final class KeyedHash {

  private static final String ALGORITHM = "HmacSHA256";

  private final Mac mac;

  public KeyedHash(byte[] key) {
    try {
      mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java 17 has " + ALGORITHM + ".", e);
    }
  }

  /** The hash of a text's UTF-8. */
  public String of(String text) {
    return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
  }
}
