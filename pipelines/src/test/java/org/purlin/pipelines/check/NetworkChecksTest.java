package org.purlin.pipelines.check;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.purlin.io.http.HttpSettings;
import org.purlin.io.http.Probe;
import org.purlin.io.secret.LocalEnvironment;
import org.purlin.pipelines.report.ExitCode;

/** The way to a server, tried on loopback. */
@Timeout(60)
class NetworkChecksTest {

  private ServerSocket server;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void stop() throws IOException {
    LocalEnvironment.clear();
    server.close();
  }

  /** Answers whoever asks, with these headers, until the test is over. */
  private void answer(String headers) {
    Thread thread =
        new Thread(
            () -> {
              while (!server.isClosed()) {
                try (Socket client = server.accept()) {
                  int first = client.getInputStream().read();
                  if (first >= 0) {
                    client
                        .getOutputStream()
                        .write(
                            ("HTTP/1.1 404 No\r\n" + headers + "Content-Length: 0\r\n\r\n")
                                .getBytes(US_ASCII));
                    client.shutdownOutput();
                    client.getInputStream().readAllBytes();
                  }
                } catch (IOException e) {
                  if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                  }
                }
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private static String date(Duration off) {
    return "Date: "
        + DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC).plus(off))
        + "\r\n";
  }

  private URI address() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
  }

  private static List<Check> check(URI address) throws InterruptedException {
    try (Probe probe = Probe.open(HttpSettings.forEndpoint(address))) {
      return NetworkChecks.of("api", address, probe);
    }
  }

  private static List<String> words(List<Check> checks) {
    return checks.stream()
        .map(check -> check.status() + " " + check.what() + ": " + check.found())
        .toList();
  }

  @Test
  void eachStepIsTried() throws InterruptedException {
    answer(date(Duration.ZERO));
    assertThat(
        words(check(address())),
        is(
            List.of(
                "OK api proxy: none, direct",
                "OK api name: 127.0.0.1 is 127.0.0.1",
                "OK api connection: to 127.0.0.1",
                "SKIPPED api TLS: plain http",
                "OK api clock: the same time here and there")));
  }

  @Test
  void aClockThatIsOffIsAWarningWithTheSideItIsOff() throws InterruptedException {
    answer(date(Duration.ofMinutes(-10)));
    Check clock = check(address()).get(4);
    assertThat(clock.status(), is(Check.Status.WARN));
    assertThat(clock.found().matches("this machine is (599|600|601) s ahead"), is(true));
  }

  @Test
  void aServerWithoutAClockIsNoFailure() throws InterruptedException {
    answer("");
    assertThat(
        words(check(address())).get(4), is("SKIPPED api clock: the server does not tell the time"));
  }

  @Test
  void aClosedPortEndsTheWayWithUnreachable() throws IOException, InterruptedException {
    URI address = address();
    server.close();
    List<Check> checks = check(address);
    assertThat(
        words(checks).subList(2, 5),
        is(
            List.of(
                "FAIL api connection: none to 127.0.0.1:"
                    + address.getPort()
                    + ": nobody listens there, or a firewall is in the way.",
                "SKIPPED api TLS: there is no connection",
                "SKIPPED api clock: there is no connection")));
    assertThat(checks.get(2).exitCode(), is(ExitCode.UNREACHABLE));
  }

  @Test
  void aNameNobodyKnowsEndsTheWayWithUnreachable() throws InterruptedException {
    List<Check> checks = check(URI.create("https://nowhere.invalid/"));
    assertThat(
        words(checks).get(1),
        is("FAIL api name: nowhere.invalid is not known to this machine's name server."));
    assertThat(checks.get(1).exitCode(), is(ExitCode.UNREACHABLE));
    assertThat(checks.size(), is(5));
  }

  @Test
  void somethingThatIsNoTlsIsAFailure() throws InterruptedException {
    answer("");
    URI secure = URI.create("https://127.0.0.1:" + server.getLocalPort() + "/");
    Check tls = check(secure).get(3);
    assertThat(tls.status(), is(Check.Status.FAIL));
    assertThat(tls.found(), startsWith("TLS failed: "));
  }

  @Test
  void aServerThatSaysNothingFailsItsAnswer() throws InterruptedException {
    Thread thread =
        new Thread(
            () -> {
              while (!server.isClosed()) {
                try {
                  server.accept().close();
                } catch (IOException e) {
                  // The listener was closed: the test is over.
                }
              }
            });
    thread.setDaemon(true);
    thread.start();
    List<Check> checks = check(address());
    assertThat(words(checks).get(3), is("SKIPPED api TLS: plain http"));
    assertThat(words(checks).get(4), startsWith("FAIL api answer: "));
    assertThat(words(checks).get(5), is("SKIPPED api clock: it did not answer"));
    assertThat(checks.get(4).exitCode(), is(ExitCode.UNREACHABLE));
  }

  @Test
  void aProxyThatLeadsThereIsNamedAndTriedInstead() throws InterruptedException {
    LocalEnvironment.add(Map.of("HTTPS_PROXY", "http://127.0.0.1:" + server.getLocalPort()));
    answer("");
    List<String> words = words(check(URI.create("https://nowhere.invalid/")));
    String proxy = "127.0.0.1:" + server.getLocalPort();
    assertThat(words.get(0), is("OK api proxy: through " + proxy));
    assertThat(words.get(1), is("OK api name: the proxy " + proxy + " is 127.0.0.1"));
    assertThat(words.get(2), is("OK api connection: to the proxy " + proxy));
    assertThat(words.get(3), startsWith("FAIL api TLS: "));
  }

  @Test
  void aVariableThatNamesNoProxyIsAMistake() throws InterruptedException {
    LocalEnvironment.add(Map.of("HTTPS_PROXY", "socks://council"));
    List<Check> checks = check(URI.create("https://nowhere.invalid/"));
    assertThat(checks.size(), is(1));
    assertThat(checks.get(0).exitCode(), is(ExitCode.MISTAKE));
    assertThat(checks.get(0).found(), startsWith("Environment variable HTTPS_PROXY: "));
  }
}
