package org.purlin.sandbox.coinmarketcap;

/** A request that cannot be answered as it is. The message is what the client is told. */
final class BadRequest extends Exception {

  private static final long serialVersionUID = 1L;

  BadRequest(String message) {
    super(message);
  }
}
