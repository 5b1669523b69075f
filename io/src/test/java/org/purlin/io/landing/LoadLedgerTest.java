package org.purlin.io.landing;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.transforms.rows.Column;
import org.purlin.transforms.rows.ColumnType;
import org.purlin.transforms.rows.Table;

class LoadLedgerTest {

  private static final Table THINGS =
      new Table(
              "things",
              List.of(
                  Column.of("id", ColumnType.STRING, "Id.").asRequired(),
                  Column.of("day", ColumnType.DATE, "Day.").asPersonal(),
                  Column.lineage("_run_id", ColumnType.STRING, "Run.")),
              "id",
              "day",
              List.of("id"),
              Table.Granularity.MONTH)
          .withUnique("id");

  @TempDir private Path root;

  private FileLanding landing(String warehouse) {
    return new FileLanding(root.toString(), "run-1", IfExists.REPLACE, warehouse);
  }

  private void publish(String warehouse, String window) throws IOException {
    FileLanding landing = landing(warehouse);
    try (PartWriter part = landing.newPart()) {
      part.out().write("{\"id\":\"a\"}\n".getBytes(StandardCharsets.UTF_8));
      landing.publish(THINGS, window, List.of(part.finish()), true);
    }
  }

  @Test
  void aWindowIsPendingFromItsPublicationUntilItIsLoaded() throws IOException {
    LoadLedger ledger = landing("p.raw").loads();
    publish("p.raw", "north/2026");
    publish("p.raw", "south/2026");

    assertThat(
        ledger.pending(),
        contains(new PendingLoad(THINGS, "north/2026"), new PendingLoad(THINGS, "south/2026")));
    assertThat(ledger.loaded(THINGS, "north/2026"), is(Optional.empty()));

    Loaded loaded =
        new Loaded(THINGS, "north/2026", "run-1", "run-1", 1, "2026-01-01", "2026-01-31");
    ledger.done(loaded);

    assertThat(ledger.pending(), contains(new PendingLoad(THINGS, "south/2026")));
    assertThat(ledger.loaded(THINGS, "north/2026"), is(Optional.of(loaded)));

    publish("p.raw", "north/2026");

    assertThat(ledger.pending().size(), is(2));
    assertThat(ledger.loaded(THINGS, "north/2026"), is(Optional.of(loaded)));
  }

  @Test
  void windowsThatStayFilesAreNeverPending() throws IOException {
    publish(null, "north/2026");

    assertThat(Files.exists(root.resolve("_loads")), is(false));
  }

  @Test
  void anotherWarehouseGetsWhatIsLoadedElsewhereOnceAndNothingOfWhatIsNot() throws IOException {
    publish("p.raw", "north/2026");
    landing("p.raw")
        .loads()
        .done(new Loaded(THINGS, "north/2026", "run-1", "run-1", 1, null, null));
    LoadLedger other = landing("p.copy").loads();

    other.begin();

    assertThat(other.pending(), contains(new PendingLoad(THINGS, "north/2026")));
    other.done(new Loaded(THINGS, "north/2026", "run-1", "run-2", 1, null, null));
    other.begin();
    assertThat(other.pending(), is(empty()));
    assertThat(landing("p.raw").loads().pending(), is(empty()));
  }

  @Test
  void whatWasPublishedForAnotherWarehouseMeanwhileIsTaken() throws IOException {
    publish("p.raw", "north/2026");
    LoadLedger first = landing("p.raw").loads();
    first.done(new Loaded(THINGS, "north/2026", "run-1", "run-1", 1, null, null));
    FileLanding later = new FileLanding(root.toString(), "run-2", IfExists.REPLACE, "p.copy");
    try (PartWriter part = later.newPart()) {
      part.out().write("{\"id\":\"b\"}\n".getBytes(StandardCharsets.UTF_8));
      later.publish(THINGS, "north/2026", List.of(part.finish()), true);
    }

    first.begin();

    assertThat(first.pending(), contains(new PendingLoad(THINGS, "north/2026")));
  }

  @Test
  void whatIsPendingInOneWarehouseIsAlsoTakenByAnother() throws IOException {
    publish("p.raw", "north/2026");
    LoadLedger other = landing("p.copy").loads();

    other.begin();

    assertThat(other.pending(), contains(new PendingLoad(THINGS, "north/2026")));
  }

  @Test
  void rowsOfRunsWithoutAWarehouseAreStrangers() throws IOException {
    LoadLedger ledger = landing("p.raw").loads();

    assertThat(ledger.hasStrangers(), is(false));
    publish(null, "north/2026");
    assertThat(ledger.hasStrangers(), is(true));
    assertThat(LoadLedger.isLandingOfLoads(root.toString()), is(false));
    ledger.begin();
    assertThat(LoadLedger.isLandingOfLoads(root.toString()), is(true));
    assertThat(ledger.hasStrangers(), is(false));
  }

  @Test
  void aNoteThatCannotBeReadIsNamed() throws IOException {
    publish("p.raw", "north/2026");
    Path note = root.resolve("_loads/p.raw/pending/things/north/2026.json");
    Files.writeString(note, "{\"table\":");

    String message =
        org.junit.jupiter.api.Assertions.assertThrows(
                IOException.class, () -> landing("p.raw").loads().pending())
            .getMessage();

    assertThat(message.startsWith("Cannot read " + note), is(true));
  }
}
