package org.purlin.sandbox.edfi;

/** How the token endpoint tells the life of a token. */
public enum ExpiresIn {
  /** A number of seconds, as the standard says. */
  SECONDS,
  /** A number of seconds in quotation marks. */
  TEXT,
  /** The second of the epoch at which it ends. */
  EPOCH,
  /** Not at all. */
  ABSENT,
  /** The number 0, although the token lives on. */
  ZERO
}
