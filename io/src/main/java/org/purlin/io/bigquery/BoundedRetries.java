package org.purlin.io.bigquery;

import com.google.api.client.http.HttpBackOffIOExceptionHandler;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpRequestInitializer;
import com.google.api.client.http.HttpResponse;
import com.google.api.client.http.HttpStatusCodes;
import com.google.api.client.util.BackOff;
import com.google.api.client.util.ExponentialBackOff;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;

/**
 * Repeats a request while the other side says "not now" (no answer, 429, or 5xx) until a time is
 * up; the last answer is then the caller's. Every request is one that may be sent again: those that
 * start jobs carry the job's name.
 */
final class BoundedRetries implements HttpRequestInitializer {

  /** No pause begins later than this after the first try. A load that waits longer is run again. */
  static final Duration LONGEST = Duration.ofMinutes(2);

  private static final int FIRST_PAUSE_MILLIS = 500;
  private static final int LONGEST_PAUSE_MILLIS = 20_000;
  private static final double GROWTH = 2;

  private static final int TOO_MANY_REQUESTS = 429;

  private static final int CONNECT_MILLIS = 20_000;

  /** Longer than BigQuery waits for the end of a query before it answers. */
  private static final int READ_MILLIS = 60_000;

  private final Duration longest;

  BoundedRetries(Duration longest) {
    this.longest = longest;
  }

  @Override
  public void initialize(HttpRequest request) {
    ExponentialBackOff pauses =
        new ExponentialBackOff.Builder()
            .setInitialIntervalMillis(FIRST_PAUSE_MILLIS)
            .setMultiplier(GROWTH)
            .setMaxIntervalMillis(LONGEST_PAUSE_MILLIS)
            .setMaxElapsedTimeMillis(Math.toIntExact(longest.toMillis()))
            .build();
    request
        .setConnectTimeout(CONNECT_MILLIS)
        .setReadTimeout(READ_MILLIS)
        // Time is the bound.
        .setNumberOfRetries(Integer.MAX_VALUE)
        .setIOExceptionHandler(new HttpBackOffIOExceptionHandler(pauses))
        .setUnsuccessfulResponseHandler(
            (sent, answer, mayRepeat) ->
                mayRepeat && isPassing(answer.getStatusCode()) && hasWaited(pauses, answer));
  }

  private static boolean isPassing(int status) {
    return status == TOO_MANY_REQUESTS || status >= HttpStatusCodes.STATUS_CODE_SERVER_ERROR;
  }

  /** Waits, as long as the answer asks for; false when the time is up, or would be. */
  private boolean hasWaited(ExponentialBackOff pauses, HttpResponse answer) throws IOException {
    long pause = pauses.nextBackOffMillis();
    long asked = askedMillis(answer);
    if (pause == BackOff.STOP || asked > longest.toMillis() - pauses.getElapsedTimeMillis()) {
      return false;
    }
    try {
      Thread.sleep(Math.max(pause, asked));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped while waiting to repeat a request to Google");
    }
  }

  /** What Retry-After says in seconds; 0 where it says nothing, or a date. */
  private static long askedMillis(HttpResponse answer) {
    String seconds = answer.getHeaders().getRetryAfter();
    return seconds != null && seconds.matches("\\d{1,9}") ? Long.parseLong(seconds) * 1_000 : 0;
  }
}
