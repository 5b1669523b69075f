package org.purlin.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.coinmarketcap.CoinMarketCapSandbox;
import org.purlin.sandbox.coinmarketcap.CoinMarketCapSettings;
import org.purlin.sandbox.coinmarketcap.LogoVariant;

/** A key that is looked for in everything a run leaves, and at everybody who is asked. */
class CoinMarketCapCanaryIT {

  private static final String KEY = "canary-key-5e1b";
  private static final String WRONG = "canary-wrong-key-0d93";
  private static final int MISTAKE = 2;
  private static final int INCOMPLETE = 3;

  @TempDir Path directory;

  @Test
  void theKeyIsNowhereButInTheApisHeader() throws Exception {
    try (CoinMarketCapSandbox cmc = coins()) {
      // A vendor that repeats what it was sent.
      cmc.onNextInfo(
          Fault.status(
              400,
              Map.of("Content-Type", "application/json"),
              "{\"status\":{\"error_code\":400,\"error_message\":\"Key " + KEY + " is odd\"}}"));
      List<String> ids = cmc.ids().stream().map(id -> Long.toString(id)).toList();
      cmc.logo(cmc.ids().get(1), LogoVariant.REDIRECT);
      String some = "=" + String.join(",", ids.subList(0, 3));

      Ended failed =
          purlin(KEY)
              .run(pull(cmc, "--info=" + ids.get(0), "--logos" + some, "--logoSizes=64"))
              .exits(INCOMPLETE);

      assertThat(singing(failed), is(empty()));
      assertThat(cmc.leaks(), is(0));
      assertThat(cmc.logoRequests(), hasSize(3));
      assertThat(
          cmc.logoRequests().stream()
              .flatMap(request -> request.headers().stream())
              .toList()
              .stream()
              .filter(header -> header.contains("cmc") || header.equals("authorization"))
              .toList(),
          is(empty()));
      // Where the logo redirects to.
      assertThat(
          cmc.requests().stream().filter(request -> request.path().startsWith("/static")).toList(),
          is(empty()));
      assertThat(new Landed(directory.resolve("out")).rows("cmc_listings"), hasSize(60));

      Ended refused = purlin(WRONG).run(pull(cmc)).exits(MISTAKE);

      assertThat(refused.err(), containsString("--key"));
      assertThat(singing(refused), is(empty()));
      assertThat(cmc.leaks(), is(0));
    }
  }

  private static CoinMarketCapSandbox coins() throws IOException {
    return CoinMarketCapSandbox.start(CoinMarketCapSettings.defaults().withKey(KEY));
  }

  private Purlin purlin(String key) {
    return Purlin.script(directory)
        .with("CMC_PRO_API_KEY", key)
        .with("PURLIN_JAVA_OPTS", Day.QUICK);
  }

  private static List<String> pull(CoinMarketCapSandbox cmc, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "coinmarketcap",
                "--url=" + cmc.url(),
                "--logoUrl=" + cmc.logoUrl(),
                "--key=env:CMC_PRO_API_KEY",
                "--retryFor=PT2S",
                "--debug",
                "--output=out"));
    arguments.addAll(List.of(more));
    return arguments;
  }

  private List<String> singing(Ended ended) throws IOException {
    List<String> singing = new ArrayList<>();
    if (sings(ended.out())) {
      singing.add("standard output");
    }
    if (sings(ended.err())) {
      singing.add("standard error");
    }
    for (Path file : Landed.filesBelow(directory)) {
      String name = directory.relativize(file).toString();
      if (sings(name) || sings(Files.readString(file, ISO_8859_1))) {
        singing.add(name);
      }
    }
    return singing;
  }

  private static boolean sings(String text) {
    return text.contains(KEY) || text.contains(WRONG);
  }
}
