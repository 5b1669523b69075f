package org.purlin.io.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against servers that keep connections, or whose bodies are not wanted. */
@Timeout(30)
class ConnectionsTest {

  @Test
  void aConnectionIsUsedAgain() throws Exception {
    Set<Integer> clientPorts = new ConcurrentSkipListSet<>();
    HttpServer server = HttpServer.create(loopback(), 0);
    server.createContext(
        "/",
        exchange -> {
          clientPorts.add(exchange.getRemoteAddress().getPort());
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write(new byte[] {'o', 'k'});
          exchange.close();
        });
    server.start();
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    try (HttpTransport transport = open(uri)) {
      for (int i = 0; i < 5; i++) {
        assertThat(transport.get(uri).bodyText(), is("ok"));
      }
    } finally {
      server.stop(0);
    }
    assertThat(clientPorts, hasSize(1));
  }

  /** The pool holds 64: were one kept back each time, the 65th request would wait for minutes. */
  @Test
  void noConnectionIsLostToABodyThatIsNotReadToItsEnd() throws Exception {
    try (FakeServer server = new FakeServer(FakeServer.reply(400, "no ".repeat(100_000)));
        HttpTransport transport = open(server.uri("/"))) {
      for (int i = 0; i < 70; i++) {
        assertThat(transport.get(server.uri("/")).status(), is(400));
      }
    }
  }

  @Test
  void aRefusedBodyIsNotReadToItsEndFirst() throws Exception {
    try (FakeServer server = new FakeServer(FakeServer.drip(100, 50));
        HttpTransport transport =
            HttpTransport.open(
                TestSettings.quick(server).withMaxBodyBytes(10), Authorization.none())) {
      long start = System.nanoTime();
      assertThrows(BodyTooLargeException.class, () -> transport.get(server.uri("/")));
      assertThat((System.nanoTime() - start) / 1_000_000, is(lessThan(3000L)));
    }
  }

  private static HttpTransport open(URI uri) {
    return HttpTransport.open(
        HttpSettings.forEndpoint(uri).withRetry(TestSettings.QUICK), Authorization.none());
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }
}
