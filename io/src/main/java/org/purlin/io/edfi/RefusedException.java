package org.purlin.io.edfi;

import java.io.IOException;
import org.purlin.transforms.edfi.ApiProblem;

/** A district's API refused what was asked; the message is its reason. */
final class RefusedException extends IOException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient ApiProblem problem;

  RefusedException(int status, ApiProblem problem) {
    super("The server answered " + status + ": " + problem.reason());
    this.status = status;
    this.problem = problem;
  }

  int status() {
    return status;
  }

  ApiProblem problem() {
    return problem;
  }
}
