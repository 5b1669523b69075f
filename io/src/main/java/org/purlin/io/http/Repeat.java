package org.purlin.io.http;

/** Whether a POST is sent again when nobody knows what became of it. */
public enum Repeat {

  /** It is: sending it twice does no more than sending it once, as with an upsert. */
  ALWAYS,

  /**
   * It is not, only when it was certainly refused: a status of the {@link RetryPolicy} was
   * answered, or no connection stood over which it could have been sent.
   */
  ONLY_IF_REFUSED
}
