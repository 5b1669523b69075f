package org.purlin.io.csc;

import java.io.Serializable;

/**
 * A child about which something is to be done. Prints without the child, because Beam logs
 * elements.
 *
 * @param key the child; empty when it is not known
 * @param rowId its row; 0 when it has none any more
 * @param what what is to be done
 * @param error whether its last sending failed; such records go last, so that they spoil no batch
 *     of others
 * @param reason of {@link What#QUARANTINE} and {@link What#TWIN}; else null
 */
record Candidate(String key, long rowId, What what, boolean error, String reason)
    implements Serializable {

  enum What {
    /** The receiver does not hold the child. */
    NEW,
    /** The receiver holds another version. */
    CHANGED,
    /** The row is marked Deleted. */
    PURGE,
    /** There is no row any more. */
    ABSENT,
    /** The receiver holds this version, and the row does not say so. */
    MARK,
    /** The row cannot be sent. */
    QUARANTINE,
    /** The child is in the table more than once, so no row of it is sent. */
    TWIN
  }

  private static final long serialVersionUID = 1L;

  boolean isPurge() {
    return what == What.PURGE || what == What.ABSENT;
  }

  boolean isUnusable() {
    return what == What.QUARANTINE || what == What.TWIN;
  }

  boolean isSent() {
    return what == What.NEW || what == What.CHANGED;
  }

  @Override
  public String toString() {
    return what + " of staging row " + rowId;
  }
}
