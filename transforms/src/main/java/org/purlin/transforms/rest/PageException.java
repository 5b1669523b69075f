package org.purlin.transforms.rest;

/** A page cannot be used as a whole. The message says why and where, and never quotes the page. */
public final class PageException extends Exception {

  private static final long serialVersionUID = 1L;

  /** What is wrong with the page. */
  public enum Kind {
    /**
     * Damaged, cut short, or something else altogether, such as a login page: worth asking again.
     */
    NOT_JSON,
    /** JSON, but without the place where the records should be. */
    NO_RECORDS
  }

  private final Kind kind;

  PageException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
