package org.purlin.io.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.purlin.io.landing.Part;
import org.purlin.io.landing.Storage;
import org.purlin.io.ledger.WindowLedger;

/**
 * Units that were read and whose window is not published yet, in the state directory: what a run
 * that was killed leaves for the next one. Names are hashes, so that nobody is named.
 */
final class PieceLedger {

  /**
   * What is kept of a unit.
   *
   * @param at when it was read
   * @param shape of the resource and its tables at that time, as a hash
   */
  record Entry(String at, String shape, Piece.Read piece) {}

  private static final String ENTRY = ".json";

  private final RestRun run;
  private final String shape;
  private final Unit unit;
  private final RestResource resource;
  private final String directory;
  private final String name;
  private final WindowLedger<Entry> entries;

  PieceLedger(RestClient client, Unit unit) {
    this.run = client.run();
    this.shape = client.shape(run.source().resource(unit.resource()));
    this.unit = unit;
    this.resource = run.source().resource(unit.resource());
    this.directory = run.pieces(unit.key(run.source()));
    this.name = Hashes.of(unit.order()).substring(0, 32);
    this.entries = new WindowLedger<>(directory, Entry.class);
  }

  /** What an earlier run read, if it can be used. */
  Optional<Piece.Read> read() throws IOException {
    if (!resource.isResumed()) {
      return Optional.empty();
    }
    Optional<Entry> entry = entry(entries, name);
    if (entry.isEmpty()
        || !entry.get().shape().equals(shape)
        || isOld(run, entry.get())
        || !isWhole(entry.get().piece())) {
      return Optional.empty();
    }
    return Optional.of(entry.get().piece().named(unit.order(), unit.slice(run.source())));
  }

  /** Empty also where it is damaged: then its unit is asked for again. */
  private static Optional<Entry> entry(WindowLedger<Entry> entries, String name)
      throws IOException {
    try {
      return entries.read(name).filter(PieceLedger::isSound);
    } catch (IOException e) {
      if (e.getCause() instanceof JsonProcessingException) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static boolean isOld(RestRun run, Entry entry) {
    Duration age = Duration.between(Instant.parse(entry.at()), run.startedAt());
    return age.compareTo(run.resumeWithin()) > 0;
  }

  private static boolean isSound(Entry entry) {
    try {
      return entry != null
          && entry.shape() != null
          && entry.piece() != null
          && entry.piece().tables() != null
          && Instant.parse(entry.at()) != null;
    } catch (DateTimeParseException | NullPointerException e) {
      return false;
    }
  }

  private static boolean isWhole(Piece.Read piece) throws IOException {
    for (Piece.TablePiece table : piece.tables().values()) {
      if (table.part() != null
          && !Storage.size(table.part().temporary()).equals(Optional.of(table.part().bytes()))) {
        return false;
      }
    }
    return true;
  }

  /** Keeps a unit, with its rows, and returns it with their new places. */
  Piece.Read write(Piece.Read piece) throws IOException {
    if (!resource.isResumed() || piece.incomplete() != null) {
      return piece;
    }
    Map<String, Piece.TablePiece> tables = new LinkedHashMap<>();
    for (Map.Entry<String, Piece.TablePiece> table : piece.tables().entrySet()) {
      tables.put(table.getKey(), kept(table.getKey(), table.getValue()));
    }
    Piece.Read kept = piece.withTables(tables);
    entries.write(name, new Entry(Instant.now().toString(), shape, kept.named(null, null)));
    return kept;
  }

  private Piece.TablePiece kept(String table, Piece.TablePiece rows) throws IOException {
    if (rows.part() == null) {
      return rows;
    }
    String place = Storage.resolve(directory, name + "-" + table + ".jsonl");
    Storage.move(rows.part().temporary(), place);
    Part part = new Part(place, rows.part().rows(), rows.part().bytes(), rows.part().sha256());
    return new Piece.TablePiece(
        part, rows.rows(), rows.rejected(), rows.newKeys(), rows.changedTypes());
  }

  /** Deletes what is too old to be used, or has no entry, of all windows. */
  static void clearOld(RestRun run) throws IOException {
    Set<String> folders = new TreeSet<>();
    for (String file : Storage.listDeep(run.pieces())) {
      folders.add(file.substring(0, file.lastIndexOf('/')));
    }
    for (String folder : folders) {
      List<String> files = Storage.list(folder);
      Set<String> usable = new HashSet<>();
      WindowLedger<Entry> entries = new WindowLedger<>(folder, Entry.class);
      for (String file : files) {
        if (file.endsWith(ENTRY)) {
          String name = Storage.fileName(file).replace(ENTRY, "");
          if (entry(entries, name).filter(found -> !isOld(run, found)).isPresent()) {
            usable.add(name);
          }
        }
      }
      Storage.delete(
          files.stream()
              .filter(file -> usable.stream().noneMatch(Storage.fileName(file)::startsWith))
              .toList());
    }
  }

  /** Deletes what is kept of a window; after it was published. */
  static void clear(RestRun run, WindowKey window) throws IOException {
    Storage.delete(Storage.listDeep(run.pieces(window)));
  }
}
