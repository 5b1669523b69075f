package org.purlin.io.csc;

/**
 * This run, or this attempt of it, no longer has its records: its claim ended and another run took
 * them, or the runner repeated the step and the later attempt did.
 */
public final class LeaseLostException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  LeaseLostException(String runId) {
    super(
        "Run "
            + runId
            + " was not heard of for longer than its claim on the records lasts, and another run or"
            + " another attempt of the same run took them over. Nothing more is sent. Run again"
            + " when the other one has ended.");
  }
}
