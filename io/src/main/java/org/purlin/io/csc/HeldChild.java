package org.purlin.io.csc;

import java.io.Serializable;

/**
 * A child the receiver accepted, without its payload.
 *
 * @param key la_child_id
 * @param hash of the accepted payload's canonical form; null when the child was purged
 * @param purged whether the last thing accepted was its deletion
 * @param certain false when the payload was adopted and may not have arrived
 */
@SuppressWarnings("ArrayRecordComponent") // never changed once it is made
record HeldChild(String key, byte[] hash, boolean purged, boolean certain) implements Serializable {

  private static final long serialVersionUID = 1L;
}
