package org.purlin.io.edfi;

import java.io.IOException;
import org.purlin.io.http.BodyTooLargeException;
import org.purlin.io.http.CredentialsRefusedException;
import org.purlin.io.http.NoAnswerException;
import org.purlin.io.http.NoTokenException;
import org.purlin.io.http.RefusedAddressException;

/** Tells what concerns one target, or one district, from what ends the run. */
final class PullTrouble {

  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;

  private PullTrouble() {}

  /**
   * The trouble as an outcome of its target.
   *
   * @throws IOException the same, when it is a matter of our own disk or program
   */
  static PullPiece.Failed of(IOException e, EdfiSettings settings, PullTally tally)
      throws IOException {
    if (e instanceof RefusedException refused) {
      boolean notThere = refused.status() == NOT_FOUND;
      String why = e.getMessage();
      if (notThere && settings.snapshot()) {
        why += " There is no such resource, or the snapshot was removed.";
      }
      return new PullPiece.Failed(
          why,
          refused.status() == FORBIDDEN || (notThere && !settings.snapshot()),
          tally.numbers());
    }
    if (e instanceof CredentialsRefusedException) {
      return new PullPiece.Failed("auth: " + e.getMessage(), false, tally.numbers());
    }
    if (e instanceof BodyTooLargeException) {
      return new PullPiece.Failed(
          e.getMessage() + " Ask for fewer records a page.", false, tally.numbers());
    }
    if (e instanceof DistrictException
        || e instanceof NoAnswerException
        || e instanceof NoTokenException
        || e instanceof RefusedAddressException) {
      return new PullPiece.Failed(e.getMessage(), false, tally.numbers());
    }
    throw e;
  }
}
