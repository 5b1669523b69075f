package org.purlin.io.edfi;

/** Types of problems that are ours and not a server's. */
final class Problems {

  /** The row could not be read. */
  static final String UNREADABLE_ROW = "purlin:unreadable-row";

  /** The row names no district, or one that is not known. */
  static final String UNKNOWN_DISTRICT = "purlin:unknown-district";

  /** The row names no resource, or one the server does not have. */
  static final String UNKNOWN_RESOURCE = "purlin:unknown-resource";

  /** Another row of the input has the same natural key. */
  static final String DUPLICATE_KEY = "purlin:duplicate-key";

  /** The record could not be found by its natural key. */
  static final String NO_KEY = "purlin:no-key";

  /** What the server holds could not be looked at. */
  static final String NO_COMPARISON = "purlin:no-comparison";

  /** The district's login was refused. */
  static final String LOGIN = "purlin:auth";

  /** The district's server was silent, or said "not now", for too long. */
  static final String NO_ANSWER = "purlin:no-answer";

  /** An answer that no Ed-Fi API gives. */
  static final String STRANGE_ANSWER = "purlin:strange-answer";

  /** The district's settings do not fit its server. */
  static final String DISTRICT = "purlin:district";

  private Problems() {}
}
