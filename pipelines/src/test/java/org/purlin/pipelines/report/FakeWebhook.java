package org.purlin.pipelines.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A webhook on loopback that keeps what it is told and answers as it is asked to. */
public final class FakeWebhook implements AutoCloseable {

  /** What gives the right to write there. */
  public static final String TOKEN = "T0K3Nxkcd4711abcdefgh";

  private final HttpServer server;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final ConcurrentLinkedQueue<Integer> statuses = new ConcurrentLinkedQueue<>();
  private volatile String location;

  public FakeWebhook() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  /** The whole address, token and all. */
  public String address() {
    return origin() + "hooks/" + TOKEN + "?sig=" + TOKEN;
  }

  /** The address as far as it may be shown. */
  public String origin() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  /** Answers the next requests with these statuses, then with 200 again. */
  public void answerNext(Integer... next) {
    statuses.addAll(List.of(next));
  }

  /** Sends this header with every answer. */
  public void redirectTo(String target) {
    location = target;
  }

  /** Method, path and content type of each request. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  public List<String> bodies() {
    return List.copyOf(bodies);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
      requests.add(
          exchange.getRequestMethod()
              + " "
              + exchange.getRequestURI()
              + " "
              + exchange.getRequestHeaders().getFirst("Content-Type"));
      if (location != null) {
        exchange.getResponseHeaders().add("Location", location);
      }
      Integer status = statuses.poll();
      exchange.sendResponseHeaders(status == null ? 200 : status, -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
