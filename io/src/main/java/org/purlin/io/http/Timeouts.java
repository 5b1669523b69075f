package org.purlin.io.http;

import java.io.Serializable;
import java.time.Duration;

/**
 * How long one request may take; all are positive.
 *
 * @param connect until a connection stands, and again until TLS does
 * @param response from the request to the first byte of the answer
 * @param silence between two pieces of the body
 * @param total from the request to the end of the body
 */
public record Timeouts(Duration connect, Duration response, Duration silence, Duration total)
    implements Serializable {

  /**
   * Two minutes to the first byte, because an export is put together before it is sent; an hour in
   * all, which is 4 GB at 1.1 MB/s.
   */
  public static final Timeouts DEFAULT =
      new Timeouts(
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofSeconds(60),
          Duration.ofHours(1));

  public Timeouts {
    for (Duration timeout : new Duration[] {connect, response, silence, total}) {
      // Below a millisecond the HTTP client would take it for "no limit".
      if (timeout.toMillis() <= 0) {
        throw new IllegalArgumentException("A timeout must be positive, but was: " + timeout);
      }
    }
  }

  public Timeouts withConnect(Duration limit) {
    return new Timeouts(limit, response, silence, total);
  }

  public Timeouts withResponse(Duration limit) {
    return new Timeouts(connect, limit, silence, total);
  }

  public Timeouts withSilence(Duration limit) {
    return new Timeouts(connect, response, limit, total);
  }

  public Timeouts withTotal(Duration limit) {
    return new Timeouts(connect, response, silence, limit);
  }
}
