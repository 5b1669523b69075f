package org.purlin.transforms.rows;

/**
 * A record that cannot become a row. The message is the reason, in words that never quote the
 * record.
 */
public final class BadRecordException extends Exception {

  private static final long serialVersionUID = 1L;

  public BadRecordException(String reason) {
    // A stack trace would be taken for every bad line and read by nobody.
    super(reason, null, false, false);
  }
}
