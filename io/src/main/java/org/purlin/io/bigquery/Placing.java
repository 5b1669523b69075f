package org.purlin.io.bigquery;

import com.google.api.services.bigquery.model.TableCell;
import com.google.api.services.bigquery.model.TableRow;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.purlin.io.landing.Loaded;
import org.purlin.transforms.rows.Column;
import org.purlin.transforms.rows.ColumnType;
import org.purlin.transforms.rows.Table;

/**
 * One table being put in place: the staged rows of its windows take the place of the earlier ones,
 * after counting that all of them are there; then the windows are noted as loaded. Harmless to
 * repeat.
 */
final class Placing {

  /** So that a statement stays below BigQuery's million characters. */
  private static final int WINDOWS_A_STATEMENT = 2_000;

  private static final long MICROS = 1_000_000;

  /** What a count says of one window. */
  private record Count(long rows, String low, String high) {
    static final Count NONE = new Count(0, null, null);
  }

  private final BigQueryRun run;
  private final Warehouse warehouse;
  private final Table table;
  private final List<WindowToLoad> windows;

  /** The staged rows that were rejected, of all tables; null where none can be. */
  private final String rejects;

  private final String target;
  private final String staging;

  private Placing(
      BigQueryRun run,
      Warehouse warehouse,
      Table table,
      List<WindowToLoad> windows,
      String rejects) {
    this.run = run;
    this.warehouse = warehouse;
    this.table = table;
    this.windows = windows;
    this.rejects = rejects;
    this.target = Sql.path(run.dataset(), table.name());
    this.staging = Sql.path(run.dataset(), run.staging(table.name()));
  }

  /** For a table of rows of which some may have been rejected. */
  static Placing of(BigQueryRun run, Warehouse warehouse, List<WindowToLoad> windows) {
    Table table = windows.get(0).table();
    boolean isOfRejects = table.name().equals(TableLoad.REJECTED);
    String rejects = Sql.path(run.dataset(), run.staging(TableLoad.REJECTED));
    return new Placing(run, warehouse, table, windows, isOfRejects ? null : rejects);
  }

  /** For one window, all of whose rows are staged. */
  static Placing ofWhole(BigQueryRun run, Warehouse warehouse, WindowToLoad window) {
    return new Placing(run, warehouse, window.table(), List.of(window), null);
  }

  TableLoad place() throws IOException, InterruptedException {
    Map<String, Count> staged = count("staged", staging, null);
    Map<String, Long> rejected = rejected();
    List<String> reasons = reasons(rejected);
    requireAll(staged, rejected);
    Table rows = table;
    if (warehouse.prepareTarget(table)) {
      // Rows that are replaced as a whole lose what is in columns they do not have any more.
      rows = table.withUnique();
    }
    for (int i = 0; i < windows.size(); i += WINDOWS_A_STATEMENT) {
      place(windows.subList(i, Math.min(windows.size(), i + WINDOWS_A_STATEMENT)), i, staged, rows);
    }
    if (!isOfRejects()) {
      // Rejected rows are still being counted for other tables.
      warehouse.dropStaging(table.name());
    }
    return new TableLoad(
        table.name(),
        windows.size(),
        isOfRejects() ? sum(staged) : windows.stream().mapToLong(WindowToLoad::rows).sum(),
        sum(staged),
        rejected.values().stream().mapToLong(Long::longValue).sum(),
        reasons);
  }

  private boolean isOfRejects() {
    return table.name().equals(TableLoad.REJECTED);
  }

  private void place(List<WindowToLoad> some, int first, Map<String, Count> staged, Table rows)
      throws IOException, InterruptedException {
    List<String> names = some.stream().map(WindowToLoad::window).toList();
    Optional<Sql.Range> range = range(some, staged);
    warehouse.query(
        table.name() + "_merge_" + first, Sql.putInPlace(target, staging, rows, names, range));
    Optional<String> wrong = wrong(some, staged, count("placed_" + first, target, names));
    if (wrong.isPresent() && range.isPresent()) {
      // Rows that nobody has noted were somewhere else, of a load that was broken off.
      warehouse.query(
          table.name() + "_merge_again_" + first,
          Sql.putInPlace(target, staging, rows, names, Optional.empty()));
      wrong = wrong(some, staged, count("placed_again_" + first, target, names));
    }
    if (wrong.isPresent()) {
      throw new WarehouseException(wrong.get(), null);
    }
    for (WindowToLoad window : some) {
      if (!isOfRejects()) {
        Count count = staged.getOrDefault(window.window(), Count.NONE);
        run.ledger()
            .done(
                new Loaded(
                    table,
                    window.window(),
                    window.published(),
                    run.runId(),
                    count.rows(),
                    count.low(),
                    count.high()));
      }
    }
  }

  /** What is not as it should be after a MERGE; empty when all is well. */
  private Optional<String> wrong(
      List<WindowToLoad> some, Map<String, Count> staged, Map<String, Count> placed) {
    for (WindowToLoad window : some) {
      long expected = staged.getOrDefault(window.window(), Count.NONE).rows();
      long there = placed.getOrDefault(window.window(), Count.NONE).rows();
      if (there != expected) {
        return Optional.of(
            String.format(
                Locale.ROOT,
                "The table %s.%s has %,d rows of the window %s after a load of %,d. Does something"
                    + " else write to it? Run again.",
                run.dataset(),
                table.name(),
                there,
                window.window(),
                expected));
      }
    }
    return Optional.empty();
  }

  /** Each row of a file is staged or rejected. */
  private void requireAll(Map<String, Count> staged, Map<String, Long> rejected)
      throws IOException {
    if (isOfRejects()) {
      // How many there are is known from here only.
      return;
    }
    for (WindowToLoad window : windows) {
      long loaded = staged.getOrDefault(window.window(), Count.NONE).rows();
      long refused = rejected.getOrDefault(table.name() + "/" + window.window(), 0L);
      if (loaded + refused != window.rows()) {
        throw new WarehouseException(
            String.format(
                Locale.ROOT,
                "Of %,d rows of %s/%s there were %,d staged and %,d rejected, so nothing of it was"
                    + " put in place. Run again.",
                window.rows(),
                table.name(),
                window.window(),
                loaded,
                refused),
            null);
      }
    }
  }

  private Map<String, Count> count(String what, String path, List<String> names)
      throws IOException, InterruptedException {
    Map<String, Count> counts = new HashMap<>();
    boolean hasRange = Schemas.partition(table).isPresent();
    for (TableRow row :
        warehouse.query(table.name() + "_" + what, Sql.counts(path, table, names))) {
      List<TableCell> cells = cells(row);
      counts.put(
          (String) cells.get(0).getV(),
          new Count(
              Long.parseLong((String) cells.get(1).getV()),
              hasRange ? literal(cells.get(2).getV()) : null,
              hasRange ? literal(cells.get(3).getV()) : null));
    }
    return counts;
  }

  /** Rejected rows, by table and window. */
  private Map<String, Long> rejected() throws IOException, InterruptedException {
    if (rejects == null) {
      return Map.of();
    }
    Map<String, Long> rejected = new HashMap<>();
    for (TableRow row :
        warehouse.query(table.name() + "_rejected", Sql.rejectedOf(rejects, table.name()))) {
      List<TableCell> cells = cells(row);
      rejected.put((String) cells.get(0).getV(), Long.parseLong((String) cells.get(1).getV()));
    }
    return rejected;
  }

  private List<String> reasons(Map<String, Long> rejected)
      throws IOException, InterruptedException {
    if (rejected.isEmpty()) {
      return List.of();
    }
    return warehouse
        .query(
            table.name() + "_reasons", Sql.reasonsOf(rejects, table.name(), TableLoad.MOST_NAMED))
        .stream()
        .map(row -> (String) cells(row).get(0).getV())
        .toList();
  }

  /**
   * Where rows of these windows are, as far as it is noted, or will be; empty where a row can be
   * without a partition. What is there is counted afterwards, in all partitions.
   */
  private Optional<Sql.Range> range(List<WindowToLoad> some, Map<String, Count> staged)
      throws IOException {
    Optional<Column> column = Schemas.partition(table);
    if (column.isEmpty() || !column.get().required()) {
      return Optional.empty();
    }
    List<String> ends = new ArrayList<>();
    for (WindowToLoad window : some) {
      Optional<Loaded> before = run.ledger().loaded(table, window.window());
      before.ifPresent(
          known -> {
            ends.add(known.low());
            ends.add(known.high());
          });
      Count now = staged.getOrDefault(window.window(), Count.NONE);
      ends.add(now.low());
      ends.add(now.high());
    }
    List<String> known = ends.stream().filter(Objects::nonNull).sorted().toList();
    return known.isEmpty()
        ? Optional.empty()
        : Optional.of(new Sql.Range(known.get(0), known.get(known.size() - 1)));
  }

  /** A value of the partition column as a literal that sorts like the values. */
  private String literal(Object value) {
    if (value == null || com.google.api.client.util.Data.isNull(value)) {
      return null;
    }
    if (Schemas.partition(table).orElseThrow().type() == ColumnType.DATE) {
      return (String) value;
    }
    long micros = Long.parseLong((String) value);
    Instant instant =
        Instant.ofEpochSecond(Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1_000);
    return Sql.instant(instant);
  }

  private static long sum(Map<String, Count> counts) {
    return counts.values().stream().mapToLong(Count::rows).sum();
  }

  /** The client reads rows as maps, whose cells are of its own type only where it knows. */
  private static List<TableCell> cells(TableRow row) {
    List<TableCell> cells = new ArrayList<>();
    for (Object cell : (List<?>) row.get("f")) {
      cells.add(
          cell instanceof TableCell known
              ? known
              : new TableCell().setV(((Map<?, ?>) cell).get("v")));
    }
    return cells;
  }
}
