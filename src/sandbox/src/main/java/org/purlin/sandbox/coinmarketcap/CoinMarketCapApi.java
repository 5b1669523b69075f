package org.purlin.sandbox.coinmarketcap;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.purlin.sandbox.Answer;
import org.purlin.sandbox.Api;
import org.purlin.sandbox.Faults;
import org.purlin.sandbox.Request;

/** Lets requests in, answers them and charges for them. */
final class CoinMarketCapApi implements Api {

  private static final String KEY_HEADER = "x-cmc_pro_api_key";
  private static final String KEY_PARAMETER = "CMC_PRO_API_KEY";

  private final CoinMarketCapSettings settings;
  private final Reads reads;
  private final Credits credits;
  private final MinuteWindow minute;
  private final MinuteWindow keylessMinute;
  private final AtomicInteger leaks = new AtomicInteger();
  private final CoinMarketCapControls controls;
  private volatile String notice = "";

  CoinMarketCapApi(CoinMarketCapSettings settings, URI logos, LogoHost host) {
    this.settings = settings;
    this.reads = new Reads(settings, logos);
    this.credits = new Credits(settings.dailyCredits(), settings.monthlyCredits());
    this.minute = new MinuteWindow(settings.minuteLimit(), settings.minute());
    this.keylessMinute = new MinuteWindow(settings.keylessLimit(), settings.minute());
    this.controls = new CoinMarketCapControls(this, host);
  }

  Reads reads() {
    return reads;
  }

  Credits credits() {
    return credits;
  }

  int leaks() {
    return leaks.get();
  }

  void remark(String text) {
    notice = text;
  }

  @Override
  public Answer answer(Request request, int inFlight) throws IOException {
    pause(settings.delay());
    Optional<Endpoint> endpoint = Endpoint.of(request.path());
    if (endpoint.isEmpty() || !request.method().equals("GET")) {
      return Answer.json(
          404, "{\"statusCode\":404,\"error\":\"Not Found\",\"message\":\"Not Found\"}");
    }
    boolean keyless = Endpoint.isKeyless(request.path());
    Optional<Refusal> refusal = atTheDoor(endpoint.get(), request, keyless);
    if (refusal.isPresent()) {
      return refused(endpoint.get(), refusal.get(), refusal.get().message());
    }
    try {
      return letIn(endpoint.get(), request, keyless);
    } catch (BadRequest e) {
      return refused(endpoint.get(), Refusal.BAD_REQUEST, e.getMessage());
    }
  }

  private Optional<Refusal> atTheDoor(Endpoint endpoint, Request request, boolean keyless) {
    if (request.parameters().keySet().stream().anyMatch(KEY_PARAMETER::equalsIgnoreCase)) {
      leaks.incrementAndGet();
      return Optional.of(Refusal.KEY_INVALID);
    }
    if (keyless && endpoint != Endpoint.KEY_INFO) {
      return keylessMinute.takes()
          ? Optional.empty()
          : Optional.of(Refusal.of(settings.keylessCode()));
    }
    Optional<String> key = request.header(KEY_HEADER).filter(given -> !given.isEmpty());
    if (key.isEmpty()) {
      return Optional.of(Refusal.KEY_MISSING);
    }
    if (!key.get().equals(settings.key())) {
      return Optional.of(Refusal.KEY_INVALID);
    }
    return minute.takes() ? Optional.empty() : Optional.of(Refusal.MINUTE);
  }

  private Answer letIn(Endpoint endpoint, Request request, boolean keyless)
      throws IOException, BadRequest {
    Query query = new Query(request);
    Instant now = settings.clock().instant();
    List<Path> files = settings.bodies(endpoint.path());
    if (!files.isEmpty()) {
      RecordedBody body = RecordedBody.of(endpoint, files, query);
      Optional<Refusal> tooMuch = charge(body.credits(), keyless);
      return tooMuch.isPresent()
          ? refused(endpoint, tooMuch.get(), tooMuch.get().message())
          : body.answer(endpoint, notice, now);
    }
    Reply reply = reply(endpoint, query);
    Optional<Refusal> tooMuch = charge(reply.credits(), keyless);
    return tooMuch.isPresent()
        ? refused(endpoint, tooMuch.get(), tooMuch.get().message())
        : Envelope.success(endpoint, reply, notice, now);
  }

  private Reply reply(Endpoint endpoint, Query query) throws BadRequest {
    return switch (endpoint) {
      case LISTINGS_V1, LISTINGS_V3 -> reads.listings(endpoint, query);
      case QUOTES_V2, QUOTES_V3 -> reads.quotes(endpoint, query);
      case MAP -> reads.map(query);
      case INFO -> reads.info(query);
      case KEY_INFO -> KeyInfo.reply(settings, credits, minute.used());
    };
  }

  /** Requests without a key are on nobody's account, and free ones always pass. */
  private Optional<Refusal> charge(long cost, boolean keyless) {
    return keyless || cost == 0 ? Optional.empty() : credits.charge(cost);
  }

  private Answer refused(Endpoint endpoint, Refusal refusal, String message) throws IOException {
    Answer answer = Envelope.refusal(refusal, message, endpoint.isV3(), settings.clock().instant());
    boolean ofMinute = refusal == Refusal.MINUTE || refusal == Refusal.of(settings.keylessCode());
    if (!settings.retryAfter() || !ofMinute) {
      return answer;
    }
    MinuteWindow window = refusal == Refusal.MINUTE ? minute : keylessMinute;
    return answer.with("Retry-After", Long.toString(window.secondsLeft()));
  }

  @Override
  public Optional<Answer> control(Request request) {
    return controls.answer(request);
  }

  /**
   * Takes what {@link CoinMarketCapFaults#read} takes. The fault waits for any request; with {@code
   * on} as {@code listings}, {@code info}, {@code map}, {@code quotes} or {@code key} for such ones
   * only. {@code start} narrows that down to requests that ask from there.
   */
  @Override
  public void queueFault(JsonNode json, Faults faults) {
    String on = json.path("on").asText("any").toLowerCase(Locale.ROOT);
    Predicate<Request> match =
        switch (on) {
          case "any" -> request -> true;
          case "listings" -> Endpoint::isListings;
          case "quotes" -> Endpoint::isQuotes;
          case "info" -> Endpoint.INFO::isAskedBy;
          case "map" -> Endpoint.MAP::isAskedBy;
          case "key" -> Endpoint.KEY_INFO::isAskedBy;
          default ->
              throw new IllegalArgumentException(
                  "on must be listings, quotes, info, map, key or any");
        };
    if (json.has("start")) {
      int start = json.get("start").asInt();
      match = match.and(request -> startOf(request) == start);
    }
    faults.add(match, CoinMarketCapFaults.read(json));
  }

  /** Where a list is asked from; 0 when that is no number. */
  static int startOf(Request request) {
    return intOf(request, "start", 1);
  }

  /** Which page is asked for, counted from 1 and by the limit of the request itself. */
  static int pageOf(Request request) {
    int limit = Math.max(1, intOf(request, "limit", Reads.PAGE));
    return (startOf(request) - 1) / limit + 1;
  }

  private static int intOf(Request request, String name, int otherwise) {
    String given = request.parameter(name).orElse(Integer.toString(otherwise));
    return given.matches("[0-9]{1,9}") ? Integer.parseInt(given) : 0;
  }

  private static void pause(Duration wait) throws InterruptedIOException {
    try {
      Thread.sleep(wait.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the server is being closed");
    }
  }
}
