package org.purlin.transforms.csc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Tells whether two records mean the same without keeping them. */
public final class ChildHash {

  private static final String ALGORITHM = "SHA-256";

  private ChildHash() {}

  /**
   * 32 bytes that are equal for two records exactly when they mean the same: the order of keys and
   * of items with ids does not count; null, an empty list, {@code purge:false}, and a block or item
   * with {@code purge:true} count as absent; and the settings' ignored paths are left out.
   */
  public static byte[] of(ObjectNode child, DeltaSettings settings) {
    String canonical = new Canonical(settings.ignoredPaths()).of("", "", child);
    try {
      return MessageDigest.getInstance(ALGORITHM)
          .digest(canonical.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java 17 has " + ALGORITHM + ".", e);
    }
  }
}
