package org.purlin.io.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against a server that keeps connections, and one whose certificate nobody knows. */
@Timeout(30)
class ConnectionsTest {

  private static final char[] STORE_PASSWORD = "invented".toCharArray();

  @TempDir Path folder;

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

  @Test
  void aCertificateThatIsNotTrustedIsBelievedAtOnce() throws Exception {
    HttpsServer server = HttpsServer.create(loopback(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(selfSigned()));
    server.createContext("/", exchange -> exchange.sendResponseHeaders(200, -1));
    server.start();
    URI uri = URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/");
    try (HttpTransport transport = open(uri)) {
      NoAnswerException failure = assertThrows(NoAnswerException.class, () -> transport.get(uri));
      assertThat(
          failure.getMessage(),
          allOf(
              containsString(" in 1 attempt "),
              containsString(": the server's certificate is not trusted here."),
              endsWith("its authority must be given as the CA file.")));
    } finally {
      server.stop(0);
    }
  }

  private static HttpTransport open(URI uri) {
    return HttpTransport.open(
        HttpSettings.forEndpoint(uri).withRetry(TestSettings.QUICK), Authorization.none());
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private SSLContext selfSigned() throws Exception {
    Path file = folder.resolve("keys.p12");
    keytool(file);
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, STORE_PASSWORD);
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, STORE_PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  /** The JDK makes certificates with this tool only. */
  private static void keytool(Path file) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "test",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(STORE_PASSWORD))
            .inheritIO()
            .start();
    assertThat(process.waitFor(), is(0));
  }
}
