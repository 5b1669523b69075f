package org.purlin.io.csc;

import java.util.List;

/** What became of one post. */
sealed interface Reply {

  /** Accepted; one receipt for each record, in the order of the records. */
  record Receipts(List<String> receipts) implements Reply {}

  /**
   * The receiver says no to the batch as a whole, because of what is in it.
   *
   * @param status 400, 422 or 403
   * @param body what it said; holds ids and perhaps values, so it goes into the tables only
   */
  record Refused(int status, String body) implements Reply {}

  /** The batch is too large (413). */
  record TooLarge() implements Reply {}

  /**
   * It may have been accepted: no answer, or one that cannot be matched with the records.
   *
   * @param why in words
   * @param answered whether it answered at all
   */
  record InDoubt(String why, boolean answered) implements Reply {}

  /**
   * It was certainly not accepted, and would not be if it were sent again now.
   *
   * @param why in words
   */
  record NotNow(String why) implements Reply {}
}
