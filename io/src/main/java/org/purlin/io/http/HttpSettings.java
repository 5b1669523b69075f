package org.purlin.io.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Properties;
import java.util.UUID;

/**
 * How an endpoint is spoken to. Immutable; travels in the job graph; holds no secrets.
 *
 * @param endpoint where credentials go: this scheme, host and port, and no other
 * @param userAgent what we call ourselves
 * @param timeouts of each request
 * @param retry when to ask again
 * @param requestsPerSecond to one host, from all threads of one worker together, evenly spaced; 0
 *     is no limit. It is per worker: divide an endpoint's quota by the number of workers.
 * @param hosts which may be asked, the endpoint's among them
 * @param maxBodyBytes of a body kept in memory
 * @param maxDownloadBytes of a body written to a file
 * @param run names the run whose threads share what they learn about credentials. The default is
 *     drawn once, when the settings are made, and travels with them.
 */
public record HttpSettings(
    URI endpoint,
    String userAgent,
    Timeouts timeouts,
    RetryPolicy retry,
    double requestsPerSecond,
    AllowedHosts hosts,
    long maxBodyBytes,
    long maxDownloadBytes,
    String run)
    implements Serializable {

  /** A page of rows is a few MB; several are in memory at a time. */
  public static final long DEFAULT_MAX_BODY_BYTES = 64_000_000;

  /** More than the largest archive an endpoint of ours sends, which is 4 GB. */
  public static final long DEFAULT_MAX_DOWNLOAD_BYTES = 10_000_000_000L;

  public HttpSettings {
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
        AllowedHosts.of(Address.host(endpoint)),
        DEFAULT_MAX_BODY_BYTES,
        DEFAULT_MAX_DOWNLOAD_BYTES,
        UUID.randomUUID().toString());
  }

  public HttpSettings withUserAgent(String name) {
    return new HttpSettings(
        endpoint,
        name,
        timeouts,
        retry,
        requestsPerSecond,
        hosts,
        maxBodyBytes,
        maxDownloadBytes,
        run);
  }

  public HttpSettings withTimeouts(Timeouts limits) {
    return new HttpSettings(
        endpoint,
        userAgent,
        limits,
        retry,
        requestsPerSecond,
        hosts,
        maxBodyBytes,
        maxDownloadBytes,
        run);
  }

  public HttpSettings withRetry(RetryPolicy policy) {
    return new HttpSettings(
        endpoint,
        userAgent,
        timeouts,
        policy,
        requestsPerSecond,
        hosts,
        maxBodyBytes,
        maxDownloadBytes,
        run);
  }

  public HttpSettings withRequestsPerSecond(double limit) {
    return new HttpSettings(
        endpoint, userAgent, timeouts, retry, limit, hosts, maxBodyBytes, maxDownloadBytes, run);
  }

  /** Allows these hosts besides; see {@link AllowedHosts} for what they may look like. */
  public HttpSettings alsoAllowing(String... more) {
    return withHosts(hosts.and(more));
  }

  /**
   * Allows plain {@code http://} to other machines. Anyone on the way can then read credentials and
   * data.
   */
  public HttpSettings allowPlainHttp() {
    return withHosts(hosts.allowPlainHttp());
  }

  public HttpSettings withMaxBodyBytes(long limit) {
    return new HttpSettings(
        endpoint,
        userAgent,
        timeouts,
        retry,
        requestsPerSecond,
        hosts,
        limit,
        maxDownloadBytes,
        run);
  }

  public HttpSettings withMaxDownloadBytes(long limit) {
    return new HttpSettings(
        endpoint, userAgent, timeouts, retry, requestsPerSecond, hosts, maxBodyBytes, limit, run);
  }

  public HttpSettings withRun(String name) {
    return new HttpSettings(
        endpoint,
        userAgent,
        timeouts,
        retry,
        requestsPerSecond,
        hosts,
        maxBodyBytes,
        maxDownloadBytes,
        name);
  }

  private HttpSettings withHosts(AllowedHosts allowed) {
    return new HttpSettings(
        endpoint,
        userAgent,
        timeouts,
        retry,
        requestsPerSecond,
        allowed,
        maxBodyBytes,
        maxDownloadBytes,
        run);
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
