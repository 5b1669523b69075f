package org.purlin.sandbox.coinmarketcap;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.purlin.sandbox.Fault;

class LogosTest {

  private CoinMarketCapSandbox cmc;
  private CoinMarketCapClient client;

  @BeforeEach
  void start() throws Exception {
    cmc = CoinMarketCapSandbox.start();
    client = new CoinMarketCapClient(cmc);
  }

  @AfterEach
  void stop() {
    cmc.close();
  }

  private String url(int size, long id) {
    return cmc.logoUrl() + "/static/img/coins/" + size + "x" + size + "/" + id + ".png";
  }

  private HttpResponse<byte[]> logo(long id, String... headers) throws Exception {
    return client.bytes(url(64, id), headers);
  }

  @Test
  void everySizeIsAPictureOfThatSize() throws Exception {
    for (int size : new int[] {16, 32, 64, 128, 200}) {
      HttpResponse<byte[]> logo = client.bytes(url(size, 1));
      assertThat(logo.headers().firstValue("Content-Type").get(), is("image/png"));
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(logo.body()));
      assertThat(image.getWidth() + "x" + image.getHeight(), is(size + "x" + size));
      assertThat(image.getRGB(0, 0), is(0));
      assertThat(image.getRGB(size / 2, size / 2) >>> 24, is(0xFF));
    }
    assertThat(client.bytes(url(65, 1)).statusCode(), is(404));
    assertThat(Arrays.equals(logo(1).body(), logo(1027).body()), is(false));
    assertThat(Arrays.equals(logo(1).body(), logo(1).body()), is(true));
  }

  @Test
  void marksSaveASecondTransfer() throws Exception {
    HttpResponse<byte[]> first = logo(1);
    String mark = first.headers().firstValue("ETag").get();
    String date = first.headers().firstValue("Last-Modified").get();
    assertThat(mark + " " + date, is("\"1-64-0\" Tue, 5 Mar 2024 09:46:00 GMT"));
    HttpResponse<byte[]> second = logo(1, "If-None-Match", mark);
    assertThat(second.statusCode() + " " + second.body().length, is("304 0"));
    assertThat(second.headers().firstValue("ETag").get(), is(mark));
    assertThat(logo(1, "If-Modified-Since", date).statusCode(), is(304));
    assertThat(logo(1, "If-Modified-Since", "Tue, 5 Mar 2024 09:45:59 GMT").statusCode(), is(200));
    assertThat(logo(1, "If-Modified-Since", "yesterday").statusCode(), is(200));
    assertThat(
        logo(1, "If-None-Match", "\"other\"", "If-Modified-Since", date).statusCode(), is(200));
    cmc.redrawLogo(1);
    HttpResponse<byte[]> redrawn = logo(1, "If-None-Match", mark);
    assertThat(redrawn.statusCode(), is(200));
    assertThat(Arrays.equals(redrawn.body(), first.body()), is(false));
    assertThat(logo(1, "If-Modified-Since", date).statusCode(), is(200));
  }

  @Test
  void chosenLogosAreNotPictures() throws Exception {
    byte[] picture = logo(1).body();
    cmc.logo(1, LogoVariant.NOT_FOUND);
    assertThat(logo(1).statusCode(), is(404));
    assertThat(odd(LogoVariant.HTML), is("200 image/png <html>Not Found</html>"));
    assertThat(odd(LogoVariant.EMPTY), is("200 image/png "));
    assertThat(odd(LogoVariant.SVG), startsWith("200 image/png <svg "));
    cmc.logo(1, LogoVariant.HALF);
    assertThat(Arrays.equals(logo(1).body(), Arrays.copyOf(picture, picture.length / 2)), is(true));
    cmc.logo(1, LogoVariant.HUGE);
    byte[] huge = logo(1).body();
    assertThat(huge.length, is(32 * 1024 * 1024));
    assertThat(Arrays.equals(huge, 0, 100, picture, 0, 100), is(true));
    cmc.restoreLogo(1);
    assertThat(Arrays.equals(logo(1).body(), picture), is(true));
  }

  private String odd(LogoVariant variant) throws Exception {
    cmc.logo(1, variant);
    HttpResponse<byte[]> logo = logo(1);
    return logo.statusCode()
        + " "
        + logo.headers().firstValue("Content-Type").get()
        + " "
        + new String(logo.body(), StandardCharsets.UTF_8);
  }

  @Test
  void aRedirectLeadsToAHostThatRemembersWhoFollowed() throws Exception {
    cmc.logo(1, LogoVariant.REDIRECT);
    HttpResponse<byte[]> logo = logo(1);
    assertThat(logo.statusCode(), is(302));
    String other = logo.headers().firstValue("Location").get();
    assertThat(
        other, is("http://localhost:" + cmc.url().getPort() + "/static/img/coins/64x64/1.png"));
    client.bytes(other.replace("localhost", "127.0.0.1"));
    assertThat(cmc.requests().get(0).path(), is("/static/img/coins/64x64/1.png"));
  }

  @Test
  void theHostRemembersWhichHeadersCame() throws Exception {
    logo(1);
    logo(1027, "X-CMC_PRO_API_KEY", CoinMarketCapSettings.KEY);
    assertThat(cmc.logoRequests().get(0).headers(), not(hasItem("x-cmc_pro_api_key")));
    assertThat(cmc.logoRequests().get(1).headers(), hasItem("x-cmc_pro_api_key"));
    assertThat(cmc.requests().size(), is(0));
    cmc.onNextLogo(Fault.status(503));
    assertThat(cmc.pendingFaults(), is(1));
    assertThat(logo(1).statusCode(), is(503));
  }
}
