package org.purlin.pipelines.coinmarketcap;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.pipelines.plan.Listing;
import org.purlin.sandbox.coinmarketcap.CoinMarketCapSandbox;
import org.purlin.sandbox.coinmarketcap.CoinMarketCapSettings;

/** {@code purlin coinmarketcap --plan}. */
class PlanTest {

  @TempDir Path directory;

  @Test
  void callsAndCreditsAreToldAndNobodyIsAsked() throws IOException {
    Desk desk = new Desk(directory);
    try (CoinMarketCapSandbox cmc = CoinMarketCapSandbox.start(CoinMarketCapSettings.defaults())) {
      desk.expect(
          0, cmc, "--plan", "--json", "--convert=USD,EUR", "--info=listed", "--maxCredits=100");

      JsonNode plan = Desk.json(desk.out);
      assertThat(plan.at("/estimates/0/what").asText(), is("calls"));
      assertThat(plan.at("/estimates/0/number").asLong(), is(104L));
      assertThat(
          plan.at("/estimates/0/how").asText(),
          is(
              "by the sizes of pages: listings 2, list of all coins 2, metadata 100; how many coins"
                  + " there are is known only then"));
      assertThat(plan.at("/estimates/1/what").asText(), is("credits"));
      assertThat(plan.at("/estimates/1/number").asLong(), is(152L));
      assertThat(plan.at("/estimates/2/what").asText(), is("credits left of --maxCredits"));
      assertThat(plan.at("/estimates/2/number").asLong(), is(0L));
      assertThat(
          plan.at("/notices/0").asText(),
          containsString("--maxCredits=100 is less than what the run is believed to cost."));
      assertThat(plan.at("/estimates/3/number").isNull(), is(true));
      assertThat(cmc.requests(), hasSize(0));
      assertThat(Listing.of(directory), is(Map.of()));
    }
  }

  @Test
  void whatWasPlannedIsWhatIsAskedAndASecondPlanKnowsTheBytes() throws IOException {
    Desk desk = new Desk(directory);
    try (CoinMarketCapSandbox cmc = CoinMarketCapSandbox.start(CoinMarketCapSettings.defaults())) {
      String[] words = {"--coins=50", "--info=1,1027", "--maxCredits=10"};
      desk.expect(0, cmc, "--plan", "--json", words[0], words[1], words[2]);
      JsonNode plan = Desk.json(desk.out);
      desk.expect(0, cmc, words);
      assertThat((long) cmc.requests().size(), is(plan.at("/estimates/0/number").asLong()));
      assertThat(desk.counter("credits"), is(plan.at("/estimates/1/number").asLong()));
      Map<String, String> before = Listing.of(directory);

      desk.expect(0, cmc, "--plan", "--coins=50", "--logos=1,1027", "--logoSizes=16,64");

      assertThat(desk.out, containsString("as in the snapshot of run "));
      assertThat(desk.out, containsString("  calls for logos"));
      assertThat(desk.out, containsString("  4  coins times sizes\n"));
      assertThat(Listing.of(directory), is(before));
    }
  }

  @Test
  void withoutAKeyThereAreNoCreditsAndThePastCannotBeHad() throws IOException {
    Desk desk = new Desk(directory);
    try (CoinMarketCapSandbox cmc = CoinMarketCapSandbox.start(CoinMarketCapSettings.defaults())) {
      desk.expectKeyless(0, cmc, "--plan", "--coins=100");
      assertThat(desk.out, containsString("no --key is given"));
      assertThat(desk.out, not(containsString("--maxCredits")));
      assertThat(
          desk.command("backfill", "coinmarketcap", "--from=2026-01-01", "--to=2026-01-02"), is(2));
      assertThat(
          desk.err,
          containsString(
              "purlin backfill coinmarketcap is not possible. CoinMarketCap's listings are those of"
                  + " now"));
      assertThat(cmc.requests(), hasSize(0));
    }
  }
}
