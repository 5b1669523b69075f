package org.purlin.io.http;

import java.util.List;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.auth.StandardAuthScheme;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** Makes the HTTP client as the settings want it, with everything off that we do ourselves. */
final class Client {

  /** One worker's threads all share one transport; more than it has threads is seldom used. */
  private static final int USUAL_CONNECTIONS = 64;

  /** A token must be had also while the endpoint has all its connections in use. */
  private static final int CONNECTIONS_FOR_TOKENS = 1;

  /** An idle connection is tested after this, because servers close theirs without a word. */
  private static final TimeValue TRUST_IDLE = TimeValue.ofSeconds(1);

  /** The better one first; all others need what a user and a password are not. */
  private static final List<String> PROXY_LOGINS =
      List.of(StandardAuthScheme.DIGEST, StandardAuthScheme.BASIC);

  /** What servers ask for is answered by {@link Credentials}, or not at all. */
  private static final List<String> SERVER_LOGINS = List.of();

  private Client() {}

  /**
   * Makes a client; it must be closed.
   *
   * @throws IllegalArgumentException when the CA file cannot be read
   */
  static CloseableHttpClient of(HttpSettings settings, Proxies proxies) {
    return of(settings, proxies, Trusted.context(settings.trust()));
  }

  /** The same, trusting as this context does. */
  static CloseableHttpClient of(HttpSettings settings, Proxies proxies, SSLContext context) {
    Timeouts timeouts = settings.timeouts();
    return HttpClientBuilder.create()
        .useSystemProperties()
        .setUserAgent(settings.userAgent())
        .setConnectionManager(connections(settings, context))
        .setRoutePlanner(proxies.planner())
        .setDefaultCredentialsProvider(proxies.logins())
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setResponseTimeout(Timeout.of(timeouts.response()))
                .setTargetPreferredAuthSchemes(SERVER_LOGINS)
                .setProxyPreferredAuthSchemes(PROXY_LOGINS)
                .build())
        .setRequestExecutor(new ThenSilence(Timeout.of(timeouts.silence())))
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableContentCompression()
        .disableCookieManagement()
        .disableAuthCaching()
        .build();
  }

  private static HttpClientConnectionManager connections(
      HttpSettings settings, SSLContext context) {
    Timeouts timeouts = settings.timeouts();
    Timeout connect = Timeout.of(timeouts.connect());
    int toOneHost = Math.max(USUAL_CONNECTIONS, settings.concurrency());
    return PoolingHttpClientConnectionManagerBuilder.create()
        .useSystemProperties()
        .setMaxConnTotal(toOneHost + CONNECTIONS_FOR_TOKENS)
        .setMaxConnPerRoute(toOneHost)
        .setTlsSocketStrategy(
            ClientTlsStrategyBuilder.create()
                .useSystemProperties()
                .setSslContext(context)
                .buildClassic())
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(connect)
                .setSocketTimeout(Timeout.of(timeouts.response()))
                .setValidateAfterInactivity(TRUST_IDLE)
                .build())
        .setDefaultTlsConfig(TlsConfig.custom().setHandshakeTimeout(connect).build())
        .build();
  }
}
