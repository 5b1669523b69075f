package org.purlin.transforms.csc;

import java.io.Serializable;
import java.util.Set;

/**
 * What is assumed of the receiver where its rules are not published. Each choice answers one of the
 * questions Q1 to Q6 that only the Department can answer; the defaults need no answer.
 *
 * @param cleared how a scalar that was sent and is now gone is said (Q2, Q3)
 * @param reading what the receiver does with a sent item or block (Q1, Q4)
 * @param deletionDetails whether a deletion record carries {@code child_details} (Q5); by default
 *     it does not, which assumes that identifiers and {@code purge} are enough
 * @param ignoredPaths what alone is no reason to send: dotted paths from the top of the record,
 *     without list positions, such as {@code social_care_episodes.referral_source}. The value is
 *     still sent whenever something else is.
 */
public record DeltaSettings(
    Cleared cleared, Reading reading, boolean deletionDetails, Set<String> ignoredPaths)
    implements Serializable {

  /** How the receiver is told that a scalar is gone (an episode is open again, say). */
  public enum Cleared {
    /** Sent as null. The default: assumes that null is allowed and clears (Q2). */
    NULL,
    /** Left out, and its episode or block is sent whole. Assumes that omission clears (Q3). */
    OMIT,
    /** Not said at all: a scalar that only vanished is no difference. Assumes that nobody minds. */
    OFF
  }

  /** What the receiver does with a list item or block that is sent again (Q1). */
  public enum Reading {
    /**
     * The default: right if the receiver merges and right if it replaces. Lists without ids are
     * sent whole, so that it does not matter how they are kept (Q4). Assumes that {@code purge}
     * removes a block, which has no id (Q6).
     */
    EITHER,
    /** It merges key by key, so only the changed items of an episode are sent. Smaller. */
    MERGE,
    /** It replaces, so nothing sent whole needs to say what is no longer in it. */
    REPLACE
  }

  /** Null for what is cleared, right under either reading, bare deletion records. */
  public static final DeltaSettings DEFAULT =
      new DeltaSettings(Cleared.NULL, Reading.EITHER, false, Set.of());

  public DeltaSettings {
    ignoredPaths = Set.copyOf(ignoredPaths);
  }

  public DeltaSettings withCleared(Cleared chosen) {
    return new DeltaSettings(chosen, reading, deletionDetails, ignoredPaths);
  }

  public DeltaSettings withReading(Reading chosen) {
    return new DeltaSettings(cleared, chosen, deletionDetails, ignoredPaths);
  }

  public DeltaSettings withDeletionDetails(boolean chosen) {
    return new DeltaSettings(cleared, reading, chosen, ignoredPaths);
  }

  public DeltaSettings withIgnoredPaths(Set<String> chosen) {
    return new DeltaSettings(cleared, reading, deletionDetails, chosen);
  }
}
