package org.purlin.io.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.purlin.io.secret.LocalEnvironment;

/**
 * Looks at the way to servers, step by step, for finding out what is in the way. Uses the proxy,
 * trust and time-outs of the settings, tries each thing once, and sends no credentials but where a
 * token is asked for. Not thread-safe.
 */
public final class Probe implements AutoCloseable {

  private final HttpSettings settings;
  private final Proxies proxies;
  private final AtomicReference<ShownCertificate> shown = new AtomicReference<>();
  private final CloseableHttpClient client;
  private final ScheduledThreadPoolExecutor scheduler = HttpTransport.scheduler();
  private final Wire wire;

  private Probe(HttpSettings settings) {
    this.settings = settings.withRetry(settings.retry().withAttempts(1));
    this.proxies = new Proxies(settings.proxy(), name -> LocalEnvironment.get(name).orElse(null));
    this.client =
        Client.of(
            settings,
            proxies,
            Trusted.context(settings.trust(), judge -> new Onlooker(judge, shown)));
    this.wire = new Wire(this.settings, proxies, client, scheduler);
  }

  /**
   * Resolves the proxy's password; sends nothing yet.
   *
   * @throws IllegalArgumentException when the CA file or a proxy's address cannot be read
   */
  public static Probe open(HttpSettings settings) {
    return new Probe(settings);
  }

  /**
   * The proxy that leads to an address, as host:port; empty when it is reached directly.
   *
   * @throws IllegalArgumentException when an environment variable does not hold the address of one
   */
  public Optional<String> proxyTo(URI address) {
    return proxies.to(address).map(proxy -> proxy.host() + ":" + proxy.port());
  }

  /**
   * The addresses behind the name of the server, or of the proxy that leads to it.
   *
   * @throws IOException when the name is not known
   */
  public List<String> addresses(URI address) throws IOException {
    return Arrays.stream(InetAddress.getAllByName(next(address).getHostString()))
        .map(InetAddress::getHostAddress)
        .toList();
  }

  /**
   * Connects to the server, or to the proxy that leads to it, and says nothing.
   *
   * @throws IOException when no connection comes about
   */
  public void connect(URI address) throws IOException {
    InetSocketAddress next = next(address);
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(next.getHostString(), next.getPort()),
          Math.toIntExact(settings.timeouts().connect().toMillis()));
    }
  }

  /** The port that {@link #connect} tries: the proxy's where there is one. */
  public int portTo(URI address) {
    return next(address).getPort();
  }

  private InetSocketAddress next(URI address) {
    Optional<Proxy> proxy = proxies.to(address);
    if (proxy.isPresent()) {
      return InetSocketAddress.createUnresolved(proxy.get().host(), proxy.get().port());
    }
    int standard = Address.isSecure(address) ? 443 : 80;
    return InetSocketAddress.createUnresolved(
        Address.host(address), address.getPort() < 0 ? standard : address.getPort());
  }

  /** Asks for an address with GET and without credentials; every answer is a good one. */
  public Look look(URI address) throws InterruptedException {
    shown.set(null);
    int status = 0;
    String trouble = null;
    Instant serverTime = null;
    Instant before = Instant.now();
    try {
      settings.hosts().check(address);
      try (Answer answer = wire.send(Question.get(address).shownAs(settings), Map.of())) {
        status = answer.status();
        serverTime = answer.headers().firstValue("Date").flatMap(Probe::time).orElse(null);
      }
    } catch (IOException e) {
      trouble = e.getMessage();
    }
    Instant after = Instant.now();
    Instant middle = before.plus(Duration.between(before, after).dividedBy(2));
    return new Look(status, trouble, shown.get(), serverTime, middle);
  }

  private static Optional<Instant> time(String date) {
    try {
      return Optional.of(
          ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /**
   * Asks for a token and throws it away.
   *
   * @return how long it would have lived
   * @throws CredentialsRefusedException when there will be none, because of who we are
   * @throws NoTokenException when there is none now, or the answer is none
   */
  public Duration token(ClientCredentials who) throws IOException, InterruptedException {
    settings.hosts().check(who.tokenEndpoint());
    return new TokenRequest(who, who.clientId().resolve(), who.clientSecret().resolve(), wire)
        .send()
        .life();
  }

  @Override
  public void close() {
    scheduler.shutdownNow();
    client.close(org.apache.hc.core5.io.CloseMode.IMMEDIATE);
  }
}
