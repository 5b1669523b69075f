package org.purlin.io.edfi;

import org.purlin.io.http.HttpReply;
import org.purlin.transforms.edfi.ApiProblem;

/**
 * What one row met.
 *
 * @param fate what became of it
 * @param status of the last answer; 0 when there was none
 * @param id the server's id; null when it is not known
 * @param location where the server has the record; null when it did not say
 * @param type of the problem, machine-readable; null when there is none
 * @param path in the payload that the problem is about; null when there is none
 * @param message the reason, one line; null when there is none
 */
record Verdict(
    Fate fate, int status, String id, String location, String type, String path, String message) {

  /** Of problems whose answer has no type. */
  private static final String UNTYPED = "http:";

  static Verdict of(Fate fate) {
    return new Verdict(fate, 0, null, null, null, null, null);
  }

  static Verdict of(Fate fate, String type, String message) {
    return new Verdict(fate, 0, null, null, type, null, message);
  }

  static Verdict done(Fate fate, int status, String id, String location) {
    return new Verdict(fate, status, id, location, null, null, null);
  }

  static Verdict refused(int status, ApiProblem problem) {
    return new Verdict(
        Fate.REJECTED,
        status,
        null,
        null,
        problem.type() == null ? UNTYPED + status : problem.type(),
        problem.path(),
        problem.reason());
  }

  /** Of a record that could not be looked at; nothing was changed. */
  static Verdict notFound(RefusedException e) {
    Verdict refused = refused(e.status(), e.problem());
    // A collection that is not there says nothing of its records.
    return isWeather(e.status()) || e.status() == 404 ? refused.withFate(Fate.NOT_SENT) : refused;
  }

  /** Whether a status says "not now", and the tries ran out. */
  static boolean isWeather(int status) {
    return status >= 500 || status == 408 || status == 429;
  }

  /**
   * Of a change that was answered "not now". A server that fails may have done it before it did.
   */
  static Verdict weather(HttpReply reply, ApiProblem problem) {
    boolean perhapsDone = reply.status() >= 500 || reply.mayHaveBeenProcessedBefore();
    return refused(reply.status(), problem).withFate(perhapsDone ? Fate.IN_DOUBT : Fate.NOT_SENT);
  }

  Verdict withFate(Fate other) {
    return new Verdict(other, status, id, location, type, path, message);
  }
}
