package org.purlin.pipelines.cli;

import org.apache.beam.sdk.PipelineResult;

/**
 * A pipeline ended in a state other than DONE, without an exception. A runner whose memory ran out
 * was seen to come back like that, in state RUNNING and with data missing.
 */
final class UnfinishedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnfinishedException(PipelineResult.State state) {
    super(
        "The pipeline ended in state "
            + state
            + " instead of DONE, so its results are not complete. Often memory ran out: give it"
            + " more with PURLIN_HEAP=4g, then run the same command again.");
  }
}
