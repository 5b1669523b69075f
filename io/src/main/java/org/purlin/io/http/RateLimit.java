package org.purlin.io.http;

import io.github.bucket4j.Bucket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Spaces requests to a host evenly. One bucket per host and rate, shared by the whole JVM. */
final class RateLimit {

  private record Key(String host, double requestsPerSecond) {}

  private static final Map<Key, Bucket> BUCKETS = new ConcurrentHashMap<>();

  private RateLimit() {}

  /** Waits for this host's next turn. */
  static void await(URI uri, double requestsPerSecond) throws InterruptedException {
    if (requestsPerSecond > 0) {
      BUCKETS
          .computeIfAbsent(new Key(Address.host(uri), requestsPerSecond), RateLimit::bucket)
          .asBlocking()
          .consume(1);
    }
  }

  /**
   * Room for one token only: a burst after a pause would break the limit of the second it is in.
   */
  private static Bucket bucket(Key key) {
    Duration gap = Duration.ofNanos(Math.max(1, (long) (1e9 / key.requestsPerSecond())));
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(1).refillGreedy(1, gap))
        .withNanosecondPrecision()
        .build();
  }
}
