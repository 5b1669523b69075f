package org.purlin.pipelines.rest;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.purlin.io.http.HttpSettings;
import org.purlin.io.http.RetryPolicy;
import org.purlin.io.http.Timeouts;
import org.purlin.io.http.Trust;
import org.purlin.io.landing.IfExists;
import org.purlin.io.rest.RestRun;
import org.purlin.io.rest.RestSource;
import org.purlin.io.secret.Secret;
import org.purlin.pipelines.NetworkSettings;
import org.purlin.pipelines.OptionValues;
import org.purlin.pipelines.RunPlaces;
import org.purlin.pipelines.UserMistakeException;

/** Makes values of {@link RestOptions}. */
public final class RestSettings {

  /** More connections than this help no endpoint. */
  private static final int MOST_CONCURRENCY = 256;

  private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(30);

  private RestSettings() {}

  /**
   * How an endpoint is spoken to. A source adds what is its own: where its window starts, what
   * refuses us, which statuses are weather.
   *
   * @param concurrency when the user says nothing
   * @param requestsPerSecond when the user says nothing; 0 is no limit
   * @param start requests that are under way at first
   */
  public static HttpSettings http(
      RestOptions options, URI endpoint, int concurrency, double requestsPerSecond, int start) {
    int most = concurrency(options, concurrency);
    double rate = options.getRequestsPerSecond();
    if (!(rate >= 0)) {
      throw new UserMistakeException("--requestsPerSecond must be 0 or more, but was: " + rate);
    }
    Duration timeout = OptionValues.duration("--timeout", options.getTimeout());
    if (timeout.compareTo(SHORTEST_TIMEOUT) < 0 || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
      throw new UserMistakeException("--timeout must be from PT1S to PT30M, but was: " + timeout);
    }
    HttpSettings settings =
        HttpSettings.forEndpoint(endpoint)
            .withTimeouts(Timeouts.DEFAULT.withResponse(timeout))
            .withRetry(
                RetryPolicy.DEFAULT.withBudget(
                    OptionValues.duration("--retryFor", options.getRetryFor())))
            .withConcurrency(most, Math.min(start, most))
            .withRequestsPerSecond(rate > 0 ? rate : requestsPerSecond)
            .withProxy(NetworkSettings.proxy(options))
            .withTrust(new Trust(options.getCaFile(), true))
            .withRun(options.getRunId());
    return options.isAllowPlainHttp() ? settings.allowPlainHttp() : settings;
  }

  /** Requests under way at a time, at most. */
  public static int concurrency(RestOptions options, int otherwise) {
    int asked = options.getConcurrency();
    if (asked < 0 || asked > MOST_CONCURRENCY) {
      throw new UserMistakeException(
          "--concurrency must be from 1 to "
              + MOST_CONCURRENCY
              + ", or 0 for what suits the endpoint, but was: "
              + asked);
    }
    return asked == 0 ? otherwise : asked;
  }

  /** A run over a source without personal data. */
  public static RestRun run(RestOptions options, RestSource source, int concurrency) {
    return run(options, source, concurrency, Set.of(), Set.of(), null);
  }

  /**
   * A run over a source.
   *
   * @param concurrency when the user says nothing
   * @param allowed columns with personal data that are written
   * @param hashed columns with personal data that are written as hashes
   * @param hashKey null when nothing is hashed
   */
  public static RestRun run(
      RestOptions options,
      RestSource source,
      int concurrency,
      Set<String> allowed,
      Set<String> hashed,
      Secret hashKey) {
    if (options.getIfExists() != IfExists.REPLACE) {
      throw new UserMistakeException(
          "--ifExists must be replace: what is published is always what the endpoint has now. For a"
              + " copy of its own give another --output.");
    }
    return new RestRun(
        options.getRunId(),
        Instant.now().truncatedTo(ChronoUnit.MILLIS),
        source,
        RunPlaces.landing(options),
        RunPlaces.state(options),
        concurrency(options, concurrency),
        OptionValues.duration("--resumeWithin", options.getResumeWithin()),
        options.isChanges(),
        allowed,
        hashed,
        hashKey,
        RunPlaces.proof(options, source.name()));
  }
}
