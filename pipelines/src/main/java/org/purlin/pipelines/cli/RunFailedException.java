package org.purlin.pipelines.cli;

/** A run that a worker ended has failed; the message is the sentence of its report. */
final class RunFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RunFailedException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
