package org.purlin.io.http;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.purlin.io.secret.LocalEnvironment;

/**
 * Asks an endpoint, patiently. Open one in {@code @Setup}, close it in {@code @Teardown}; may be
 * used by many threads.
 *
 * <p>Weather is waited out as {@link RetryPolicy} says; every other reply is returned, whatever its
 * status. GET, PUT and DELETE are harmless to repeat; of a POST its {@link Body} says whether it
 * is. Redirects of a GET are followed to {@link AllowedHosts} only, never from https to http, and
 * credentials stay with the endpoint. While no request of a run has been answered yet, one asks and
 * the others wait: if it gets one of {@link HttpSettings#refusals()}, they all get that reply and
 * nothing more is sent.
 *
 * <p>Without {@link HttpSettings#proxy()} the proxy of the Java system properties ({@code
 * https.proxyHost} and so on) is used, else that of the environment ({@code HTTPS_PROXY}, {@code
 * HTTP_PROXY}, {@code NO_PROXY}); never one to this machine. Bodies are asked for uncompressed, so
 * that their length can be checked.
 *
 * <p>Every method that asks can throw two exceptions at once: {@link CredentialsRefusedException}
 * when the token endpoint refuses us, or a proxy, and {@link NoTokenException} when what answers in
 * its place gives neither a token nor a refusal. Both say what may have become of earlier attempts.
 */
public final class HttpTransport implements AutoCloseable {

  private final HttpSettings settings;
  private final CloseableHttpClient client;
  private final ScheduledThreadPoolExecutor scheduler;
  private final Exchange exchange;
  private final Traffic traffic;
  private final CallLog calls;

  private HttpTransport(HttpSettings settings, Authorization authorization) {
    this.settings = settings;
    Proxies proxies =
        new Proxies(settings.proxy(), name -> LocalEnvironment.get(name).orElse(null));
    proxies.to(settings.endpoint());
    this.traffic = Traffic.of(settings);
    this.client = Client.of(settings, proxies);
    this.scheduler = scheduler();
    Wire wire = new Wire(settings, proxies, client, scheduler);
    this.calls = wire.calls();
    this.exchange =
        new Exchange(
            settings,
            Credentials.of(authorization, wire),
            CredentialGate.of(settings, authorization),
            wire);
  }

  /**
   * Resolves the secrets and makes a client; sends nothing yet.
   *
   * @throws IllegalArgumentException when the endpoint itself, or the token endpoint, may not be
   *     asked, for example plain http to another machine; when the CA file cannot be read; when an
   *     environment variable for proxies does not hold the address of one
   * @throws org.purlin.io.secret.UnresolvedSecretException when there is no secret where one should
   *     be
   */
  public static HttpTransport open(HttpSettings settings, Authorization authorization) {
    try {
      settings.hosts().check(settings.endpoint());
      Optional<URI> tokens = Credentials.tokenEndpoint(authorization);
      if (tokens.isPresent()) {
        settings.hosts().check(tokens.get());
      }
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
    return get(uri, Map.of());
  }

  /**
   * The same with headers, for example {@code Accept} or {@code If-None-Match}. They go along on
   * redirects, so they must not be secrets.
   *
   * @throws IllegalArgumentException when a name or value cannot be a header, or holds credentials
   */
  public HttpReply get(URI uri, Map<String, String> headers)
      throws IOException, InterruptedException {
    return inMemory(Question.get(uri, headers), null, () -> {});
  }

  /**
   * The same for a URI whose path or query says who somebody is.
   *
   * @param shown stands for the URI in every message, log line and exception, also after redirects,
   *     for example {@code …/students/<id>/attendance}
   */
  public HttpReply get(URI uri, Map<String, String> headers, String shown)
      throws IOException, InterruptedException {
    return inMemory(Question.get(uri, headers).shownAs(shown), null, () -> {});
  }

  /**
   * Asks for a URI and leaves a 2xx body unread, which may be gigabytes: for seeing whether we are
   * let in. The connection is dropped. As {@link #get(URI)} otherwise.
   *
   * @return the reply; its body is empty with a 2xx, and the start of it with another status
   */
  public HttpReply begin(URI uri) throws IOException, InterruptedException {
    return inMemory(Question.get(uri), null, () -> {}, MemoryBody::unlessGood);
  }

  /**
   * Sends a body and keeps the reply's in memory. Never follows a redirect: a 3xx is returned.
   *
   * <p>Replies with statuses of the {@link RetryPolicy} are waited out, as for {@link #get}. When
   * no whole answer came, the body's {@link Repeat} decides; it is sent again in any case when no
   * connection stood over which it could have been sent.
   *
   * @return the first settled reply, or the last unsettled one when the tries ran out and no
   *     attempt before it may have been processed
   * @throws NoAnswerException when no attempt brought a whole answer, or one that may have been
   *     processed did not and no later one settled the matter
   * @throws RefusedAddressException when the URI is where we may not go
   * @throws BodyTooLargeException when a 2xx body is over {@link HttpSettings#maxBodyBytes()}
   * @throws InterruptedException when the thread was interrupted; also while waiting
   */
  public HttpReply post(URI uri, Body body) throws IOException, InterruptedException {
    return inMemory(Question.post(uri, body), body.repeat(), body.gate());
  }

  /**
   * The same to a URI that is itself a secret, or says who somebody is.
   *
   * @param shown stands for the URI in every message, log line and exception
   */
  public HttpReply post(URI uri, Body body, String shown) throws IOException, InterruptedException {
    return inMemory(Question.post(uri, body).shownAs(shown), body.repeat(), body.gate());
  }

  /**
   * Puts a body in the place of what is at a URI. As {@link #post}, but sent again after a lost
   * answer whatever the body's {@link Repeat}, because putting twice does no more than putting
   * once. An {@code If-Match} belongs into {@link Body#withHeader}; a 412 after a lost answer may
   * come from our own first one, see {@link HttpReply#mayHaveBeenProcessedBefore()}.
   */
  public HttpReply put(URI uri, Body body) throws IOException, InterruptedException {
    return inMemory(Question.put(uri, body), Repeat.ALWAYS, body.gate());
  }

  /**
   * Deletes what is at a URI. As {@link #put}: sent again after a lost answer. A 404 then may mean
   * that the first one did it, see {@link HttpReply#mayHaveBeenProcessedBefore()}.
   *
   * @param headers for example {@code If-Match}; may be empty
   * @throws IllegalArgumentException when a name or value cannot be a header, or holds credentials
   */
  public HttpReply delete(URI uri, Map<String, String> headers)
      throws IOException, InterruptedException {
    return inMemory(Question.delete(uri, headers), Repeat.ALWAYS, () -> {});
  }

  /**
   * The same for a URI that says who somebody is.
   *
   * @param shown stands for the URI in every message, log line and exception
   */
  public HttpReply delete(URI uri, Map<String, String> headers, String shown)
      throws IOException, InterruptedException {
    return inMemory(Question.delete(uri, headers).shownAs(shown), Repeat.ALWAYS, () -> {});
  }

  /** Makes a reply of an answer whose body is unread. */
  @FunctionalInterface
  private interface Reading {
    HttpReply read(Answer answer) throws IOException, InterruptedException;
  }

  private HttpReply inMemory(Question asked, Repeat repeat, Body.Gate gate)
      throws IOException, InterruptedException {
    return inMemory(
        asked, repeat, gate, answer -> MemoryBody.read(answer, settings.maxBodyBytes()));
  }

  private HttpReply inMemory(Question asked, Repeat repeat, Body.Gate gate, Reading reading)
      throws IOException, InterruptedException {
    Question question = asked.shownAs(settings);
    Tries<HttpReply> tries =
        new Tries<>(question.toString(), settings.retry(), repeat, traffic, System::nanoTime);
    HttpReply reply =
        counted(
            tries,
            turn -> {
              gate.pass();
              try (Answer answer = exchange.ask(question.onAttempt(tries.attempts()), turn)) {
                return reading.read(answer);
              }
            });
    return reply.withAttempts(tries.attempts()).withProcessedPerhaps(tries.processedPerhaps());
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
    return toFile(Question.get(uri), target, check);
  }

  /**
   * The same with headers, for example {@code If-None-Match} or {@code If-Modified-Since}: a 304 is
   * returned as any other status is, and leaves a file that exists as it was. They go along on
   * redirects, so they must not be secrets.
   *
   * @param shown stands for the URI in every message, log line and exception, also after redirects
   * @throws IllegalArgumentException when a name or value cannot be a header, or holds credentials
   */
  public Download download(
      URI uri, Path target, BodyCheck check, Map<String, String> headers, String shown)
      throws IOException, InterruptedException {
    return toFile(Question.get(uri, headers).shownAs(shown), target, check);
  }

  private Download toFile(Question asked, Path target, BodyCheck check)
      throws IOException, InterruptedException {
    FileBody file = new FileBody(target, settings.maxDownloadBytes(), check);
    Question question = asked.shownAs(settings);
    String what = question.toString();
    Tries<Download> tries = new Tries<>(what, settings.retry(), null, traffic, System::nanoTime);
    Download download =
        counted(
            tries,
            turn -> {
              try (Answer answer = exchange.ask(question.onAttempt(tries.attempts()), turn)) {
                return file.read(answer, new Progress(what, answer.length(), System::nanoTime));
              }
            });
    return download.withAttempts(tries.attempts());
  }

  private <T extends Head> T counted(Tries<T> tries, Tries.Attempt<T> attempt)
      throws IOException, InterruptedException {
    try {
      return tries.run(attempt);
    } finally {
      calls.ended(tries.retries(), tries.waited());
    }
  }

  /** Closes all connections; a request under way fails. */
  @Override
  public void close() {
    scheduler.shutdownNow();
    client.close(org.apache.hc.core5.io.CloseMode.IMMEDIATE);
  }

  /** One thread that watches over requests and ends with the program. */
  static ScheduledThreadPoolExecutor scheduler() {
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
