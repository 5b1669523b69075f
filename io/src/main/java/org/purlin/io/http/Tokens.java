package org.purlin.io.http;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The live token of one client, and one for each in this JVM. One thread asks for it while the
 * others wait; what it gets, they get, also when that is a failure. Servers count tokens: Ed-Fi's
 * refuses a client that has 15.
 */
final class Tokens {

  /** How a token is had. */
  @FunctionalInterface
  interface Source {
    Token fetch() throws IOException, InterruptedException;
  }

  /**
   * A token that took the place of a refused one, and was never accepted, is itself given up no
   * sooner than this. A server that refuses whatever we show must not be asked for a token with
   * each request: Ed-Fi's 15 live for 30 minutes.
   */
  static final Duration LEAST_BETWEEN_RENEWALS = Duration.ofMinutes(2);

  private record Key(URI endpoint, String clientId, String scope) {
    /** Never the id. */
    @Override
    public String toString() {
      return "a client of " + Address.shown(endpoint);
    }
  }

  private static final Map<Key, Tokens> CLIENTS = new ConcurrentHashMap<>();

  private final ReentrantLock turn = new ReentrantLock();
  private final AtomicReference<Token> live = new AtomicReference<>();
  private volatile Token accepted;
  private volatile IOException failure;
  private String refusedRun;
  private boolean renewed;
  private long lastRenewal;

  /**
   * @param scope null when there is none
   */
  static Tokens of(URI endpoint, String clientId, String scope) {
    return CLIENTS.computeIfAbsent(new Key(endpoint, clientId, scope), key -> new Tokens());
  }

  /**
   * Returns a token that still lives a while.
   *
   * @param run in which a refusal, or another settled answer without a token, is final
   */
  Token get(String run, Source source) throws IOException, InterruptedException {
    Token known = live.get();
    if (isFresh(known)) {
      return known;
    }
    IOException failureBefore = failure;
    turn.lockInterruptibly();
    try {
      Token others = live.get();
      if (isFresh(others)) {
        return others;
      }
      if (failure != failureBefore || run.equals(refusedRun)) {
        throw failure;
      }
      return fetch(run, source);
    } finally {
      turn.unlock();
    }
  }

  private Token fetch(String run, Source source) throws IOException, InterruptedException {
    try {
      Token fetched = source.fetch();
      live.set(fetched);
      return fetched;
    } catch (IOException e) {
      refusedRun = isSettled(e) ? run : null;
      failure = e;
      throw e;
    }
  }

  private static boolean isSettled(IOException failure) {
    return failure instanceof TokenRefusedException
        || (failure instanceof NoTokenException none && none.isSettled());
  }

  /** Notes that a token was shown and not refused; another one than the live one is let be. */
  void accepted(String value) {
    Token known = live.get();
    if (known != null && !known.equals(accepted) && known.value().equals(value)) {
      accepted = known;
    }
  }

  /**
   * Forgets a refused token, unless another one has come in its place already.
   *
   * @return whether asking for a token now gives another one than this
   */
  synchronized boolean discard(String value, long nanoTime) {
    Token known = live.get();
    if (known == null || !known.value().equals(value)) {
      return true;
    }
    if (!known.equals(accepted)
        && renewed
        && nanoTime - lastRenewal < LEAST_BETWEEN_RENEWALS.toNanos()) {
      return false;
    }
    renewed = true;
    lastRenewal = nanoTime;
    live.compareAndSet(known, null);
    return true;
  }

  private static boolean isFresh(Token candidate) {
    return candidate != null && candidate.isFresh(System.nanoTime());
  }
}
