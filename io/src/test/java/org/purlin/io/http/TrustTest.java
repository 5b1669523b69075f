package org.purlin.io.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whose certificates are trusted, against a server that vouches for itself. */
@Timeout(60)
class TrustTest {

  private static final Path DEBIANS_BUNDLE = Path.of("/etc/ssl/certs/ca-certificates.crt");

  @TempDir Path folder;

  @Test
  void aServerThatTheCaFileVouchesForIsTrusted() throws Exception {
    try (FakeTlsServer server = new FakeTlsServer(folder, "ip:127.0.0.1")) {
      HttpReply reply = post(server, Trust.DEFAULT.withCaFile(server.caFile().toString()));

      assertThat(reply.bodyText(), is("ok"));
    }
  }

  @Test
  void aServerThatNobodyVouchesForIsRefusedAtOnceAndNothingIsSent() throws Exception {
    try (FakeTlsServer server = new FakeTlsServer(folder, "ip:127.0.0.1")) {
      NoAnswerException failure =
          assertThrows(NoAnswerException.class, () -> post(server, Trust.DEFAULT));

      assertThat(
          failure.getMessage(),
          allOf(
              containsString(" in 1 attempt "),
              endsWith(
                  ": the server's certificate is not trusted here. Where a proxy looks into TLS, the"
                      + " certificate of its authority must be given as the CA file.")));
      assertThat(failure.mayHaveBeenProcessed(), is(false));
      assertThat(server.requests(), hasSize(0));
    }
  }

  @Test
  void aTrustedCertificateForAnotherHostIsRefused() throws Exception {
    try (FakeTlsServer server = new FakeTlsServer(folder, "dns:other.example,ip:192.0.2.1")) {
      NoAnswerException failure =
          assertThrows(
              NoAnswerException.class,
              () -> post(server, Trust.DEFAULT.withCaFile(server.caFile().toString())));

      assertThat(
          failure.getMessage(), endsWith(": the server's certificate is for another host name."));
      assertThat(server.requests(), hasSize(0));
    }
  }

  @Test
  void aCaFileThatIsMissingIsNamedWhenTheTransportIsOpened() throws Exception {
    try (FakeTlsServer server = new FakeTlsServer(folder, "ip:127.0.0.1")) {
      String missing = folder.resolve("missing.pem").toString();

      IllegalArgumentException refusal =
          assertThrows(
              IllegalArgumentException.class,
              () -> post(server, Trust.DEFAULT.withCaFile(missing)));

      assertThat(
          refusal.getMessage(),
          startsWith(
              "The CA file '"
                  + missing
                  + "' must hold certificates in PEM form (-----BEGIN CERTIFICATE-----), but none"
                  + " could be read from it. Is the path right and readable?"));
    }
  }

  @Test
  void aCaFileWithoutACertificateIsRefused() throws Exception {
    for (String content : List.of("", "no certificate", "-----BEGIN CERTIFICATE-----\nx\n")) {
      Path file = Files.writeString(folder.resolve("wrong.pem"), content);

      IllegalArgumentException refusal =
          assertThrows(
              IllegalArgumentException.class,
              () -> Trusted.certificates(new Trust(file.toString(), false)));
      assertThat(refusal.getMessage(), startsWith("The CA file '" + file + "' must hold "));
    }
  }

  @Test
  void javasOwnCertificatesAreTrustedAlways() throws Exception {
    TrustManagerFactory java =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    java.init((KeyStore) null);
    X509Certificate[] own = ((X509TrustManager) java.getTrustManagers()[0]).getAcceptedIssuers();

    assertThat(own.length, is(greaterThan(0)));
    assertThat(Trusted.certificates(new Trust(null, false)), is(List.of(own)));
    assertThat(Trusted.certificates(Trust.DEFAULT), hasItems(own));
  }

  @Test
  void theSystemsCertificatesAreTrustedUnlessTheyAreLeftOut() throws Exception {
    assumeTrue(Files.isReadable(DEBIANS_BUNDLE), "no such file on this system: " + DEBIANS_BUNDLE);
    List<X509Certificate> systems = Trusted.read(DEBIANS_BUNDLE);

    assertThat(systems, hasSize(greaterThan(0)));
    assertThat(
        Trusted.certificates(Trust.DEFAULT), hasItems(systems.toArray(new X509Certificate[0])));
    assertThat(
        Trusted.certificates(Trust.DEFAULT).size()
            - Trusted.certificates(new Trust(null, false)).size(),
        is(systems.size()));
  }

  private static HttpReply post(FakeTlsServer server, Trust trust) throws Exception {
    HttpSettings settings =
        HttpSettings.forEndpoint(server.uri()).withRetry(TestSettings.QUICK).withTrust(trust);
    try (HttpTransport transport = HttpTransport.open(settings, Authorization.none())) {
      return transport.post(server.uri(), Body.json("[]"));
    }
  }
}
