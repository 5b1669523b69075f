package org.purlin.sandbox.secretmanager;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.purlin.sandbox.FakeServer;
import org.purlin.sandbox.Faults;
import org.purlin.sandbox.SeenRequest;

/**
 * A server of Secret Manager on loopback. Close it to stop it.
 *
 * <pre>{@code
 * try (SecretManagerSandbox secrets = SecretManagerSandbox.start()) {
 *   secrets.put("projects/demo-1/secrets/key/versions/1", "invented");
 *   ... // ask secrets.url()
 * }
 * }</pre>
 */
public final class SecretManagerSandbox implements AutoCloseable {

  private final SecretManagerApi api = new SecretManagerApi();
  private final FakeServer server;

  private SecretManagerSandbox() throws IOException {
    server = FakeServer.start(0, api);
  }

  /**
   * Starts on a free port, without secrets; anybody may read.
   *
   * @throws IOException when no port can be listened on
   */
  public static SecretManagerSandbox start() throws IOException {
    return new SecretManagerSandbox();
  }

  /** What a client takes as its endpoint. */
  public URI url() {
    return server.url();
  }

  /** Where a service account signs in: {@code token_uri} of its key. */
  public URI tokenUrl() {
    return server.url().resolve("/token");
  }

  /** Makes a version, {@code projects/P/secrets/S/versions/V}, or gives it another value. */
  public void put(String version, String value) {
    api.put(version, value);
  }

  /** Disables a version, as its owner can. */
  public void disable(String version) {
    api.disable(version);
  }

  /** Nobody may read a version any more. */
  public void deny(String version) {
    api.deny(version);
  }

  /** From now on reading needs a token of {@link #tokenUrl}. */
  public void wantToken() {
    api.wantToken();
  }

  /** The faults that wait for requests; see {@link SecretManagerFaults}. */
  public Faults faults() {
    return server.faults();
  }

  /** All requests so far, oldest first. */
  public List<SeenRequest> requests() {
    return server.requests();
  }

  /** How often a value was asked for. */
  public long accesses() {
    return requests().stream().filter(request -> request.path().endsWith(":access")).count();
  }

  /** The accounts that signed in, oldest first. */
  public List<String> signIns() {
    return api.signIns();
  }

  /** Stops the server. */
  @Override
  public void close() {
    server.close();
  }
}
