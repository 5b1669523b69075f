package org.purlin.io.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
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
 * Makes one request, follows its redirects by hand, and returns the answer with its body unread.
 * Knows where credentials may go.
 */
final class Exchange {

  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

  private final HttpSettings settings;
  private final Optional<String> authorization;
  private final CredentialGate gate;
  private final CloseableHttpClient client;
  private final ScheduledExecutorService scheduler;

  /**
   * @param authorization value of the header, resolved
   */
  Exchange(
      HttpSettings settings,
      Optional<String> authorization,
      CredentialGate gate,
      CloseableHttpClient client,
      ScheduledExecutorService scheduler) {
    this.settings = settings;
    this.authorization = authorization;
    this.gate = gate;
    this.client = client;
    this.scheduler = scheduler;
  }

  /** Asks for a URI. Once a redirect has left the endpoint, credentials are not sent again. */
  Answer ask(URI start) throws IOException, InterruptedException {
    settings.hosts().check(start);
    String home = Address.origin(settings.endpoint());
    URI uri = start;
    boolean atHome = true;
    for (int redirects = 0; redirects <= Redirect.MOST; redirects++) {
      atHome = atHome && Address.origin(uri).equals(home);
      Answer answer =
          atHome && authorization.isPresent() ? askThroughGate(uri) : send(uri, Optional.empty());
      boolean done = false;
      try {
        Optional<URI> next =
            Redirect.target(uri, answer.status(), answer.headers(), settings.hosts());
        if (next.isEmpty()) {
          done = true;
          return answer;
        }
        uri = next.get();
      } finally {
        if (!done) {
          answer.close();
        }
      }
    }
    throw new RefusedAddressException(
        Address.shown(start) + " redirects more than " + Redirect.MOST + " times.");
  }

  private Answer askThroughGate(URI uri) throws IOException, InterruptedException {
    try (CredentialGate.Pass pass = gate.enter()) {
      Optional<HttpReply> known = pass.refusal();
      if (known.isPresent()) {
        return Answer.known(known.get());
      }
      Answer answer = send(uri, authorization);
      if (answer.isRefusal()) {
        try (answer) {
          HttpReply refusal = MemoryBody.read(answer, settings.maxBodyBytes());
          pass.refused(refusal);
          return Answer.known(refusal);
        }
      }
      if (!settings.retry().statuses().contains(answer.status())) {
        pass.accepted();
      }
      return answer;
    }
  }

  private Answer send(URI uri, Optional<String> credentials)
      throws IOException, InterruptedException {
    RateLimit.await(uri, settings.requestsPerSecond());
    HttpGet request = new HttpGet(uri);
    credentials.ifPresent(value -> request.setHeader("Authorization", value));
    long start = System.nanoTime();
    Watch watch = Watch.start(scheduler, settings.timeouts().total(), request::abort);
    boolean open = false;
    try {
      ClassicHttpResponse response =
          client.executeOpen(RoutingSupport.determineHost(request), request, null);
      Answer answer = answer(uri, request, response, watch, start);
      open = true;
      return answer;
    } catch (HttpException e) {
      throw WeatherException.noAnswer("the answer is not HTTP", e);
    } catch (IOException e) {
      WeatherException weather = explained(e, watch);
      LOG.debug(
          "GET {} failed after {} ms: {}", Address.shown(uri), millis(start), weather.getMessage());
      throw weather;
    } finally {
      if (!open) {
        watch.close();
      }
    }
  }

  private Answer answer(
      URI uri, HttpGet request, ClassicHttpResponse response, Watch watch, long start)
      throws IOException {
    HttpEntity entity = response.getEntity();
    Answer[] self = new Answer[1];
    Runnable whenDone =
        () -> {
          watch.close();
          LOG.debug(
              "GET {} answered {} with {} bytes in {} ms",
              Address.shown(uri),
              response.getCode(),
              self[0].received(),
              millis(start));
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

  private static long millis(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }
}
