package org.purlin.io.rest;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.purlin.io.landing.FileLanding;
import org.purlin.io.landing.Manifest;
import org.purlin.io.landing.OutputChangedException;
import org.purlin.io.landing.Part;
import org.purlin.io.landing.PartWriter;
import org.purlin.io.landing.RowLines;
import org.purlin.io.landing.Storage;
import org.purlin.transforms.keys.KeyMap;
import org.purlin.transforms.keys.KeySet;

/**
 * Makes one table of a window: the new rows, each once, and of those landed before the ones that
 * stay. The heap holds a few bytes a key and no row.
 */
final class WindowMerge implements Closeable {

  private static final byte THERE = 1;

  private final FileLanding landing;
  private final RestTable table;
  private final String window;
  private final RowFacts facts;
  private final RowCover cover;
  private final Optional<Manifest> before;
  private final KeySet seen = new KeySet();
  private final KeySet replaced = new KeySet();
  private final KeySet slicesRead = new KeySet();
  private final KeySet daysBefore = new KeySet();
  private final KeyMap hashesBefore = new KeyMap();
  private long landed;
  private long duplicates;
  private long older;
  private long unchanged;
  private long kept;

  WindowMerge(RestRun run, RestTable table, String window) throws IOException {
    this.landing = run.landing();
    this.table = table;
    this.window = window;
    this.facts = RowFacts.of(table);
    this.cover = RowCover.of(run, table.table());
    this.before =
        table.merge() instanceof Merge.All
            ? Optional.empty()
            : landing.published(table.table().name(), window);
    if (before.isPresent()) {
      requireWhole(before.get());
    }
  }

  /**
   * Merges.
   *
   * @param parts in the order of which the first of two rows of one key is kept
   * @param slices values of the units that were read
   */
  Part merge(List<Part> parts, Iterable<String> slices) throws IOException {
    for (String slice : slices) {
      slicesRead.add(slice);
    }
    lookBack();
    try (PartWriter target = landing.newPart()) {
      for (Part part : parts) {
        copyNew(part, target);
      }
      if (before.isPresent()) {
        for (Manifest.File file : before.get().files()) {
          copyOld(file, target);
        }
      }
      return target.finish();
    }
  }

  /** Rows that stay must be there; files that a killed run left besides do not matter. */
  private void requireWhole(Manifest manifest) throws IOException {
    for (Manifest.File file : manifest.files()) {
      if (!Storage.size(place(file)).equals(Optional.of(file.bytes()))) {
        throw new OutputChangedException(
            place(file)
                + " is gone or not as it was published. Put it back, or move its directory away:"
                + " then all of it is landed anew.");
      }
    }
  }

  /** Learns what decides about new rows of the rows that are there. */
  private void lookBack() throws IOException {
    if (before.isEmpty() || table.merge() instanceof Merge.All) {
      return;
    }
    for (Manifest.File file : before.get().files()) {
      String name = place(file);
      long lines = 0;
      try (RowLines line = RowLines.open(name)) {
        while (line.next()) {
          lines++;
          facts.read(line, name);
          if (table.merge() instanceof Merge.Units units) {
            daysBefore.add(day(units));
          } else {
            hashesBefore.put(key16(facts.key()), hash(), THERE);
          }
        }
      }
      if (lines != file.rows()) {
        throw RowFacts.changed(name);
      }
    }
  }

  private void copyNew(Part part, PartWriter target) throws IOException {
    long lines = 0;
    try (RowLines line = RowLines.open(part.temporary())) {
      while (line.next()) {
        lines++;
        facts.read(line, part.temporary());
        String key = facts.key();
        if (isOlder() && daysBefore.contains(day((Merge.Units) table.merge()))) {
          older++;
        } else if (!table.unique().isEmpty() && !seen.add(key)) {
          duplicates++;
        } else if (isUnchanged(key)) {
          unchanged++;
        } else {
          landed++;
          if (table.merge() instanceof Merge.Keys) {
            replaced.add(key);
          }
          target.out().write(line.bytes(), line.offset(), line.length());
        }
      }
    }
    if (lines != part.rows()) {
      throw RowFacts.changed(part.temporary());
    }
  }

  private void copyOld(Manifest.File file, PartWriter target) throws IOException {
    String name = place(file);
    try (RowLines line = RowLines.open(name)) {
      while (line.next()) {
        facts.read(line, name);
        if (stays()) {
          kept++;
          cover.write(line, name, target.out());
        }
      }
    }
  }

  private boolean stays() {
    if (table.merge() instanceof Merge.Keys) {
      return !replaced.contains(facts.key());
    }
    boolean unitWasRead = slicesRead.contains(text(sliceOf()));
    // A row that moved from one unit to another must not be there twice.
    return (!unitWasRead || isOlder()) && !seen.contains(facts.key());
  }

  /** The unit and the day a row is of. */
  private String day(Merge.Units units) {
    String date = units.dateColumn() == null ? null : facts.value(units.dateColumn());
    return text(facts.value(units.column())) + '\n' + text(date);
  }

  private String sliceOf() {
    return facts.value(((Merge.Units) table.merge()).column());
  }

  /** Whether a row is of a day that stays as it was landed. */
  private boolean isOlder() {
    if (!(table.merge() instanceof Merge.Units units) || units.firstDay().isEmpty()) {
      return false;
    }
    String date = facts.value(units.dateColumn());
    return date != null && date.compareTo(units.firstDay().get()) < 0;
  }

  private boolean isUnchanged(String key) {
    if (!(table.merge() instanceof Merge.Keys)) {
      return false;
    }
    byte[] key16 = key16(key);
    return hashesBefore.contains(key16) && hashesBefore.payloadHash(key16) == hash();
  }

  private long hash() {
    String hash = facts.value(RestTable.ROW_HASH);
    return hash == null ? 0 : Long.parseUnsignedLong(hash.substring(0, 16), 16);
  }

  private static byte[] key16(String key) {
    return ByteBuffer.allocate(16).put(Hashes.bytes(key), 0, 16).array();
  }

  private static String text(String value) {
    return value == null ? "" : value;
  }

  private String place(Manifest.File file) {
    return Storage.resolve(landing.directory(table.table().name(), window), file.name());
  }

  long landed() {
    return landed;
  }

  long duplicates() {
    return duplicates;
  }

  long older() {
    return older;
  }

  long unchanged() {
    return unchanged;
  }

  long kept() {
    return kept;
  }

  @Override
  public void close() {
    seen.close();
    replaced.close();
    slicesRead.close();
    daysBefore.close();
  }
}
