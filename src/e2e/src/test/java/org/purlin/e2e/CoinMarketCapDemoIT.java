package org.purlin.e2e;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code purlin demo coinmarketcap}: two snapshots, some metadata and logos. */
class CoinMarketCapDemoIT {

  @Test
  void theDemoLandsTwoSnapshotsAndTheLogosOnce() throws Exception {
    DemoRun demo = DemoRun.with("demo", "coinmarketcap");

    Path output = demo.output("coinmarketcap");
    Landed landed = new Landed(output);
    List<ObjectNode> listings = landed.rows("cmc_listings");
    assertThat(listings, hasSize(500));
    Set<String> runs =
        listings.stream().map(row -> row.get("_run_id").asText()).collect(Collectors.toSet());
    assertThat(runs, hasSize(2));
    for (String run : runs) {
      assertThat(landed.rows("cmc_quotes/" + run), hasSize(500));
    }
    assertThat(landed.rows("cmc_info"), hasSize(5));
    List<ObjectNode> logos = landed.rows("cmc_logos");
    assertThat(logos, hasSize(10));
    assertThat(logos.stream().filter(row -> row.get("path").isNull()).toList(), hasSize(2));
    for (ObjectNode logo : logos) {
      if (!logo.get("path").isNull()) {
        assertThat(
            Files.size(output.resolve(logo.get("path").asText())), is(logo.get("bytes").asLong()));
      }
    }
    assertThat(
        landed.report().get("outcome").get("counters").get("logos unchanged").asInt(), is(8));
    assertThat(
        demo.out("coinmarketcap"),
        containsString("2 snapshots: 500 prices landed, 500 held, the same"));
    assertThat(
        demo.out("coinmarketcap"), containsString("8 logos landed as pictures, 8 held, the same"));
    assertThat(
        demo.out("coinmarketcap"), containsString("The stand-in charged 7 credits for both runs."));
    assertThat(
        demo.out("coinmarketcap"), containsString("in size 64: The answer is no PNG but HTML."));
    assertThat(demo.err(), containsString("INFO  coinmarketcap v3, run "));
    assertThat(landed.temporaryFiles(), is(empty()));
    assertThat(demo.err(), not(containsString("WARN")));
    assertThat(demo.err(), not(containsString("ERROR")));
  }
}
