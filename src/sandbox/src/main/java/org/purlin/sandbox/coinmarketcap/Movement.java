package org.purlin.sandbox.coinmarketcap;

/**
 * How the ranking changes while its pages are read. Every page but the first is cut from the
 * ranking as it is after the change, so that the order of requests does not matter.
 */
public enum Movement {
  /** It does not. */
  NONE,
  /**
   * The last coin rises to the top: the last coin of the first page is the first one of the second,
   * too, and the one that rose is on none.
   */
  LAST_RISES,
  /** The first coin is taken off the list: the coin that began the second page is on none. */
  FIRST_LEAVES
}
