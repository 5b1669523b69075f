package org.purlin.io.http;

import java.io.Serializable;
import java.util.List;

/**
 * The requests of a run, in numbers. Requests for tokens, redirects and those sent anew with other
 * credentials count as any other.
 *
 * @param requests all that were made, also those for which no connection came about; the sum of the
 *     next six
 * @param success answered with a status below 300
 * @param redirected answered with 3xx; 304 is one of them
 * @param refused answered with 4xx other than 429
 * @param tooMany answered with 429
 * @param failed answered with 5xx
 * @param noAnswer without an answer
 * @param retries how often a call was tried again, because the try before it had brought nothing
 *     that settles it
 * @param waitedMillis between those tries; the waits of all threads added up
 * @param receivedBytes of bodies, as they came
 * @param slowest the slowest requests, slowest first, at most {@link #MOST_SLOWEST}; of those that
 *     differ in numbers in the query only, such as the pages of a list, the slowest one
 */
public record Calls(
    long requests,
    long success,
    long redirected,
    long refused,
    long tooMany,
    long failed,
    long noAnswer,
    long retries,
    long waitedMillis,
    long receivedBytes,
    List<Slow> slowest)
    implements Serializable {

  /** How many of the slowest requests are named. */
  public static final int MOST_SLOWEST = 10;

  /** Nobody asked anything, or not from here. */
  public static final Calls NONE = new Calls(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, List.of());

  public Calls {
    slowest = List.copyOf(slowest);
  }

  /**
   * One request that took long.
   *
   * @param request method and URL, as messages show them: without secrets, and without what says
   *     who somebody is
   * @param millis from the moment it was sent to the end of the answer's body
   * @param status 0: no answer
   * @param attempt the how manieth try of its call it was, from 1
   */
  public record Slow(String request, long millis, int status, int attempt)
      implements Serializable {}
}
