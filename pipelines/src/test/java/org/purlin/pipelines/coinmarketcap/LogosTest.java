package org.purlin.pipelines.coinmarketcap;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.sandbox.coinmarketcap.CoinMarketCapSandbox;
import org.purlin.sandbox.coinmarketcap.InfoVariant;
import org.purlin.sandbox.coinmarketcap.LogoVariant;

@Timeout(180)
class LogosTest {

  @TempDir Path directory;

  @Test
  void logosLandInTheirSizesWithARowEach() throws IOException {
    Desk desk = new Desk(directory);
    try (CoinMarketCapSandbox cmc = CoinMarketCapSandbox.start()) {
      desk.expect(0, cmc, "--coins=1", "--logos=1,1027", "--logoSizes=64,128", "--runId=one");
      assertThat(
          pictures(desk), is(List.of("128/1.png", "128/1027.png", "64/1.png", "64/1027.png")));
      JsonNode row = row(desk, "1027", 128);
      assertThat(row.get("http_status").asInt(), is(200));
      assertThat(row.get("content_type").asText(), is("image/png"));
      assertThat(row.get("width").asInt(), is(128));
      assertThat(row.get("height").asInt(), is(128));
      assertThat(row.get("path").asText(), is("logos/128/1027.png"));
      Path file = desk.output().resolve("logos/128/1027.png");
      assertThat(row.get("bytes").asLong(), is(Files.size(file)));
      assertThat(row.get("sha256").asText().length(), is(64));
      assertThat(row.get("error").isNull(), is(true));
      assertThat(row.get("_run_id").asText(), is("one"));
      assertThat(desk.counter("logos fetched"), is(4L));
      assertThat(
          cmc.logoRequests().stream().map(request -> request.headers().toString()).toList(),
          everyItem(not(containsString("cmc_pro_api_key"))));
    }
  }

  /** Contract, check 10. */
  @Test
  void badAddressesAreRowsAndAreNotAsked() throws IOException {
    Desk desk = new Desk(directory);
    try (CoinMarketCapSandbox cmc = CoinMarketCapSandbox.start()) {
      List<Long> ids = cmc.ids().subList(0, 5);
      cmc.info(ids.get(0), InfoVariant.LOGO_NULL);
      cmc.info(ids.get(1), InfoVariant.LOGO_ABSENT);
      cmc.info(ids.get(2), InfoVariant.LOGO_LINK_LOCAL);
      cmc.info(ids.get(3), InfoVariant.LOGO_CLIMBS);
      desk.expect(0, cmc, "--coins=5", "--info=listed", "--logos=info");
      assertThat(pictures(desk), is(List.of("64/" + ids.get(4) + ".png")));
      assertThat(cmc.logoRequests().size(), is(1));
      Map<String, String> errors = errors(desk);
      assertThat(errors.size(), is(5));
      assertThat(errors.get(ids.get(0).toString()), is("The metadata name no logo."));
      assertThat(errors.get(ids.get(1).toString()), is("The metadata name no logo."));
      assertThat(errors.get(ids.get(2).toString()), containsString("no other host is asked"));
      assertThat(errors.get(ids.get(3).toString()), containsString("not like .../64x64/1.png"));
      assertThat(errors.get(ids.get(4).toString()), is("null"));
      assertThat(desk.counter("logos not fetched"), is(4L));
    }
  }

  /** Contract, check 11. */
  @Test
  void whatIsNoPngIsNotSavedAndTheRunSucceeds() throws IOException {
    Desk desk = new Desk(directory);
    try (CoinMarketCapSandbox cmc = CoinMarketCapSandbox.start()) {
      Map<LogoVariant, String> expected =
          Map.of(
              LogoVariant.NOT_FOUND, "The answer has status 404.",
              LogoVariant.HTML, "The answer is no PNG but HTML.",
              LogoVariant.EMPTY, "The answer has 0 bytes.",
              LogoVariant.SVG, "The answer is no PNG but SVG.",
              LogoVariant.HALF, "The PNG ends before its end.");
      Map<String, String> byId = new TreeMap<>();
      StringBuilder ids = new StringBuilder();
      int next = 0;
      for (LogoVariant variant : LogoVariant.values()) {
        long id = cmc.ids().get(next++);
        cmc.logo(id, variant);
        byId.put(Long.toString(id), expected.getOrDefault(variant, variant.name()));
        ids.append(id).append(',');
      }
      int before = cmc.requests().size();
      desk.expect(0, cmc, "--coins=1", "--map=false", "--logos=" + ids);
      assertThat(pictures(desk), is(List.of()));
      Map<String, String> errors = errors(desk);
      byId.forEach(
          (id, error) -> {
            if (error.equals("HUGE")) {
              assertThat(errors.get(id), containsString("1,000,000"));
            } else if (error.equals("REDIRECT")) {
              assertThat(errors.get(id), containsString("not allowed"));
            } else {
              assertThat(errors.get(id), is(error));
            }
          });
      // The redirect leads to the API, which was asked for the listings only.
      assertThat(cmc.requests().size(), is(before + 1));
    }
  }

  /** Contract, check 11. */
  @Test
  void whatIsStillTheSameIsNotSentAgain() throws IOException {
    Desk desk = new Desk(directory);
    try (CoinMarketCapSandbox cmc = CoinMarketCapSandbox.start()) {
      desk.expect(0, cmc, "--coins=1", "--logos=1,1027", "--runId=one");
      Map<String, JsonNode> first = desk.rowsBy("cmc_logos", "id");
      cmc.redrawLogo(1027);
      desk.expect(0, cmc, "--coins=1", "--logos=1,1027", "--runId=two");
      Map<String, JsonNode> second = desk.rowsBy("cmc_logos", "id");
      assertThat(second.get("1"), is(first.get("1")));
      assertThat(second.get("1027").get("sha256"), not(is(first.get("1027").get("sha256"))));
      assertThat(desk.counter("logos unchanged"), is(1L));
      assertThat(desk.counter("logos fetched"), is(1L));

      Files.delete(desk.output().resolve("logos/64/1.png"));
      desk.expect(0, cmc, "--coins=1", "--logos=1");
      assertThat(pictures(desk), hasItem("64/1.png"));
      assertThat(desk.rowsBy("cmc_logos", "id").keySet().size(), is(2));
    }
  }

  private static List<String> pictures(Desk desk) {
    Path logos = desk.output().resolve("logos");
    return Desk.filesIn(logos).stream().map(file -> logos.relativize(file).toString()).toList();
  }

  private static JsonNode row(Desk desk, String id, int size) {
    return desk.rows("cmc_logos").stream()
        .filter(row -> row.get("id").asText().equals(id) && row.get("size").asInt() == size)
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, String> errors(Desk desk) {
    Map<String, String> errors = new TreeMap<>();
    desk.rows("cmc_logos")
        .forEach(row -> errors.put(row.get("id").asText(), row.get("error").asText()));
    return errors;
  }
}
