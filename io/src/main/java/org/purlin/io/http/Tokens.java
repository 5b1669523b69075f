package org.purlin.io.http;

import java.io.IOException;
import java.net.URI;
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
  private volatile IOException failure;
  private String refusedRun;

  /**
   * @param scope null when there is none
   */
  static Tokens of(URI endpoint, String clientId, String scope) {
    return CLIENTS.computeIfAbsent(new Key(endpoint, clientId, scope), key -> new Tokens());
  }

  /**
   * Returns a token that still lives a while.
   *
   * @param run in which a refusal is final
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
      refusedRun = e instanceof TokenRefusedException ? run : null;
      failure = e;
      throw e;
    }
  }

  /** Forgets this token, unless another one has come in its place already. */
  void discard(String value) {
    Token known = live.get();
    if (known != null && known.value().equals(value)) {
      live.compareAndSet(known, null);
    }
  }

  private static boolean isFresh(Token candidate) {
    return candidate != null && candidate.isFresh(System.nanoTime());
  }
}
