package org.purlin.io.edfi;

import java.io.IOException;
import java.io.UncheckedIOException;

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
   * @throws org.purlin.io.http.CredentialsRefusedException when the login is refused
   * @throws org.purlin.io.http.NoAnswerException when the server was silent too long
   */
  Step on(Submission row, Attempt attempt) throws IOException, InterruptedException;

  /** What is learned on the way with one row. For one thread. */
  final class Attempt {

    /** Told before something is sent that changes a record. */
    @FunctionalInterface
    interface Before {
      void sending(String key, boolean exact) throws IOException;
    }

    private final Before before;
    private int tries;
    private boolean sent;
    private String key;

    Attempt(Before before) {
      this.before = before;
    }

    /**
     * To be called before anything that changes a record.
     *
     * @param hash of its natural key, or of its content; null when neither is known
     * @param exact whether it is of the natural key
     * @throws UncheckedIOException when that cannot be written down; nothing may be sent then
     */
    void sending(String hash, boolean exact) {
      try {
        before.sending(hash, exact);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      sent = true;
    }

    /** Whether something was sent that changes a record. */
    boolean wasSent() {
      return sent;
    }

    /** Adds requests that were made to change the record. */
    void add(int attempts) {
      tries += attempts;
    }

    int tries() {
      return tries;
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
