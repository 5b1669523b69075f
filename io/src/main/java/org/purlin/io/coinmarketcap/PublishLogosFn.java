package org.purlin.io.coinmarketcap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.purlin.io.landing.Part;
import org.purlin.io.landing.PartWriter;

/** Lands the rows of logos; rows of logos that were not asked for stay. Harmless to repeat. */
final class PublishLogosFn extends DoFn<KV<String, Iterable<Logo>>, String> {

  private static final long serialVersionUID = 1L;

  private final LogoRun run;

  PublishLogosFn(LogoRun run) {
    this.run = run;
  }

  @ProcessElement
  public void process(@Element KV<String, Iterable<Logo>> logos, OutputReceiver<String> ended)
      throws IOException {
    Map<String, Logo> fetched = new TreeMap<>();
    Map<Logo.Outcome, Long> numbers = new EnumMap<>(Logo.Outcome.class);
    for (Logo logo : logos.getValue()) {
      if (fetched.put(logo.key(), logo) == null) {
        numbers.merge(logo.outcome(), 1L, Long::sum);
      }
    }
    try (PartWriter part = run.landing().newPart()) {
      for (Logo logo : fetched.values()) {
        write(part, logo.row());
      }
      LandedRows.read(
          run.landing(),
          CoinMarketCapTables.logos().name(),
          LogoRun.WINDOW,
          row -> {
            if (!fetched.containsKey(Logo.key(row.path("id").asLong(), row.path("size").asInt()))) {
              write(part, row.toString());
            }
          });
      Part finished = part.finish();
      run.landing().publish(CoinMarketCapTables.logos(), LogoRun.WINDOW, List.of(finished), true);
    }
    LogoProof.write(
        run.proof(),
        new LogoProof(
            numbers.getOrDefault(Logo.Outcome.FETCHED, 0L),
            numbers.getOrDefault(Logo.Outcome.UNCHANGED, 0L),
            numbers.getOrDefault(Logo.Outcome.NOT_FETCHED, 0L)));
    ended.output("logos published");
  }

  private static void write(PartWriter part, String row) throws IOException {
    part.out().write((row + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
