package org.purlin.io.rest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.purlin.io.landing.Manifest;
import org.purlin.io.landing.Part;

/** All that was said of one window, and what it comes to. */
final class WindowPieces {

  private final RestRun run;
  private final WindowKey key;
  private final RestResource resource;
  private final List<Piece.Read> reads = new ArrayList<>();
  private final List<Piece.Failed> failures = new ArrayList<>();
  private final List<Piece.Call> calls = new ArrayList<>();
  private long planned;

  WindowPieces(RestRun run, WindowKey key, List<Piece> pieces) {
    this.run = run;
    this.key = key;
    this.resource = run.source().resource(key.resource());
    pieces.forEach(this::add);
    reads.sort(Comparator.comparing(Piece.Read::unit));
    failures.sort(Comparator.comparing(Piece.Failed::shown));
  }

  private void add(Piece piece) {
    if (piece instanceof Piece.Planned some) {
      planned += some.units();
    } else if (piece instanceof Piece.Tried tried) {
      calls.addAll(tried.calls());
    } else if (piece instanceof Piece.Read read) {
      reads.add(read);
      calls.addAll(read.calls());
    } else if (piece instanceof Piece.Failed failed) {
      failures.add(failed);
      calls.addAll(failed.calls());
    }
  }

  /**
   * Merges the tables.
   *
   * @throws IOException when a disk fails, or the output was changed during the run
   */
  Merged merge() throws IOException {
    if (reads.size() + failures.size() != planned) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "Of %d units of %s there came %d back.",
              planned,
              key.text(),
              reads.size() + failures.size()));
    }
    Map<String, Part> parts = new LinkedHashMap<>();
    List<TableResult> tables = new ArrayList<>();
    boolean publishes = failures.isEmpty() || (!needsAll() && !reads.isEmpty());
    for (RestTable table : resource.tables()) {
      tables.add(publishes ? merge(table, parts) : unpublished(table));
    }
    String why = why(tables);
    if (publishes && why != null && needsAll() && isThere()) {
      // Less than all must not take the place of all.
      publishes = false;
      parts.clear();
      tables.clear();
      for (RestTable table : resource.tables()) {
        tables.add(unpublished(table));
      }
    }
    WindowResult.How how =
        !publishes
            ? WindowResult.How.FAILED
            : why == null ? WindowResult.How.WHOLE : WindowResult.How.PARTIAL;
    return new Merged(key, result(tables, how, why), parts, logs());
  }

  private boolean needsAll() {
    return resource.tables().stream().anyMatch(table -> table.merge() instanceof Merge.All);
  }

  /** Whether rows of the window were published before. */
  private boolean isThere() throws IOException {
    for (RestTable table : resource.tables()) {
      Optional<Manifest> before = run.landing().published(table.table().name(), key.window());
      // What an earlier attempt of this step published is this run's own.
      if (before
          .filter(found -> found.rows() > 0 && !found.runId().equals(run.runId()))
          .isPresent()) {
        return true;
      }
    }
    return false;
  }

  private TableResult merge(RestTable table, Map<String, Part> parts) throws IOException {
    String name = table.table().name();
    List<Part> rows =
        reads.stream()
            .map(read -> read.tables().get(name).part())
            .filter(Objects::nonNull)
            .toList();
    List<String> slices =
        reads.stream()
            // Of a unit that was read in part the rows of before stay, too.
            .filter(read -> read.incomplete() == null)
            .map(Piece.Read::slice)
            .filter(Objects::nonNull)
            .toList();
    try (WindowMerge merge = new WindowMerge(run, table, key.window())) {
      Part merged = merge.merge(rows, slices);
      parts.put(name, merged);
      return new TableResult(
          name,
          sum(name).rows(),
          sum(name).rejected(),
          merge.landed(),
          merge.duplicates(),
          merge.older(),
          merge.unchanged(),
          merge.kept(),
          merged.rows(),
          merged.bytes(),
          newKeys(name),
          changedTypes(name),
          null);
    }
  }

  /** What is there of a table stays. */
  private TableResult unpublished(RestTable table) throws IOException {
    String name = table.table().name();
    Optional<Manifest> before = run.landing().published(name, key.window());
    return new TableResult(
        name,
        sum(name).rows(),
        sum(name).rejected(),
        0,
        0,
        0,
        0,
        before.map(Manifest::rows).orElse(0L),
        before.map(Manifest::rows).orElse(0L),
        before.map(Manifest::bytes).orElse(0L),
        newKeys(name),
        changedTypes(name),
        null);
  }

  private Piece.TablePiece sum(String table) {
    long rows = 0;
    long rejected = 0;
    for (Piece.Read read : reads) {
      rows += read.tables().get(table).rows();
      rejected += read.tables().get(table).rejected();
    }
    return new Piece.TablePiece(null, rows, rejected, Map.of(), Map.of());
  }

  private Map<String, Long> newKeys(String table) {
    Map<String, Long> sums = new TreeMap<>();
    reads.forEach(
        read ->
            read.tables()
                .get(table)
                .newKeys()
                .forEach((name, count) -> sums.merge(name, count, Long::sum)));
    return sums;
  }

  private Map<String, Map<String, Long>> changedTypes(String table) {
    Map<String, Map<String, Long>> sums = new TreeMap<>();
    reads.forEach(
        read ->
            read.tables()
                .get(table)
                .changedTypes()
                .forEach(
                    (column, types) ->
                        types.forEach(
                            (type, count) ->
                                sums.computeIfAbsent(column, c -> new TreeMap<>())
                                    .merge(type, count, Long::sum))));
    return sums;
  }

  private WindowResult result(List<TableResult> tables, WindowResult.How how, String why) {
    Map<String, Long> rejects = new TreeMap<>();
    List<String> rejectedAt = new ArrayList<>();
    Set<String> notices = new LinkedHashSet<>();
    for (Piece.Read read : reads) {
      notices.addAll(read.notices());
      for (Piece.Reject reject : read.rejects()) {
        rejects.merge(reject.reason(), 1L, Long::sum);
        if (rejectedAt.size() < WindowResult.MOST_NAMED) {
          rejectedAt.add(reject.shown() + ", " + reject.record());
        }
      }
    }
    long records = reads.stream().mapToLong(Piece.Read::records).sum();
    return new WindowResult(
        key.resource(),
        key.window(),
        how,
        why,
        planned,
        reads.size(),
        reads.stream().filter(Piece.Read::again).count(),
        failures.size(),
        failures.stream()
            .limit(WindowResult.MOST_NAMED)
            .map(failed -> new WindowResult.Failure(failed.shown(), failed.reason()))
            .toList(),
        reads.stream().mapToLong(Piece.Read::pages).sum(),
        records,
        total(),
        calls.stream().mapToLong(Piece.Call::attempts).sum(),
        reads.stream().mapToLong(Piece.Read::charged).sum()
            + failures.stream().mapToLong(Piece.Failed::charged).sum(),
        List.copyOf(notices),
        rejects,
        rejectedAt,
        tables);
  }

  private static String named(Piece.Failed failed) {
    boolean isNamed = failed.reason().startsWith(failed.shown());
    return isNamed ? failed.reason() : failed.shown() + ": " + failed.reason();
  }

  /** Records that the endpoint says there are for all units; null when it does not say. */
  private Long total() {
    List<Long> totals = reads.stream().map(Piece.Read::total).filter(Objects::nonNull).toList();
    return totals.isEmpty() ? null : (Long) totals.stream().mapToLong(Long::longValue).sum();
  }

  /** Records that came more than once, where a table is made of them. */
  private long duplicates(List<TableResult> tables) {
    for (int i = 0; i < tables.size(); i++) {
      if (resource.tables().get(i).records().equals(resource.records())) {
        return tables.get(i).duplicates();
      }
    }
    return 0;
  }

  /** Why the window is not whole; null when it is. */
  private String why(List<TableResult> tables) {
    Long total = total();
    Optional<String> early =
        reads.stream().map(Piece.Read::incomplete).filter(Objects::nonNull).findFirst();
    if (early.isPresent()) {
      return early.get();
    }
    if (!failures.isEmpty()) {
      return failures.size() == 1 && planned == 1
          ? failures.get(0).reason()
          : String.format(
              Locale.ROOT,
              "%,d of %,d could not be read, for example %s",
              failures.size(),
              planned,
              named(failures.get(0)));
    }
    long records = reads.stream().mapToLong(Piece.Read::records).sum() - duplicates(tables);
    if (total != null && records < total * (1 - resource.tolerance())) {
      return String.format(
          Locale.ROOT, "The endpoint says there are %,d, but %,d came.", total, records);
    }
    return null;
  }

  private Map<String, List<Part>> logs() throws IOException {
    Map<String, List<Part>> logs = new LinkedHashMap<>();
    try (JsonRows rows = new JsonRows(run.landing())) {
      for (Piece.Call call : calls) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put(LogTables.RESOURCE, key.resource());
        row.put("url_path", call.shown());
        row.put("http_status", call.status());
        row.put("attempts", call.attempts());
        row.put("rows", call.rows());
        row.put("ms", call.millis());
        row.put("error", call.error());
        row.put(RestTable.RUN_ID, run.runId());
        rows.write(row);
      }
      rows.finish()
          .ifPresent(part -> logs.put(LogTables.calls(run.source().name()).name(), List.of(part)));
    }
    try (JsonRows rows = new JsonRows(run.landing())) {
      for (Piece.Read read : reads) {
        for (Piece.Reject reject : read.rejects()) {
          Map<String, Object> row = new LinkedHashMap<>();
          row.put(LogTables.RESOURCE, key.resource());
          row.put("table", reject.table());
          row.put("record", reject.record());
          row.put("reason", reject.reason());
          row.put("url_path", reject.shown());
          row.put(RestTable.PAGE, reject.page());
          row.put(RestTable.RUN_ID, run.runId());
          rows.write(row);
        }
      }
      rows.finish()
          .ifPresent(
              part -> logs.put(LogTables.rejected(run.source().name()).name(), List.of(part)));
    }
    return logs;
  }
}
