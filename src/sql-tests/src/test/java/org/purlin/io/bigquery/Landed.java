package org.purlin.io.bigquery;

import java.util.List;
import java.util.stream.Stream;
import org.purlin.io.alma.AlmaTables;
import org.purlin.io.amplitude.AmplitudeTables;
import org.purlin.io.coinmarketcap.CoinMarketCapTables;
import org.purlin.io.edfi.PulledTables;
import org.purlin.io.edfi.ResultTable;
import org.purlin.io.rest.LogTables;
import org.purlin.transforms.rows.Table;

/** Every table that is loaded. */
final class Landed {

  private Landed() {}

  static Stream<Table> tables() {
    return Stream.of(
            List.of(AmplitudeTables.EVENTS, AmplitudeTables.REJECTED),
            AlmaTables.ALL,
            coinMarketCap(),
            PulledTables.all(),
            List.of(ResultTable.TABLE, LoadTables.REJECTED),
            logs())
        .flatMap(List::stream);
  }

  private static List<Table> coinMarketCap() {
    return List.of(
        CoinMarketCapTables.listings(),
        CoinMarketCapTables.quotes(),
        CoinMarketCapTables.map(),
        CoinMarketCapTables.info(),
        CoinMarketCapTables.logos());
  }

  private static List<Table> logs() {
    return List.of(
        LogTables.calls("alma"),
        LogTables.rejected("alma"),
        LogTables.changes(AlmaTables.STUDENTS),
        LogTables.calls("cmc"),
        LogTables.rejected("cmc"));
  }
}
