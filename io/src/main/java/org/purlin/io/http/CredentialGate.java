package org.purlin.io.http;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets one request try a pair of endpoint and credentials while the other threads of the JVM wait.
 * When it is refused (401, 403) they all get that reply without asking, so that wrong credentials
 * are shown once and do not lock an account. Any other settled reply opens the gate for good. A
 * request that settles nothing (an exception, a 503) leaves its place to the next one.
 */
final class CredentialGate {

  private record Key(String run, String origin, Authorization authorization) {}

  private static final Map<Key, CredentialGate> GATES = new ConcurrentHashMap<>();

  private boolean open;
  private boolean tried;
  private HttpReply refusal;

  /** The gate of this run, endpoint and credentials; one per JVM. */
  static CredentialGate of(HttpSettings settings, Authorization authorization) {
    return GATES.computeIfAbsent(
        new Key(settings.run(), Address.origin(settings.endpoint()), authorization),
        key -> new CredentialGate());
  }

  /** Waits until the gate is decided or it is this thread's turn to try. */
  synchronized Pass enter() throws InterruptedException {
    while (tried && !open && refusal == null) {
      wait();
    }
    boolean first = !open && refusal == null;
    tried = true;
    return new Pass(first);
  }

  private synchronized void decide(boolean opens, HttpReply refused) {
    open = opens;
    refusal = refused;
    tried = opens || refused != null;
    notifyAll();
  }

  private synchronized Optional<HttpReply> refusal() {
    return Optional.ofNullable(refusal);
  }

  /** One thread's way through. Closing it without a verdict lets the next thread try. */
  final class Pass implements AutoCloseable {

    private boolean mustDecide;

    private Pass(boolean mustDecide) {
      this.mustDecide = mustDecide;
    }

    /** The reply that other requests with these credentials got, if they were refused. */
    Optional<HttpReply> refusal() {
      return CredentialGate.this.refusal();
    }

    void accepted() {
      decide(true, null);
    }

    void refused(HttpReply reply) {
      decide(false, reply);
    }

    private void decide(boolean opens, HttpReply reply) {
      if (mustDecide) {
        mustDecide = false;
        CredentialGate.this.decide(opens, reply);
      }
    }

    @Override
    public void close() {
      decide(false, null);
    }
  }
}
