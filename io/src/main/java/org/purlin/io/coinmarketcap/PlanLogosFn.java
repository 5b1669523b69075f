package org.purlin.io.coinmarketcap;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.purlin.io.coinmarketcap.LogoAddress.NoLogoException;
import org.purlin.io.rest.WindowResult;

/** Finds out which logos are wanted, where they are, and what is landed of them. */
final class PlanLogosFn extends DoFn<KV<String, Iterable<WindowResult>>, KV<Integer, Logo>> {

  private static final long serialVersionUID = 1L;

  private final LogoRun run;

  PlanLogosFn(LogoRun run) {
    this.run = run;
  }

  @ProcessElement
  public void process(OutputReceiver<KV<Integer, Logo>> out) throws IOException {
    Map<Long, String> told = new HashMap<>();
    Set<Long> wanted = new LinkedHashSet<>(run.ids());
    if (run.told() || run.ids().isEmpty()) {
      LandedRows.read(
          run.landing(),
          CoinMarketCapTables.info().name(),
          LogoRun.WINDOW,
          row -> {
            JsonNode logo = row.path("logo_url");
            told.put(row.path("id").asLong(), logo.isTextual() ? logo.asText() : null);
          });
      if (run.ids().isEmpty()) {
        wanted.addAll(told.keySet());
      }
    }
    Map<String, String> landed = new HashMap<>();
    LandedRows.read(
        run.landing(),
        CoinMarketCapTables.logos().name(),
        LogoRun.WINDOW,
        row ->
            landed.put(
                Logo.key(row.path("id").asLong(), row.path("size").asInt()), row.toString()));
    int dealt = 0;
    for (long id : wanted) {
      for (int size : run.sizes()) {
        Logo logo = plan(id, size, told, landed.get(Logo.key(id, size)));
        out.output(KV.of(dealt++ % run.lanes(), logo));
      }
    }
  }

  private Logo plan(long id, int size, Map<Long, String> told, String row) {
    try {
      String address =
          (told.containsKey(id)
                  ? LogoAddress.of(run.host(), told.get(id), size)
                  : LogoAddress.of(run.host(), id, size))
              .toString();
      return new Logo(id, size, address, null, row, null);
    } catch (NoLogoException e) {
      return new Logo(id, size, null, e.getMessage(), row, null);
    }
  }
}
