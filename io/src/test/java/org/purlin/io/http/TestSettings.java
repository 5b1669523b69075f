package org.purlin.io.http;

import java.time.Duration;

/** Settings whose waits a test can sit out. */
final class TestSettings {

  private TestSettings() {}

  static final RetryPolicy QUICK =
      RetryPolicy.DEFAULT
          .withAttempts(3)
          .withBudget(Duration.ofSeconds(20))
          .withBackoff(Duration.ofMillis(10), Duration.ofMillis(20));

  static HttpSettings quick(FakeServer server) {
    return HttpSettings.forEndpoint(server.uri("/")).withRetry(QUICK);
  }
}
