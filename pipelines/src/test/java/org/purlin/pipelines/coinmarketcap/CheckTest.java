package org.purlin.pipelines.coinmarketcap;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.sandbox.coinmarketcap.CoinMarketCapSandbox;
import org.purlin.sandbox.coinmarketcap.CoinMarketCapSettings;

@Timeout(60)
class CheckTest {

  @TempDir Path directory;

  @Test
  void aGoodKeyTellsWhatIsLeftOfItsPlanAndNothingIsWrittenOrCharged() throws IOException {
    Desk desk = new Desk(directory);
    try (CoinMarketCapSandbox cmc =
        CoinMarketCapSandbox.start(CoinMarketCapSettings.defaults().withDailyCredits(333))) {
      assertThat(check(desk, cmc, "--key=env:TEST_KEY"), is(0));
      assertThat(desk.out, containsString("333 of 333 credits left today"));
      assertThat(words(desk), containsString("10,000 requests a minute"));
      assertThat(desk.out, containsString("can be made"));
      assertThat(cmc.creditsToday(), is(0L));
      assertThat(Files.exists(desk.output()), is(false));
    }
  }

  @Test
  void aPlanThatHasTooLittleLeftIsAWarning() throws IOException {
    Desk desk = new Desk(directory);
    try (CoinMarketCapSandbox cmc =
        CoinMarketCapSandbox.start(CoinMarketCapSettings.defaults().withDailyCredits(10))) {
      assertThat(check(desk, cmc, "--key=env:TEST_KEY"), is(0));
      assertThat(
          desk.out, containsString("A run needs more than is left today. Ask for less (--coins"));
    }
  }

  @Test
  void aWrongKeyIsToldAndNotShown() throws IOException {
    Desk desk = new Desk(directory);
    desk.environment.put("WRONG", "canary-wrong-key-31");
    try (CoinMarketCapSandbox cmc = CoinMarketCapSandbox.start()) {
      assertThat(check(desk, cmc, "--key=env:WRONG"), is(5));
      assertThat(desk.out, containsString("the key is not valid (code 1001)"));
      assertThat(desk.out + desk.err, not(containsString("canary-wrong-key-31")));
    }
  }

  @Test
  void withoutAKeyThereIsNothingToAskAboutIt() throws IOException {
    Desk desk = new Desk(directory);
    try (CoinMarketCapSandbox cmc = CoinMarketCapSandbox.start()) {
      assertThat(check(desk, cmc), is(0));
      assertThat(desk.out, containsString("there is no --key, so the public API is asked"));
    }
  }

  @Test
  void theHostOfLogosIsTriedWhereLogosAreWanted() throws IOException {
    Desk desk = new Desk(directory);
    try (CoinMarketCapSandbox cmc = CoinMarketCapSandbox.start()) {
      assertThat(check(desk, cmc, "--logos=1", "--logoUrl=http://127.0.0.1:1"), is(7));
      assertThat(
          words(desk), containsString("fail logos connection none to 127.0.0.1:1: nobody listens"));
      assertThat(check(desk, cmc, "--logos=1", "--logoUrl=" + cmc.logoUrl()), is(0));
      assertThat(words(desk), containsString("ok logos connection to 127.0.0.1"));
    }
  }

  @Test
  void aServerThatIsNotThereIsUnreachable() {
    Desk desk = new Desk(directory);
    int ended =
        desk.command(
            "check", "coinmarketcap", "--url=http://127.0.0.1:1", "--output=" + desk.output());
    assertThat(desk.out, ended, is(7));
  }

  private static int check(Desk desk, CoinMarketCapSandbox cmc, String... words) {
    String[] all = new String[words.length + 4];
    all[0] = "check";
    all[1] = "coinmarketcap";
    all[2] = "--url=" + cmc.url();
    all[3] = "--output=" + desk.output();
    System.arraycopy(words, 0, all, 4, words.length);
    return desk.command(all);
  }

  /** What was printed, with single blanks. */
  private static String words(Desk desk) {
    return desk.out.replaceAll("\\s+", " ");
  }
}
