package org.purlin.io.http;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Asks an endpoint, patiently. Open one in {@code @Setup}, close it in {@code @Teardown}; may be
 * used by many threads.
 *
 * <p>Weather is waited out as {@link RetryPolicy} says; every other reply is returned, whatever its
 * status. Requests are GETs, so repeating one is harmless. Redirects are followed to {@link
 * AllowedHosts} only, never from https to http, and credentials stay with the endpoint. While no
 * request of a run has been answered yet, one asks and the others wait: if it gets 401 or 403, they
 * all get that reply and nothing more is sent.
 *
 * <p>The proxy of the Java system properties ({@code https.proxyHost} and so on) is used. Bodies
 * are asked for uncompressed, so that their length can be checked.
 */
public final class HttpTransport implements AutoCloseable {

  /** One worker's threads all share one transport; more than it has threads is never used. */
  private static final int MOST_CONNECTIONS = 64;

  /** An idle connection is tested after this, because servers close theirs without a word. */
  private static final TimeValue TRUST_IDLE = TimeValue.ofSeconds(1);

  private final HttpSettings settings;
  private final CloseableHttpClient client;
  private final ScheduledThreadPoolExecutor scheduler;
  private final Exchange exchange;

  private HttpTransport(HttpSettings settings, Authorization authorization) {
    this.settings = settings;
    Optional<String> header =
        authorization instanceof BasicAuthorization basic
            ? Optional.of(basic.header())
            : Optional.empty();
    this.client = client(settings);
    this.scheduler = scheduler();
    this.exchange =
        new Exchange(
            settings, header, CredentialGate.of(settings, authorization), client, scheduler);
  }

  /**
   * Resolves the secrets and makes a client; sends nothing yet.
   *
   * @throws IllegalArgumentException when the endpoint itself may not be asked, for example plain
   *     http to another machine
   * @throws org.purlin.io.secret.UnresolvedSecretException when there is no secret where one should
   *     be
   */
  public static HttpTransport open(HttpSettings settings, Authorization authorization) {
    try {
      settings.hosts().check(settings.endpoint());
    } catch (RefusedAddressException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    return new HttpTransport(settings, authorization);
  }

  /**
   * Asks for a URI and keeps the body in memory.
   *
   * @return the first settled reply, or the last unsettled one when the tries ran out
   * @throws NoAnswerException when no attempt brought a whole answer
   * @throws RefusedAddressException when the URI or a redirect leads where we may not go
   * @throws BodyTooLargeException when a 2xx body is over {@link HttpSettings#maxBodyBytes()}
   * @throws InterruptedException when the thread was interrupted; also while waiting
   */
  public HttpReply get(URI uri) throws IOException, InterruptedException {
    Tries<HttpReply> tries = new Tries<>(what(uri), settings.retry(), System::nanoTime);
    HttpReply reply =
        tries.run(
            () -> {
              try (Answer answer = exchange.ask(uri)) {
                return MemoryBody.read(answer, settings.maxBodyBytes());
              }
            });
    return reply.withAttempts(tries.attempts());
  }

  /**
   * Asks for a URI and writes a 2xx body to a file as it comes. The file is good or it is not
   * there: it is deleted whenever this throws, and not written for another status. A body that was
   * cut short, or that the check finds damaged, is asked for again.
   *
   * @param target the file; overwritten when it exists. Its directory must exist.
   * @return as {@link #get(URI)}
   * @throws NoAnswerException when no attempt brought a whole answer
   * @throws DamagedBodyException when the last attempt brought a body that the check refused
   * @throws LocalDiskException when the file could not be written; at once
   * @throws RefusedAddressException when the URI or a redirect leads where we may not go
   * @throws BodyTooLargeException when the body is over {@link HttpSettings#maxDownloadBytes()}
   * @throws InterruptedException when the thread was interrupted; also while waiting
   */
  public Download download(URI uri, Path target, BodyCheck check)
      throws IOException, InterruptedException {
    FileBody file = new FileBody(target, settings.maxDownloadBytes(), check);
    Tries<Download> tries = new Tries<>(what(uri), settings.retry(), System::nanoTime);
    Download download =
        tries.run(
            () -> {
              try (Answer answer = exchange.ask(uri)) {
                return file.read(
                    answer, new Progress(what(uri), answer.length(), System::nanoTime));
              }
            });
    return download.withAttempts(tries.attempts());
  }

  /** Closes all connections; a request under way fails. */
  @Override
  public void close() {
    scheduler.shutdownNow();
    client.close(org.apache.hc.core5.io.CloseMode.IMMEDIATE);
  }

  private static String what(URI uri) {
    return "GET " + Address.shown(uri);
  }

  private static CloseableHttpClient client(HttpSettings settings) {
    Timeouts timeouts = settings.timeouts();
    Timeout connect = Timeout.of(timeouts.connect());
    return HttpClientBuilder.create()
        .useSystemProperties()
        .setUserAgent(settings.userAgent())
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .useSystemProperties()
                .setMaxConnTotal(MOST_CONNECTIONS)
                .setMaxConnPerRoute(MOST_CONNECTIONS)
                .setDefaultConnectionConfig(
                    ConnectionConfig.custom()
                        .setConnectTimeout(connect)
                        .setSocketTimeout(Timeout.of(timeouts.response()))
                        .setValidateAfterInactivity(TRUST_IDLE)
                        .build())
                .setDefaultTlsConfig(TlsConfig.custom().setHandshakeTimeout(connect).build())
                .build())
        .setDefaultRequestConfig(
            RequestConfig.custom().setResponseTimeout(Timeout.of(timeouts.response())).build())
        .setRequestExecutor(new ThenSilence(Timeout.of(timeouts.silence())))
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableContentCompression()
        .disableCookieManagement()
        .disableAuthCaching()
        .build();
  }

  /** The client has one time-out for an answer's first byte and all its others; we have two. */
  private static final class ThenSilence extends HttpRequestExecutor {

    private final Timeout silence;

    private ThenSilence(Timeout silence) {
      this.silence = silence;
    }

    @Override
    public ClassicHttpResponse execute(
        ClassicHttpRequest request,
        HttpClientConnection connection,
        HttpResponseInformationCallback callback,
        HttpContext context)
        throws IOException, HttpException {
      ClassicHttpResponse response = super.execute(request, connection, callback, context);
      connection.setSocketTimeout(silence);
      return response;
    }
  }

  private static ScheduledThreadPoolExecutor scheduler() {
    ScheduledThreadPoolExecutor scheduler =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "http-watch");
              thread.setDaemon(true);
              return thread;
            });
    scheduler.setRemoveOnCancelPolicy(true);
    return scheduler;
  }
}
