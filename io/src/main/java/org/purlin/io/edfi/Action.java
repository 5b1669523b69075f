package org.purlin.io.edfi;

import java.io.IOException;

/** What is done with a row of a district. Used by many threads. */
interface Action {

  /** How a row ended, or that it has to wait. */
  sealed interface Step {
    /** It is settled. */
    record Settled(Verdict verdict) implements Step {}

    /** It waits until its wave is through, then it is done once more. */
    record AfterWave(Verdict otherwise) implements Step {}

    /** It waits until what it belongs to is there; people belong to their associations. */
    record AfterAssociations(Verdict otherwise) implements Step {}
  }

  /**
   * Does it. Weather is waited out before this returns.
   *
   * @param tries counts the attempts of this row
   * @throws org.purlin.io.http.CredentialsRefusedException when the login is refused
   * @throws org.purlin.io.http.NoAnswerException when the server was silent too long
   */
  Step on(Submission row, Tries tries) throws IOException, InterruptedException;

  /** What is learned on the way with one row. */
  final class Tries {
    private int count;
    private String key;

    void add(int attempts) {
      count += attempts;
    }

    int count() {
      return count;
    }

    /** Notes the hash of a record's natural key that the row itself does not have. */
    void foundKey(String hash) {
      key = hash;
    }

    /** Null when none was found. */
    String key() {
      return key;
    }
  }
}
