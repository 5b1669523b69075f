package org.purlin.io.rest;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.purlin.io.landing.FileLanding;
import org.purlin.io.landing.Storage;
import org.purlin.io.secret.Secret;
import org.purlin.transforms.rows.Column;
import org.purlin.transforms.rows.KeyedHash;
import org.purlin.transforms.rows.Redaction;
import org.purlin.transforms.rows.Table;

/**
 * One run over a source. Immutable; travels in the job graph; holds references to secrets only.
 *
 * @param runId name of the run
 * @param startedAt when it began
 * @param source what is read
 * @param landing where rows go
 * @param state directory of what runs leave for the next ones
 * @param concurrency most units of one resource under way at a time, over all workers
 * @param resumeWithin how old what a killed run read may be and still be used
 * @param changes whether rows are compared with those that were landed before
 * @param allowed columns with personal data that are written, as {@code column} or {@code
 *     table.column}; {@code all} is all
 * @param hashed columns with personal data that are written as keyed hashes
 * @param hashKey null when nothing is hashed
 * @param proof file that the run leaves when it came to its end
 */
public record RestRun(
    String runId,
    Instant startedAt,
    RestSource source,
    FileLanding landing,
    String state,
    int concurrency,
    Duration resumeWithin,
    boolean changes,
    Set<String> allowed,
    Set<String> hashed,
    Secret hashKey,
    String proof)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** In place of a list of columns: every one. */
  public static final String ALL = "all";

  public RestRun {
    allowed = Set.copyOf(allowed);
    hashed = Set.copyOf(hashed);
    if (concurrency < 1) {
      throw new IllegalArgumentException(
          "At least one unit must be under way, but was: " + concurrency);
    }
  }

  /** What of a table is not written as it is. */
  Redaction redaction(Table table) {
    return Redaction.ofPersonal(table, of(table, allowed), of(table, hashed));
  }

  /** The columns of a table that are written as keyed hashes. */
  Set<String> hashed(Table table) {
    return of(table, hashed);
  }

  /** The columns of a table that are not written. */
  Set<String> dropped(Table table) {
    boolean hasPersonal = table.columns().stream().anyMatch(Column::personal);
    Set<String> dropped = new HashSet<>();
    for (Column column : table.columns()) {
      if (column.personal() || (hasPersonal && column.name().equals(Table.EXTRA))) {
        dropped.add(column.name());
      }
    }
    dropped.removeAll(of(table, allowed));
    dropped.removeAll(of(table, hashed));
    return dropped;
  }

  private static Set<String> of(Table table, Set<String> names) {
    Set<String> columns = new HashSet<>();
    for (Column column : table.columns()) {
      boolean named =
          names.contains(column.name()) || names.contains(table.name() + "." + column.name());
      boolean personal = column.personal() || column.name().equals(Table.EXTRA);
      if (named || (names.contains(ALL) && personal)) {
        columns.add(column.name());
      }
    }
    return columns;
  }

  /** The key of hashed values, resolved where it is needed; null when nothing is hashed. */
  byte[] key() {
    return hashKey == null ? null : hashKey.resolve().getBytes(StandardCharsets.UTF_8);
  }

  /** The directory of units that are read and not published. */
  String pieces(WindowKey window) {
    return Storage.resolve(pieces(), window.resource() + "/" + Hashes.of(window.window()));
  }

  /** The same of all windows. */
  String pieces() {
    return Storage.resolve(state, source.name() + "/pieces");
  }

  /** Tells pieces of a resource apart that would land other rows. */
  String shape(RestResource resource) {
    StringBuilder shape = new StringBuilder(resource.shape());
    shape.append('\n').append(source.http().endpoint());
    if (hashKey != null) {
      // Another key makes other hashes.
      shape.append('\n').append(new KeyedHash(key()).of("shape"));
    }
    for (RestTable table : resource.tables()) {
      Table columns = table.table();
      shape.append('\n').append(redaction(columns));
    }
    return Hashes.of(shape.toString());
  }

  /** Tells runs of one JVM apart that happen to have one name. */
  String identity() {
    return runId + " " + proof;
  }
}
