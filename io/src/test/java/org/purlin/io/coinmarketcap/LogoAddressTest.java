package org.purlin.io.coinmarketcap;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.purlin.io.coinmarketcap.LogoAddress.NoLogoException;

class LogoAddressTest {

  private static final URI HOST = URI.create("https://s2.coinmarketcap.com");

  @Test
  void theSizeIsPutIntoThePathOfTheMetadata() throws NoLogoException {
    assertThat(
        LogoAddress.of(HOST, HOST + "/static/img/coins/64x64/1027.png", 200),
        is(URI.create("https://s2.coinmarketcap.com/static/img/coins/200x200/1027.png")));
  }

  @Test
  void withoutMetadataTheIdIsEnough() {
    assertThat(
        LogoAddress.of(HOST, 1, 16),
        is(URI.create("https://s2.coinmarketcap.com/static/img/coins/16x16/1.png")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not a url",
        "/static/img/coins/64x64/1.png",
        "http://s2.coinmarketcap.com/static/img/coins/64x64/1.png",
        "https://s2.coinmarketcap.com:444/static/img/coins/64x64/1.png",
        "https://user@s2.coinmarketcap.com/static/img/coins/64x64/1.png",
        "https://s2.coinmarketcap.com.example.org/static/img/coins/64x64/1.png",
        "https://169.254.169.254/static/img/coins/64x64/1.png",
        "file:///static/img/coins/64x64/1.png",
        "https://s2.coinmarketcap.com/static/img/coins/64x64/../../../../etc/passwd",
        "https://s2.coinmarketcap.com/static/img/coins/64x64/%2e%2e/1.png",
        "https://s2.coinmarketcap.com/static/img/coins/64x32/1.png",
        "https://s2.coinmarketcap.com/static/img/coins/64x64/1.svg",
        "https://s2.coinmarketcap.com/static/img/coins/64x64/1.png?next=x"
      })
  void anythingElseIsNotAsked(String told) {
    assertThrows(NoLogoException.class, () -> LogoAddress.of(HOST, told, 64));
  }
}
