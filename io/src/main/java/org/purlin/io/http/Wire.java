package org.purlin.io.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends one request and returns the answer with its body unread. Knows whether a request that
 * failed had been sent, and tells a proxy's answers from the server's.
 */
final class Wire {

  private static final Logger LOG = LoggerFactory.getLogger(Wire.class);

  private record Login(String run, Proxy proxy) {}

  /** Refused logins, so that the threads of a run do not lock an account between them. */
  private static final Map<Login, CredentialsRefusedException> REFUSED = new ConcurrentHashMap<>();

  private final HttpSettings settings;
  private final Proxies proxies;
  private final CloseableHttpClient client;
  private final ScheduledExecutorService scheduler;
  private final CallLog calls;

  Wire(
      HttpSettings settings,
      Proxies proxies,
      CloseableHttpClient client,
      ScheduledExecutorService scheduler) {
    this.settings = settings;
    this.proxies = proxies;
    this.client = client;
    this.scheduler = scheduler;
    this.calls = CallLog.of(settings.run());
  }

  HttpSettings settings() {
    return settings;
  }

  /** Where its requests are counted. */
  CallLog calls() {
    return calls;
  }

  /**
   * Sends a request.
   *
   * @param credentials headers besides
   * @throws WeatherException when no answer came
   * @throws CredentialsRefusedException when a proxy wants a login that it did not get
   */
  Answer send(Question question, Map<String, String> credentials)
      throws IOException, InterruptedException {
    Optional<Proxy> proxy = proxies.to(question.uri());
    if (proxy.isPresent() && REFUSED.containsKey(login(proxy.get()))) {
      throw REFUSED.get(login(proxy.get()));
    }
    RateLimit.await(question.uri(), settings.requestsPerSecond());
    HttpUriRequestBase request = question.request(credentials);
    HttpClientContext context = HttpClientContext.create();
    long start = System.nanoTime();
    Watch watch = Watch.start(scheduler, settings.timeouts().total(), request::abort);
    boolean open = false;
    try {
      ClassicHttpResponse response =
          client.executeOpen(RoutingSupport.determineHost(request), request, context);
      if (proxy.isPresent()) {
        refuseAnswerOf(proxy.get(), question, request, response, context);
      }
      Answer answer = answer(question, request, response, watch, start);
      open = true;
      return answer;
    } catch (HttpException e) {
      throw placed(WeatherException.noAnswer("the answer is not HTTP", e), proxy, context);
    } catch (WeatherException | CredentialsRefusedException judged) {
      throw judged;
    } catch (IOException e) {
      WeatherException weather = placed(explained(e, watch), proxy, context);
      LOG.debug(
          "{} failed after {} ms: {}", question, since(start).toMillis(), weather.getMessage());
      throw weather;
    } finally {
      if (!open) {
        watch.close();
        calls.unanswered(question, since(start));
      }
    }
  }

  /**
   * The client hands out a proxy's refusals as if the server had answered. An answer before the
   * request was sent is one to the request for a tunnel.
   */
  private void refuseAnswerOf(
      Proxy proxy,
      Question question,
      HttpUriRequestBase request,
      ClassicHttpResponse response,
      HttpClientContext context)
      throws IOException {
    boolean toTheTunnel = !ThenSilence.sent(context);
    if (!toTheTunnel && response.getCode() != Proxy.LOGIN_REQUIRED) {
      return;
    }
    request.abort();
    response.close();
    if (response.getCode() == Proxy.LOGIN_REQUIRED) {
      CredentialsRefusedException refusal =
          proxy.refusal(response.getHeaders("Proxy-Authenticate"));
      REFUSED.put(login(proxy), refusal);
      throw refusal;
    }
    throw proxy.noTunnel(question.uri(), response.getCode());
  }

  private Login login(Proxy proxy) {
    return new Login(settings.run(), proxy);
  }

  private static WeatherException placed(
      WeatherException weather, Optional<Proxy> proxy, HttpClientContext context) {
    WeatherException where =
        proxy.isPresent()
            ? weather.saying(weather.getMessage() + " (through the proxy " + proxy.get() + ")")
            : weather;
    return ThenSilence.sent(context) ? where : where.neverSent();
  }

  private Answer answer(
      Question question,
      HttpUriRequestBase request,
      ClassicHttpResponse response,
      Watch watch,
      long start)
      throws IOException {
    HttpEntity entity = response.getEntity();
    Answer[] self = new Answer[1];
    Runnable whenDone =
        () -> {
          watch.close();
          Duration took = since(start);
          calls.answered(question, response.getCode(), self[0].received(), took);
          LOG.debug(
              "{} answered {} with {} bytes in {} ms",
              question,
              response.getCode(),
              self[0].received(),
              took.toMillis());
          // Closing a body that is not at its end would read the rest of it first.
          if (!self[0].ended()) {
            request.abort();
          }
          try {
            response.close();
          } catch (IOException nobodyIsWaitingForIt) {
            LOG.debug("Closing failed after the answer was read", nobodyIsWaitingForIt);
          }
        };
    self[0] =
        new Answer(
            response.getCode(),
            headers(response),
            entity == null ? InputStream.nullInputStream() : entity.getContent(),
            entity == null ? -1 : entity.getContentLength(),
            (trouble, howFar) -> explained(trouble, howFar, watch),
            whenDone);
    return self[0];
  }

  /**
   * A request that was aborted fails with whatever its socket was doing, so ask the watch first.
   */
  private WeatherException explained(IOException failure, Watch watch) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    return watch.late()
        ? WeatherException.noAnswer(
            "not finished within " + Words.time(settings.timeouts().total()), failure)
        : Reason.of(failure, settings.timeouts());
  }

  private WeatherException explained(IOException failure, String howFar, Watch watch)
      throws InterruptedException {
    WeatherException whole = explained(failure, watch);
    if (watch.late()) {
      return WeatherException.noAnswer(whole.getMessage() + ", only " + howFar, failure);
    }
    if (failure instanceof SocketTimeoutException) {
      return WeatherException.brokenOff(
          "body stopped for " + Words.time(settings.timeouts().silence()) + " after " + howFar,
          failure);
    }
    if (failure instanceof ConnectionClosedException
        || failure instanceof MalformedChunkCodingException) {
      return WeatherException.brokenOff("body ended after " + howFar, failure);
    }
    return WeatherException.brokenOff(whole.getMessage() + " after " + howFar, failure);
  }

  private static HttpHeaders headers(ClassicHttpResponse response) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Header header : response.getHeaders()) {
      headers.computeIfAbsent(header.getName(), name -> new ArrayList<>()).add(header.getValue());
    }
    return HttpHeaders.of(headers, (name, value) -> value != null);
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
