package org.purlin.io.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * How an endpoint is spoken to. Immutable; travels in the job graph; holds no secrets.
 *
 * @param endpoint where credentials go: this scheme, host and port, and no other
 * @param userAgent what we call ourselves
 * @param timeouts of each request
 * @param retry when to ask again
 * @param requestsPerSecond to one host, from all threads of one worker together, evenly spaced; 0
 *     is no limit. It is per worker: divide an endpoint's quota by the number of workers.
 * @param concurrency most requests under way at a time from one transport; fewer while the endpoint
 *     is overloaded. 0: as many as there are threads, and nothing of what {@link #withConcurrency}
 *     says.
 * @param startingConcurrency how many requests may be under way before anything is known of the
 *     endpoint; no more than {@code concurrency} are
 * @param overloads statuses that say the endpoint has more to do than it can, besides 429, 502, 503
 *     and 504
 * @param hosts which may be asked, the endpoint's among them
 * @param maxBodyBytes of a body kept in memory
 * @param maxDownloadBytes of a body written to a file
 * @param refusals statuses that say our credentials are not accepted; see {@link HttpTransport}
 * @param proxy null: that of Java's system properties, else that of the environment
 * @param trust whose certificates servers may show
 * @param run names the run whose threads share what they learn about credentials, and whose
 *     requests are counted together; see {@link CallLog}. The default is drawn once, when the
 *     settings are made, and travels with them.
 * @param queriesInMessages whether messages, log lines and exceptions show the queries of URLs
 */
public record HttpSettings(
    URI endpoint,
    String userAgent,
    Timeouts timeouts,
    RetryPolicy retry,
    double requestsPerSecond,
    int concurrency,
    int startingConcurrency,
    Set<Integer> overloads,
    AllowedHosts hosts,
    long maxBodyBytes,
    long maxDownloadBytes,
    Set<Integer> refusals,
    ProxySettings proxy,
    Trust trust,
    String run,
    boolean queriesInMessages)
    implements Serializable {

  /** A page of rows is a few MB; several are in memory at a time. */
  public static final long DEFAULT_MAX_BODY_BYTES = 64_000_000;

  /** More than the largest archive an endpoint of ours sends, which is 4 GB. */
  public static final long DEFAULT_MAX_DOWNLOAD_BYTES = 10_000_000_000L;

  /** Not known here, or not allowed in. */
  public static final Set<Integer> DEFAULT_REFUSALS = Set.of(401, 403);

  public HttpSettings {
    refusals = Set.copyOf(refusals);
    overloads = Set.copyOf(overloads);
    if (Address.host(endpoint).isEmpty() || endpoint.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "An endpoint must be a URL with a host and without a user, such as"
              + " https://api.example.com/v1, but was: "
              + Address.shownWithoutQuery(endpoint));
    }
    if (!(requestsPerSecond >= 0) || Double.isInfinite(requestsPerSecond)) {
      throw new IllegalArgumentException(
          "Requests per second must be 0 (no limit) or more, but was: " + requestsPerSecond);
    }
    if (concurrency < 0) {
      throw new IllegalArgumentException(
          "The most requests at a time must be 0 (no limit) or more, but was: " + concurrency);
    }
    if (startingConcurrency < 1) {
      throw new IllegalArgumentException(
          "The requests at a time to start with must be 1 or more, but was: "
              + startingConcurrency);
    }
    if (maxBodyBytes < 1 || maxBodyBytes > Integer.MAX_VALUE - 8 || maxDownloadBytes < 1) {
      throw new IllegalArgumentException(
          "A body limit must be positive, and below 2 GiB for a body in memory.");
    }
  }

  /** The defaults for an endpoint; only its own host is allowed. */
  public static HttpSettings forEndpoint(URI endpoint) {
    return new HttpSettings(
        endpoint,
        "Purlin/" + version(),
        Timeouts.DEFAULT,
        RetryPolicy.DEFAULT,
        0,
        0,
        Window.START,
        Set.of(),
        AllowedHosts.of(Address.host(endpoint)),
        DEFAULT_MAX_BODY_BYTES,
        DEFAULT_MAX_DOWNLOAD_BYTES,
        DEFAULT_REFUSALS,
        null,
        Trust.DEFAULT,
        UUID.randomUUID().toString(),
        true);
  }

  public HttpSettings withUserAgent(String name) {
    return with(draft -> draft.userAgent = name);
  }

  public HttpSettings withTimeouts(Timeouts limits) {
    return with(draft -> draft.timeouts = limits);
  }

  public HttpSettings withRetry(RetryPolicy policy) {
    return with(draft -> draft.retry = policy);
  }

  public HttpSettings withRequestsPerSecond(double limit) {
    return with(draft -> draft.requestsPerSecond = limit);
  }

  /**
   * Lets at most this many requests of one transport be under way at a time, and looks after the
   * endpoint as a whole, where without it each call only looks after itself:
   *
   * <ul>
   *   <li>The number adapts: it grows while answers are good and is cut on 429, 502, 503, 504,
   *       {@link #overloads()} and missing answers. It starts at 8.
   *   <li>After a 429, or one of {@link #overloads()}, that says how long to wait, no request is
   *       sent before that.
   *   <li>When nothing was answered for the budget of {@link #retry()}, the endpoint counts as
   *       dead, and calls end with {@link EndpointDeadException}.
   * </ul>
   */
  public HttpSettings withConcurrency(int most) {
    return withConcurrency(most, Window.START);
  }

  /** The same, but started with this many requests at a time, for an endpoint that bears few. */
  public HttpSettings withConcurrency(int most, int start) {
    return with(
        draft -> {
          draft.concurrency = most;
          draft.startingConcurrency = start;
        });
  }

  /**
   * For example {@code Set.of(403)} where that is how an endpoint says that it is asked too often;
   * then {@link #withRefusals} must not name it. Whether such a reply is asked for again is the
   * {@link RetryPolicy}'s business. Counts only with {@link #withConcurrency}.
   */
  public HttpSettings withOverloadStatuses(Set<Integer> statuses) {
    return with(draft -> draft.overloads = statuses);
  }

  /** Allows these hosts besides; see {@link AllowedHosts} for what they may look like. */
  public HttpSettings alsoAllowing(String... more) {
    return with(draft -> draft.hosts = hosts.and(more));
  }

  /**
   * Allows plain {@code http://} to other machines. Anyone on the way can then read credentials and
   * data.
   */
  public HttpSettings allowPlainHttp() {
    return with(draft -> draft.hosts = hosts.allowPlainHttp());
  }

  public HttpSettings withMaxBodyBytes(long limit) {
    return with(draft -> draft.maxBodyBytes = limit);
  }

  public HttpSettings withMaxDownloadBytes(long limit) {
    return with(draft -> draft.maxDownloadBytes = limit);
  }

  /** For example {@code Set.of(401)} where a firewall answers 403 to what it does not like. */
  public HttpSettings withRefusals(Set<Integer> statuses) {
    return with(draft -> draft.refusals = statuses);
  }

  public HttpSettings withProxy(ProxySettings way) {
    return with(draft -> draft.proxy = way);
  }

  public HttpSettings withTrust(Trust whom) {
    return with(draft -> draft.trust = whom);
  }

  public HttpSettings withRun(String name) {
    return with(draft -> draft.run = name);
  }

  /** For an endpoint whose queries say who somebody is, such as {@code ?studentUniqueId=}. */
  public HttpSettings withoutQueriesInMessages() {
    return with(draft -> draft.queriesInMessages = false);
  }

  private HttpSettings with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.settings();
  }

  /** The components while one of them changes. */
  private static final class Draft {

    private final URI endpoint;
    private String userAgent;
    private Timeouts timeouts;
    private RetryPolicy retry;
    private double requestsPerSecond;
    private int concurrency;
    private int startingConcurrency;
    private Set<Integer> overloads;
    private AllowedHosts hosts;
    private long maxBodyBytes;
    private long maxDownloadBytes;
    private Set<Integer> refusals;
    private ProxySettings proxy;
    private Trust trust;
    private String run;
    private boolean queriesInMessages;

    private Draft(HttpSettings from) {
      endpoint = from.endpoint;
      userAgent = from.userAgent;
      timeouts = from.timeouts;
      retry = from.retry;
      requestsPerSecond = from.requestsPerSecond;
      concurrency = from.concurrency;
      startingConcurrency = from.startingConcurrency;
      overloads = from.overloads;
      hosts = from.hosts;
      maxBodyBytes = from.maxBodyBytes;
      maxDownloadBytes = from.maxDownloadBytes;
      refusals = from.refusals;
      proxy = from.proxy;
      trust = from.trust;
      run = from.run;
      queriesInMessages = from.queriesInMessages;
    }

    private HttpSettings settings() {
      return new HttpSettings(
          endpoint,
          userAgent,
          timeouts,
          retry,
          requestsPerSecond,
          concurrency,
          startingConcurrency,
          overloads,
          hosts,
          maxBodyBytes,
          maxDownloadBytes,
          refusals,
          proxy,
          trust,
          run,
          queriesInMessages);
    }
  }

  private static String version() {
    try (InputStream file = HttpSettings.class.getResourceAsStream("version.properties")) {
      Properties properties = new Properties();
      properties.load(file);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
