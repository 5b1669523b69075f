package org.purlin.sandbox;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * An HTTP/1.1 server on 127.0.0.1 for one {@link Api}: keeps connections alive, remembers requests,
 * and applies {@link Faults}. One thread a connection, 256 connections; further ones wait. All
 * threads are daemons.
 */
public final class FakeServer implements AutoCloseable {

  private static final int CONNECTIONS = 256;
  private static final int BACKLOG = 200;

  /** How long a silent connection keeps its thread. */
  private static final int IDLE_MILLIS = 60_000;

  private static final int CLOSE_SECONDS = 10;

  private final Api api;
  private final Faults faults = new Faults();
  private final RequestLog log = new RequestLog();
  private final Controls controls;
  private final ServerSocket listener;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads =
      Executors.newFixedThreadPool(CONNECTIONS, FakeServer::daemon);

  private FakeServer(ServerSocket listener, Api api) {
    this.listener = listener;
    this.api = api;
    this.controls = new Controls(api, faults, log);
  }

  /**
   * Starts a server.
   *
   * @param port to listen on; 0 takes a free one
   * @throws BindException when the port is taken or may not be had; the message says what to do
   */
  public static FakeServer start(int port, Api api) throws IOException {
    FakeServer server = new FakeServer(listen(port), api);
    daemon(server::accept).start();
    return server;
  }

  private static ServerSocket listen(int port) throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    try {
      return new ServerSocket(port, BACKLOG, loopback);
    } catch (BindException e) {
      BindException taken =
          new BindException(
              "Port "
                  + port
                  + " is taken. Stop the other one that listens there, perhaps another stand-in, or"
                  + " give another port with --port.");
      taken.initCause(e);
      throw taken;
    }
  }

  /** Where it listens, {@code http://127.0.0.1:port} without a slash at the end. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  /** The faults that wait for requests. */
  public Faults faults() {
    return faults;
  }

  /** The requests so far, oldest first, without those to {@code /_sandbox/}. */
  public List<SeenRequest> requests() {
    return log.requests();
  }

  /** The most requests that were in flight at once, those refused for being too many included. */
  public int maxInFlight() {
    return log.maxInFlight();
  }

  /** Stops listening, drops all connections and waits for what they were doing to end. */
  @Override
  public void close() {
    try {
      listener.close();
      threads.shutdownNow();
      for (Socket connection : connections) {
        connection.close();
      }
      threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = listener.accept();
        connections.add(connection);
        threads.execute(() -> serve(connection));
      }
    } catch (IOException | RejectedExecutionException e) {
      // The listener was closed: this is how the loop ends.
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      connection.setSoTimeout(IDLE_MILLIS);
      connection.setTcpNoDelay(true);
      RequestReader requests =
          new RequestReader(
              new BufferedInputStream(connection.getInputStream()), connection.getOutputStream());
      AnswerWriter answers = new AnswerWriter(connection);
      boolean open = true;
      while (open) {
        Optional<Request> request = requests.next();
        open = request.isPresent() && exchange(request.get(), answers);
      }
    } catch (IOException e) {
      // The client went away or spoke no HTTP; dropping the connection is the whole answer.
    } finally {
      connections.remove(connection);
    }
  }

  private boolean exchange(Request request, AnswerWriter answers) throws IOException {
    if (Controls.claims(request)) {
      return answers.write(controls.answer(request), request, () -> {});
    }
    try (RequestLog.Visit visit = log.arrived(request)) {
      return answers.write(answer(request, visit.inFlightOnArrival()), request, visit::close);
    }
  }

  private Answer answer(Request request, int inFlight) throws IOException {
    Optional<Fault> fault = faults.next(request);
    if (fault.isPresent()) {
      AnswerWriter.pause(fault.get().delay().toMillis());
    }
    try {
      return fault.isPresent()
          ? fault.get().effect().apply(() -> api.answer(request, inFlight))
          : api.answer(request, inFlight);
    } catch (IOException | RuntimeException e) {
      return Answer.text(500, "the sandbox failed: " + e + "\n");
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "fake-server");
    thread.setDaemon(true);
    return thread;
  }
}
