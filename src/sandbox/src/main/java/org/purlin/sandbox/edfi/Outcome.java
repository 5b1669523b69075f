package org.purlin.sandbox.edfi;

/**
 * How a write ended.
 *
 * @param status 200, 201, 204, or that of the problem
 * @param row as it is now; of a delete as it was; null exactly when there is a problem
 * @param problem null exactly when the write was done
 */
record Outcome(int status, Row row, Problem problem) {

  static Outcome done(int status, Row row) {
    return new Outcome(status, row, null);
  }

  static Outcome refused(Problem problem) {
    return new Outcome(problem.status(), null, problem);
  }
}
