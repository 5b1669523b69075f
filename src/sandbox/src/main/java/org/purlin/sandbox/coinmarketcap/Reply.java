package org.purlin.sandbox.coinmarketcap;

/**
 * What a request gets once it is let in.
 *
 * @param credits what it costs
 * @param totalCount how many coins there are over all pages; negative where that is not told
 */
record Reply(long credits, long totalCount, Envelope.Data data) {

  /** A reply that does not tell how many there are. */
  static Reply of(long credits, Envelope.Data data) {
    return new Reply(credits, -1, data);
  }
}
