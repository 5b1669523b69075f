package org.purlin.io.edfi;

import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.purlin.io.http.HttpSettings;
import org.purlin.io.http.ProxySettings;
import org.purlin.io.http.RetryPolicy;
import org.purlin.io.http.Timeouts;
import org.purlin.io.http.Trust;

/**
 * How every district's API is spoken to.
 *
 * @param concurrency requests in flight to one district at most, from one worker
 * @param timeout for an answer to begin, and for it to end
 * @param retryFor how long one request is repeated, and how long a district may be silent before it
 *     counts as dead
 * @param longestWait a server that asks for a longer wait is asked again after this one
 * @param requestsPerSecond to one district, from one worker; 0 is no limit
 * @param plainHttp whether plain http may be spoken to other machines
 * @param userAgent what we call ourselves; null is the program's name
 * @param proxy null: that of the system
 * @param trust whose certificates servers may show
 * @param profile name of the profile all resources are read and written with; null is none
 * @param snapshot whether a static copy is read
 * @param run names the run whose threads share what they learn about credentials
 */
public record EdfiSettings(
    int concurrency,
    Duration timeout,
    Duration retryFor,
    Duration longestWait,
    double requestsPerSecond,
    boolean plainHttp,
    String userAgent,
    ProxySettings proxy,
    Trust trust,
    String profile,
    boolean snapshot,
    String run)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** A record that fails on the server fails again at once; more tries only delay the others. */
  private static final int ATTEMPTS_AFTER_500 = 4;

  private static final Duration FIRST_CONTACT = Duration.ofSeconds(30);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /** The defaults: 32 in flight, a minute for an answer, five minutes of patience. */
  public static EdfiSettings of(String run) {
    return new EdfiSettings(
        32,
        Duration.ofSeconds(60),
        Duration.ofMinutes(5),
        Duration.ofMinutes(2),
        0,
        false,
        null,
        null,
        Trust.DEFAULT,
        null,
        false,
        run);
  }

  /** A server that is not there at all must not hold up the others for long. */
  EdfiSettings firstContact() {
    return new EdfiSettings(
        concurrency,
        timeout,
        shorter(retryFor, FIRST_CONTACT),
        longestWait,
        requestsPerSecond,
        plainHttp,
        userAgent,
        proxy,
        trust,
        profile,
        snapshot,
        run);
  }

  /** For requests to this endpoint. */
  public HttpSettings http(URI endpoint) {
    RetryPolicy retry =
        RetryPolicy.DEFAULT
            .withBudget(retryFor)
            .withBackoff(FIRST_PAUSE, LONGEST_PAUSE)
            .withLongestRetryAfter(longestWait)
            .withAttempts(500, ATTEMPTS_AFTER_500);
    HttpSettings http =
        HttpSettings.forEndpoint(endpoint)
            .withRetry(retry)
            .withTimeouts(
                Timeouts.DEFAULT
                    .withConnect(shorter(timeout, Timeouts.DEFAULT.connect()))
                    .withResponse(timeout)
                    .withSilence(timeout)
                    .withTotal(timeout.multipliedBy(2)))
            .withRequestsPerSecond(requestsPerSecond)
            // A record that may not be written is answered with 403; that says nothing of the
            // login.
            .withRefusals(Set.of(401))
            // They hold students' ids.
            .withoutQueriesInMessages()
            .withProxy(proxy)
            .withTrust(trust)
            .withRun(run);
    if (userAgent != null) {
      http = http.withUserAgent(userAgent);
    }
    return plainHttp ? http.allowPlainHttp() : http;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
