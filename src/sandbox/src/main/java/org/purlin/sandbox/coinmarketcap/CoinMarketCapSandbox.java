package org.purlin.sandbox.coinmarketcap;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.function.Predicate;
import org.purlin.sandbox.FakeServer;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.Request;
import org.purlin.sandbox.SeenRequest;

/**
 * CoinMarketCap on loopback: the API, and the host of the logos beside it. Close it to stop both.
 * See the package for what is known and what is guessed.
 *
 * <pre>{@code
 * try (CoinMarketCapSandbox cmc = CoinMarketCapSandbox.start()) {
 *   cmc.onNextListings(CoinMarketCapFaults.errorAsText(1008));
 *   ... // ask cmc.url() with CoinMarketCapSettings.KEY, or cmc.keylessUrl() without
 *   assertThat(cmc.creditsToday(), is(1L));
 * }
 * }</pre>
 */
public final class CoinMarketCapSandbox implements AutoCloseable {

  /** The id of a coin whose supply is 4.2457462856807e24 and whose price is 7.95528e-19. */
  public static final long BNB_TIGER = Coins.BNB_TIGER;

  /** The id of a coin whose supply is 1e25; there from 20 coins on. */
  public static final long LARGEST_SUPPLY = Coins.LARGEST_SUPPLY;

  private final LogoHost logos = new LogoHost();
  private final CoinMarketCapApi api;
  private final FakeServer server;
  private final FakeServer logoServer;

  private CoinMarketCapSandbox(CoinMarketCapSettings settings) throws IOException {
    this.logoServer = FakeServer.start(settings.logoPort(), logos);
    try {
      this.api = new CoinMarketCapApi(settings, logoServer.url(), logos);
      this.server = FakeServer.start(settings.port(), api);
    } catch (IOException | RuntimeException e) {
      logoServer.close();
      throw e;
    }
    logos.redirectsTo(URI.create("http://localhost:" + server.url().getPort()));
  }

  /** Starts with the defaults on free ports. */
  public static CoinMarketCapSandbox start() throws IOException {
    return start(CoinMarketCapSettings.defaults());
  }

  /**
   * Starts listening.
   *
   * @throws IOException when a port is taken
   */
  public static CoinMarketCapSandbox start(CoinMarketCapSettings settings) throws IOException {
    return new CoinMarketCapSandbox(settings);
  }

  /** The base address for requests with a key, {@code http://127.0.0.1:port}. */
  public URI url() {
    return server.url();
  }

  /** The base address for requests without a key. */
  public URI keylessUrl() {
    return URI.create(server.url() + Endpoint.KEYLESS);
  }

  /** The host of the logos, {@code http://127.0.0.1:port} with another port. */
  public URI logoUrl() {
    return logoServer.url();
  }

  /** The ids of all coins, largest market cap first. */
  public List<Long> ids() {
    return api.reads().ids();
  }

  /** Queues a fault for the next requests that match. */
  public void onNext(Predicate<Request> match, Fault fault) {
    server.faults().add(match, fault);
  }

  /** Queues a fault for the next requests of listings, v1 or v3. */
  public void onNextListings(Fault fault) {
    onNext(Endpoint::isListings, fault);
  }

  /**
   * Queues a fault for the next requests of one page of listings.
   *
   * @param page counted from 1, by the limit of each request
   */
  public void onNextListingsPage(int page, Fault fault) {
    onNext(
        request -> Endpoint.isListings(request) && CoinMarketCapApi.pageOf(request) == page, fault);
  }

  /** Queues a fault for the next requests of metadata. */
  public void onNextInfo(Fault fault) {
    onNext(Endpoint.INFO::isAskedBy, fault);
  }

  /** Queues a fault for the next requests of the map. */
  public void onNextMap(Fault fault) {
    onNext(Endpoint.MAP::isAskedBy, fault);
  }

  /** Queues a fault for the next requests of a logo. */
  public void onNextLogo(Fault fault) {
    logoServer.faults().add(request -> true, fault);
  }

  /** Forgets the queued faults of both hosts. */
  public void clearFaults() {
    server.faults().clear();
    logoServer.faults().clear();
  }

  /** How many requests are still to meet a queued fault. */
  public int pendingFaults() {
    return server.faults().pending() + logoServer.faults().pending();
  }

  /** Changes the ranking while its pages are read. */
  public void ranking(Movement movement) {
    api.reads().ranking().moves(movement);
  }

  /** Puts a remark into {@code status.notice} of all answers; an empty one takes it out again. */
  public void notice(String text) {
    api.remark(text);
  }

  /**
   * Makes the metadata of one coin odd.
   *
   * @throws IllegalArgumentException when there is no such coin
   */
  public void info(long id, InfoVariant variant) {
    api.reads().vary(id, variant);
  }

  /** Makes the logos of one coin odd, in all sizes. */
  public void logo(long id, LogoVariant variant) {
    logos.vary(Math.toIntExact(id), variant);
  }

  /** Makes the logos of one coin pictures again. */
  public void restoreLogo(long id) {
    logos.restore(Math.toIntExact(id));
  }

  /** Gives one coin other pictures, with another ETag and date. */
  public void redrawLogo(long id) {
    logos.redraw(Math.toIntExact(id));
  }

  /** What was charged today. */
  public long creditsToday() {
    return api.credits().today();
  }

  /** Begins a new day, so that there are credits again. */
  public void newDay() {
    api.credits().newDay();
  }

  /** How many requests had a key in their query, where logs would keep it. */
  public int leaks() {
    return api.leaks();
  }

  /** All requests of the API so far, oldest first, those that met a fault included. */
  public List<SeenRequest> requests() {
    return server.requests();
  }

  /** All requests of the host of the logos so far, with the names of their headers. */
  public List<SeenRequest> logoRequests() {
    return logoServer.requests();
  }

  /** The most requests of the API that were in flight at once. */
  public int maxInFlight() {
    return server.maxInFlight();
  }

  /** The most requests of logos that were in flight at once. */
  public int maxLogosInFlight() {
    return logoServer.maxInFlight();
  }

  /** Stops both servers. */
  @Override
  public void close() {
    server.close();
    logoServer.close();
  }
}
