package org.purlin.io.csc;

import java.io.Serializable;
import java.util.Arrays;

/**
 * A child the receiver accepted, without its payload. Equal by content, because Beam compares what
 * was read again; prints without the child, because Beam logs elements.
 *
 * @param key la_child_id
 * @param hash of the accepted payload's canonical form; null when the child was purged
 * @param purged whether the last thing accepted was its deletion
 * @param certain false when the payload was adopted and may not have arrived
 */
@SuppressWarnings("ArrayRecordComponent") // never changed once it is made, and compared by content
record HeldChild(String key, byte[] hash, boolean purged, boolean certain) implements Serializable {

  private static final long serialVersionUID = 1L;

  @Override
  public boolean equals(Object other) {
    return other instanceof HeldChild child
        && key.equals(child.key)
        && Arrays.equals(hash, child.hash)
        && purged == child.purged
        && certain == child.certain;
  }

  @Override
  public int hashCode() {
    return key.hashCode();
  }

  @Override
  public String toString() {
    return purged ? "a purged child" : "a held child";
  }
}
