package org.purlin.sandbox.coinmarketcap;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SandboxMainTest {

  @Test
  void theProcessTellsWhereItListens() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SandboxMain.class.getName(),
                "--coins=7")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String first = lines.readLine();
      assertThat(first, startsWith("coinmarketcap http://127.0.0.1:"));
      String url = first.substring("coinmarketcap ".length());
      assertThat(lines.readLine(), is("BASE_URL=" + url));
      String logos = lines.readLine().substring("LOGO_URL=".length());
      assertThat(lines.readLine(), is("API_KEY=" + CoinMarketCapSettings.KEY));
      assertThat(lines.readLine(), is(""));
      String listings = body(url + "/public-api" + CoinMarketCapClient.V3);
      assertThat(CoinMarketCapClient.JSON.readTree(listings).get("data").size(), is(7));
      assertThat(body(logos + "/static/img/coins/16x16/1.png").substring(1, 4), is("PNG"));
    } finally {
      process.destroy();
      process.waitFor(10, TimeUnit.SECONDS);
    }
  }

  private static String body(String url) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(url)).build(),
            HttpResponse.BodyHandlers.ofString(StandardCharsets.ISO_8859_1))
        .body();
  }

  @Test
  void aFlagThatIsWrongIsNamed() {
    assertThat(message("--coins=-1"), is("--coins: coins must be 0 or more, but was: -1"));
    assertThat(message("--nothing=1"), is("--nothing: there is no such flag"));
    assertThat(message("port"), is("expected --name=value, but there was: port"));
  }

  private static String message(String flag) {
    return assertThrows(IllegalArgumentException.class, () -> SandboxFlags.read(flag)).getMessage();
  }
}
