package org.purlin.sandbox.bigquery;

import java.util.Map;
import java.util.function.Predicate;
import org.purlin.sandbox.Delivery;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.Request;

/** The ways to go wrong that matter to a client of these APIs, besides those of {@link Fault}. */
public final class BigQueryFaults {

  private BigQueryFaults() {}

  /** Requests that insert a job, its rows uploaded with it or not. */
  public static Predicate<Request> insertsOfJobs() {
    return request ->
        request.method().equals("POST") && request.path().matches(".*/projects/[^/]+/jobs");
  }

  /** Requests that look at a job. */
  public static Predicate<Request> looksAtJobs() {
    return request ->
        request.method().equals("GET") && request.path().matches(".*/projects/[^/]+/jobs/[^/]+");
  }

  /** Requests to BigQuery. */
  public static Predicate<Request> toBigQuery() {
    return request -> Part.of(request.path()).filter(Part::isBigQuery).isPresent();
  }

  /** Requests to Cloud Storage. */
  public static Predicate<Request> toStorage() {
    return request -> Part.of(request.path()).filter(part -> !part.isBigQuery()).isPresent();
  }

  /** The work is done, but the connection is reset before the answer. */
  public static Fault lostReply() {
    return Fault.of(ordinary -> ordinary.answer().delivered(new Delivery.Reset()));
  }

  /**
   * An error in Google's form, the work not done.
   *
   * @param reason for example {@code rateLimitExceeded} with 403 or 429, {@code backendError} with
   *     500 or 503, {@code accessDenied} with 403
   */
  public static Fault error(int status, String reason) {
    return Fault.status(
        status,
        Map.of("Content-Type", "application/json"),
        Refused.body(status, reason, "The stand-in was told to fail with " + reason + "."));
  }

  static Refused failure(String reason) {
    return new Refused(
        500, reason, "The stand-in was told to let a load fail with " + reason + ".");
  }
}
