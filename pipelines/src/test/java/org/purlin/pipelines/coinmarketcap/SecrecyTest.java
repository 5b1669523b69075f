package org.purlin.pipelines.coinmarketcap;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.coinmarketcap.CoinMarketCapFaults;
import org.purlin.sandbox.coinmarketcap.CoinMarketCapSandbox;
import org.purlin.sandbox.coinmarketcap.CoinMarketCapSettings;

@Timeout(120)
class SecrecyTest {

  private static final String KEY = "canary-cmc-key-4d1c";

  @TempDir Path directory;

  /** Contract, check 7. */
  @Test
  void theKeyIsInNoUrlAndInNothingThatIsWrittenOrSaid() throws IOException {
    Desk desk = new Desk(directory);
    desk.environment.put("TEST_KEY", KEY);
    StringBuilder said = new StringBuilder();
    try (CoinMarketCapSandbox cmc =
        CoinMarketCapSandbox.start(CoinMarketCapSettings.defaults().withKey(KEY))) {
      desk.expect(0, cmc, "--info=listed", "--logos=info", "--changes");
      said.append(desk.out).append(desk.err);
      cmc.onNextInfo(Fault.status(404, Map.of(), "no " + KEY));
      cmc.onNextMap(Fault.status(500, Map.of(), "busy " + KEY).times(9));
      desk.expect(3, cmc, "--info=1", "--retryFor=PT1S");
      said.append(desk.out).append(desk.err);
      cmc.onNext(request -> true, CoinMarketCapFaults.error(1001).times(3));
      desk.expect(2, cmc);
      said.append(desk.out).append(desk.err);
      assertThat(cmc.leaks(), is(0));
      cmc.requests()
          .forEach(
              request -> assertThat(request.parameters().toString(), not(containsString(KEY))));
    }
    assertThat(said.toString(), not(containsString(KEY)));
    for (Path file : Desk.filesIn(directory)) {
      if (!file.toString().endsWith(".png")) {
        assertThat(file.toString(), Files.readString(file), not(containsString(KEY)));
      }
    }
  }
}
