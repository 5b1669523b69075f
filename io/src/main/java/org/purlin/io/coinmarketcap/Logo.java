package org.purlin.io.coinmarketcap;

import java.io.Serializable;

/**
 * A logo to be fetched, or that has been.
 *
 * @param id of the coin
 * @param size asked for, in pixels
 * @param address where it is; null when it has none
 * @param problem why it has no address; null when it has one
 * @param row what is landed of it, as JSON; null when nothing is
 * @param outcome what became of it; null while nothing has
 */
record Logo(long id, int size, String address, String problem, String row, Outcome outcome)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** What became of a logo. */
  enum Outcome {
    FETCHED,
    /** The server says that we have it. */
    UNCHANGED,
    /** The row says why. */
    NOT_FETCHED
  }

  /** The same with its row of this run. */
  Logo with(Outcome became, String newRow) {
    return new Logo(id, size, address, problem, newRow, became);
  }

  /** Tells it from others. */
  String key() {
    return key(id, size);
  }

  static String key(long id, int size) {
    return id + " " + size;
  }
}
