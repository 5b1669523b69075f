package org.purlin.io.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.io.secret.LocalEnvironment;
import org.purlin.io.secret.Secret;

/** Looks at servers and proxies on loopback. */
@Timeout(60)
class ProbeTest {

  @TempDir Path folder;

  @AfterEach
  void forget() {
    LocalEnvironment.clear();
  }

  private static Probe probe(URI endpoint) {
    return Probe.open(HttpSettings.forEndpoint(endpoint));
  }

  @Test
  void aServerTellsItsStatusAndItsTimeAndGetsNoCredentials() throws Exception {
    try (FakeServer server =
            new FakeServer(FakeServer.reply(404, "no", "Date: Thu, 01 Jan 2026 05:00:00 GMT"));
        Probe probe = probe(server.uri("/"))) {
      Look look = probe.look(server.uri("/here"));

      assertThat(look.status(), is(404));
      assertThat(look.trouble(), is(nullValue()));
      assertThat(look.serverTime(), is(Instant.parse("2026-01-01T05:00:00Z")));
      assertThat(Duration.between(look.ownTime(), Instant.now()).toMinutes(), is(0L));
      assertThat(look.certificate(), is(nullValue()));
      assertThat(server.requests().size(), is(1));
      assertThat(server.requests().get(0).toString(), not(containsString("uthorization")));
    }
  }

  @Test
  void aServerThatIsBusyIsAskedOnce() throws Exception {
    try (FakeServer server = new FakeServer(FakeServer.reply(503, "no"));
        Probe probe = probe(server.uri("/"))) {
      assertThat(probe.look(server.uri("/")).status(), is(503));
      assertThat(server.requests().size(), is(1));
    }
  }

  @Test
  void aCertificateIsShownAlsoWhenNobodyTrustsIt() throws Exception {
    try (FakeTlsServer server = new FakeTlsServer(folder, "ip:127.0.0.1");
        Probe probe = probe(server.uri())) {
      Look look = probe.look(server.uri());

      assertThat(look.status(), is(0));
      assertThat(look.trouble(), containsString("certificate is not trusted here"));
      assertThat(look.certificate().subject(), is("CN=Invented"));
      assertThat(look.certificate().trustedByJava(), is(false));
      assertThat(server.requests(), is(List.of()));
    }
  }

  @Test
  void aCertificateThatOnlyAFileVouchesForIsToldFromOneOfJavas() throws Exception {
    try (FakeTlsServer server = new FakeTlsServer(folder, "ip:127.0.0.1");
        Probe probe =
            Probe.open(
                HttpSettings.forEndpoint(server.uri())
                    .withTrust(Trust.DEFAULT.withCaFile(server.caFile().toString())))) {
      Look look = probe.look(server.uri());

      assertThat(look.status(), is(200));
      assertThat(look.certificate().issuer(), is("CN=Invented"));
      assertThat(look.certificate().until().isAfter(Instant.now()), is(true));
      assertThat(look.certificate().trustedByJava(), is(false));
    }
  }

  @Test
  void aCertificateForAnotherHostIsNotTrustedWhoeverLooksOn() throws Exception {
    try (FakeTlsServer server = new FakeTlsServer(folder, "dns:other.example");
        Probe probe =
            Probe.open(
                HttpSettings.forEndpoint(server.uri())
                    .withTrust(Trust.DEFAULT.withCaFile(server.caFile().toString())))) {
      assertThat(probe.look(server.uri()).trouble(), containsString("for another host name"));
    }
  }

  @Test
  void theWayLeadsThroughTheProxyAndIsTriedUpToIt() throws Exception {
    URI secure = URI.create("https://api.council.example/children");
    try (FakeTlsServer server = new FakeTlsServer(folder, "dns:api.council.example");
        FakeProxy proxy = new FakeProxy(server.port(), FakeProxy.Login.NONE);
        Probe probe =
            Probe.open(
                HttpSettings.forEndpoint(secure)
                    .withProxy(proxy.settings())
                    .withTrust(Trust.DEFAULT.withCaFile(server.caFile().toString())))) {
      assertThat(probe.proxyTo(secure), is(Optional.of("127.0.0.1:" + proxy.port())));
      assertThat(probe.addresses(secure), contains("127.0.0.1"));
      probe.connect(secure);

      assertThat(probe.look(secure).status(), is(200));
      assertThat(probe.proxyTo(server.uri()), is(Optional.empty()));
    }
  }

  @Test
  void aNameNobodyKnowsAndAPortNobodyListensAtAreSaid() throws Exception {
    URI nowhere = URI.create("https://nowhere.invalid/");
    try (Probe probe = probe(nowhere)) {
      assertThrows(IOException.class, () -> probe.addresses(nowhere));
    }
    URI closed = URI.create("http://127.0.0.1:1/");
    try (Probe probe = probe(closed)) {
      assertThrows(IOException.class, () -> probe.connect(closed));
      assertThat(probe.look(closed).trouble(), is("Connection refused"));
    }
  }

  @Test
  void aTokenIsAskedForAndItsLifeIsTold() throws Exception {
    LocalEnvironment.add(Map.of("PROBE_ID", "invented-id", "PROBE_SECRET", "invented-secret"));
    try (FakeServer server =
            new FakeServer(
                FakeServer.reply(200, "{\"access_token\":\"invented-token\",\"expires_in\":3599}"),
                FakeServer.reply(401, "{\"error\":\"invalid_client\"}"));
        Probe probe = probe(server.uri("/"))) {
      ClientCredentials who =
          new ClientCredentials(
              server.uri("/token"),
              Secret.parse("id", "env:PROBE_ID"),
              Secret.parse("secret", "env:PROBE_SECRET"),
              null,
              ClientCredentials.Style.FORM);

      assertThat(probe.token(who), is(Duration.ofSeconds(3599)));
      assertThrows(TokenRefusedException.class, () -> probe.token(who));
    }
  }
}
