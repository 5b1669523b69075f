package org.purlin.io.rest;

/** A page could not be had. The message quotes nothing personal. */
final class UnreadException extends Exception {

  private static final long serialVersionUID = 1L;

  /** What that means for its unit. */
  enum Kind {
    /** It cannot be read. */
    FAILED,
    /** It may be read later. */
    PUT_OFF,
    /** One of what it asks for is bad. */
    HALVED,
    /** Nothing more may be asked for. */
    STOPPED
  }

  private final Kind kind;

  UnreadException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }
}
