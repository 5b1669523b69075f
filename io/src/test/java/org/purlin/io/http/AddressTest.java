package org.purlin.io.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.purlin.io.secret.Masker;

class AddressTest {

  @Test
  void aShownUrlKeepsWhatHelpsAndMasksWhatIsSecret() {
    URI uri =
        URI.create(
            "https://someone:pass@API.example.com:8443/v1/rows?start=20260101T05&api_key=abc&X-Amz-Signature=def#x");
    assertThat(
        Address.shown(uri),
        is(
            "https://api.example.com:8443/v1/rows?start=20260101T05&api_key=***&X-Amz-Signature=***"));
  }

  @Test
  void aKnownSecretIsMaskedWhereverItStands() {
    Masker.register("address-secret/1");
    assertThat(
        Address.shown(URI.create("https://a.example/x?id=address-secret%2F1&y=2")),
        is("https://a.example/x?id=***&y=2"));
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost/, true",
    "http://127.8.9.10:80/, true",
    "http://[::1]/, true",
    "http://127.0.0.1.example.com/, false",
    "http://127.example.com/, false",
    "http://192.0.2.1/, false"
  })
  void onlyThisMachineIsLoopback(URI uri, boolean loopback) {
    assertThat(Address.isLoopback(uri), is(loopback));
  }

  @Test
  void anOriginIsSchemeHostAndPort() {
    assertThat(Address.origin(URI.create("HTTPS://A.example./x")), is("https://a.example:443"));
    assertThat(Address.origin(URI.create("http://a.example/x")), is("http://a.example:80"));
    assertThat(Address.origin(URI.create("http://a.example:81/x")), is("http://a.example:81"));
  }
}
