package org.purlin.transforms.edfi;

import java.io.Serializable;
import java.util.List;

/** What became of one payload: fit to be sent, or not and why. */
public sealed interface Checked extends Serializable permits Checked.Ready, Checked.Unfit {

  /**
   * A payload that may be sent.
   *
   * @param body the JSON to send
   * @param key its natural key; null when the server does not say what the key is
   * @param sha256 32 bytes, equal for bodies that mean the same; two of these records are equal
   *     only when it is the very same array
   * @param removed paths of what only a server writes, taken out of it
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Ready(String body, NaturalKey key, byte[] sha256, List<String> removed)
      implements Checked {

    /** Never the body. */
    @Override
    public String toString() {
      return "Ready[" + key + "]";
    }
  }

  /**
   * A payload that must not be sent.
   *
   * @param type what is wrong with it, one of the constants of {@link PayloadCheck}
   * @param reason one sentence for the one who corrects it, without any value
   * @param path where in the payload, for example {@code $.birthDate}
   */
  record Unfit(String type, String reason, String path) implements Checked {}
}
