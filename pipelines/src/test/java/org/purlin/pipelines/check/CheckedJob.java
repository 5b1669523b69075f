package org.purlin.pipelines.check;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.purlin.sandbox.SeenRequest;
import org.purlin.sandbox.alma.AlmaSandbox;
import org.purlin.sandbox.alma.AlmaSettings;
import org.purlin.sandbox.amplitude.AmplitudeSandbox;
import org.purlin.sandbox.amplitude.AmplitudeSettings;
import org.purlin.sandbox.amplitude.Traffic;
import org.purlin.sandbox.coinmarketcap.CoinMarketCapSandbox;
import org.purlin.sandbox.coinmarketcap.CoinMarketCapSettings;
import org.purlin.sandbox.edfi.EdfiSandbox;
import org.purlin.sandbox.edfi.EdfiSettings;

/**
 * A job and its stand-in.
 *
 * @param server what the table calls the other side
 * @param hostFlag says where the other side is
 * @param url of the stand-in
 * @param words the other flags; the secret is in the variable SECRET, a key in KEY
 * @param key what belongs into KEY
 * @param secret what belongs into SECRET
 * @param requests that the stand-in saw
 */
record CheckedJob(
    String name,
    String server,
    String hostFlag,
    String url,
    List<String> words,
    String key,
    String secret,
    Supplier<List<SeenRequest>> requests,
    Runnable stop)
    implements AutoCloseable {

  static CheckedJob of(String name) throws IOException {
    return switch (name) {
      case "amplitude" -> amplitude();
      case "alma" -> alma();
      case "coinmarketcap" -> coinMarketCap();
      case "edfi" -> edfi();
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static CheckedJob amplitude() throws IOException {
    AmplitudeSandbox there =
        AmplitudeSandbox.start(
            AmplitudeSettings.builder()
                .traffic(Traffic.builder().eventsPerHour(2).build())
                .build());
    return new CheckedJob(
        "amplitude",
        "Amplitude",
        "--endpoint=",
        there.url().toString(),
        List.of("--apiKey=env:KEY", "--secretKey=env:SECRET", "--last=PT24H"),
        AmplitudeSettings.API_KEY,
        AmplitudeSettings.SECRET_KEY,
        there::requests,
        there::close);
  }

  private static CheckedJob alma() throws IOException {
    AlmaSandbox there = AlmaSandbox.start();
    return new CheckedJob(
        "alma",
        "Alma",
        "--url=",
        there.url().toString(),
        List.of("--key=env:KEY", "--secret=env:SECRET", "--subdomain=" + AlmaSettings.DISTRICT),
        AlmaSettings.KEY,
        AlmaSettings.SECRET,
        there::requests,
        there::close);
  }

  private static CheckedJob coinMarketCap() throws IOException {
    CoinMarketCapSandbox there =
        CoinMarketCapSandbox.start(CoinMarketCapSettings.defaults().withDailyCredits(333));
    return new CheckedJob(
        "coinmarketcap",
        "CoinMarketCap",
        "--url=",
        there.url().toString(),
        List.of("--key=env:SECRET", "--coins=50"),
        "",
        CoinMarketCapSettings.KEY,
        there::requests,
        there::close);
  }

  private static CheckedJob edfi() throws IOException {
    EdfiSandbox there = EdfiSandbox.start();
    return new CheckedJob(
        "edfi",
        "north",
        "--url=",
        there.baseUrl().toString(),
        List.of("--district=north", "--key=env:KEY", "--secret=env:SECRET"),
        EdfiSettings.KEY,
        EdfiSettings.SECRET,
        there::requests,
        there::close);
  }

  @Override
  public void close() {
    stop.run();
  }
}
