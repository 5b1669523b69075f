package org.purlin.io.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An HTTP server on loopback that speaks raw sockets, so that it can also misbehave. It plays its
 * behaviours in turn and repeats the last one. One request per connection, on a thread of its own.
 */
final class FakeServer implements AutoCloseable {

  /** What the server got, and when. Header names are found whatever their case. */
  record Request(
      String method, String target, Map<String, String> headers, String body, long nanoTime) {}

  /** What the server does with a connection after it has read a request. */
  @FunctionalInterface
  interface Behaviour {
    void play(Socket connection, OutputStream out) throws IOException, InterruptedException;
  }

  private final ServerSocket listening;
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final Queue<Behaviour> behaviours = new ArrayDeque<>();

  FakeServer(Behaviour... behaviours) throws IOException {
    this.behaviours.addAll(List.of(behaviours));
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::listen);
  }

  static Behaviour reply(int status, String body, String... headers) {
    return (connection, out) -> {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      out.write(head(status, "Content-Length: " + bytes.length, headers));
      out.write(bytes);
    };
  }

  /** Declares a length and closes the connection before it. */
  static Behaviour truncated(int declared, String body) {
    return (connection, out) -> {
      out.write(head(200, "Content-Length: " + declared));
      out.write(body.getBytes(StandardCharsets.UTF_8));
    };
  }

  /** One chunk and no end. */
  static Behaviour cutOffChunks(String chunk) {
    return (connection, out) -> {
      out.write(head(200, "Transfer-Encoding: chunked"));
      out.write(chunk(chunk));
    };
  }

  static Behaviour chunked(String... chunks) {
    return (connection, out) -> {
      out.write(head(200, "Transfer-Encoding: chunked"));
      for (String chunk : chunks) {
        out.write(chunk(chunk));
      }
      out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    };
  }

  /** Closes with RST instead of FIN. */
  static Behaviour reset() {
    return (connection, out) -> connection.setSoLinger(true, 0);
  }

  /** Reads the request and says nothing for a while. */
  static Behaviour silent(long millis) {
    return (connection, out) -> Thread.sleep(millis);
  }

  /** Sends a body of this many bytes, one byte at a time; ends early when nobody listens. */
  static Behaviour drip(int bytes, long everyMillis) {
    return (connection, out) -> {
      out.write(head(200, "Content-Length: " + bytes));
      for (int i = 0; i < bytes; i++) {
        out.write('.');
        out.flush();
        Thread.sleep(everyMillis);
      }
    };
  }

  static byte[] head(int status, String first, String... more) {
    return ("HTTP/1.1 "
            + status
            + " X\r\n"
            + first
            + "\r\n"
            + String.join("", List.of(more).stream().map(header -> header + "\r\n").toList())
            + "Connection: close\r\n\r\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] chunk(String text) {
    return (Integer.toHexString(text.length()) + "\r\n" + text + "\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  URI uri(String pathAndQuery) {
    return URI.create("http://127.0.0.1:" + listening.getLocalPort() + pathAndQuery);
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  private void listen() {
    while (!listening.isClosed()) {
      try {
        Socket connection = listening.accept();
        start(() -> serve(connection));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      Behaviour behaviour = read(connection);
      behaviour.play(connection, connection.getOutputStream());
    } catch (IOException | InterruptedException clientHasGone) {
      // Many tests cut connections; what the client saw is what they look at.
    }
  }

  private synchronized Behaviour read(Socket connection) throws IOException {
    BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
    String[] first = reader.readLine().split(" ", 3);
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line = reader.readLine(); !line.isEmpty(); line = reader.readLine()) {
      headers.put(line.substring(0, line.indexOf(':')), line.substring(line.indexOf(':') + 2));
    }
    char[] body = new char[Integer.parseInt(headers.getOrDefault("Content-Length", "0"))];
    for (int read = 0; read < body.length; ) {
      read += reader.read(body, read, body.length - read);
    }
    requests.add(
        new Request(
            first[0],
            first[1],
            headers,
            new String(
                new String(body).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8),
            System.nanoTime()));
    return behaviours.size() > 1 ? behaviours.remove() : behaviours.element();
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "fake-server");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
