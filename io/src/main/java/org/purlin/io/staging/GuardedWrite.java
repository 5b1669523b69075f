package org.purlin.io.staging;

import static org.purlin.io.staging.StagingColumns.HASH;
import static org.purlin.io.staging.StagingColumns.ID;
import static org.purlin.io.staging.StagingColumns.PARTIAL_PAYLOAD;
import static org.purlin.io.staging.StagingColumns.PAYLOAD;
import static org.purlin.io.staging.StagingColumns.PREVIOUS_HASH;
import static org.purlin.io.staging.StagingColumns.PREVIOUS_PAYLOAD;
import static org.purlin.io.staging.StagingColumns.RESPONSE;
import static org.purlin.io.staging.StagingColumns.STATE;
import static org.purlin.io.staging.StagingColumns.STATUS;
import static org.purlin.io.staging.StagingColumns.TIMESTAMP;

import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.purlin.io.staging.WriteBack.Fate;

/**
 * Writes outcomes into rows that are still what was read. The rows are locked first by writing
 * something harmless into them, which every database does alike; then their texts are compared
 * here; then those that match are written. So nobody can rebuild a row in between.
 */
final class GuardedWrite {

  /**
   * Stands in {@code current_hash} of a purged child. The populate script updates only rows whose
   * hash differs, so a child that returns with the very same data would stay marked as deleted for
   * ever; no data has this hash.
   */
  static final byte[] HASH_OF_NOTHING = new byte[SourceHash.BYTES];

  private final TableName table;
  private final StagingColumns columns;
  private final List<WriteBack> writes;

  GuardedWrite(TableName table, StagingColumns columns, List<WriteBack> writes) {
    this.table = table;
    this.columns = columns;
    // Always in the same order, so that two writers do not wait for each other.
    this.writes = writes.stream().sorted(Comparator.comparingLong(WriteBack::id)).toList();
  }

  /** Returns the ids into which nothing was written. */
  Set<Long> in(Connection connection) throws SQLException {
    touch(connection);
    Map<Long, byte[]> hashes = hashes(connection);
    Set<Long> leftOut = new TreeSet<>();
    Map<String, List<WriteBack>> byStatement = new LinkedHashMap<>();
    for (WriteBack write : writes) {
      byte[] now = hashes.get(write.id());
      if (now != null && MessageDigest.isEqual(now, write.sourceHash())) {
        byStatement.computeIfAbsent(update(write), any -> new ArrayList<>()).add(write);
      } else {
        leftOut.add(write.id());
      }
    }
    for (Map.Entry<String, List<WriteBack>> alike : byStatement.entrySet()) {
      execute(connection, alike.getKey(), alike.getValue());
    }
    return leftOut;
  }

  private void touch(Connection connection) throws SQLException {
    String harmless =
        columns.has(PARTIAL_PAYLOAD)
            ? columns.quoted(PARTIAL_PAYLOAD) + " = NULL"
            : columns.quoted(STATUS) + " = " + columns.quoted(STATUS);
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE " + table.quoted() + " SET " + harmless + " WHERE " + hasOneOfTheIds())) {
      fillIds(update);
      update.executeUpdate();
    }
  }

  /** Fingerprints of the texts as they are now; null for a row without one or that is twice. */
  private Map<Long, byte[]> hashes(Connection connection) throws SQLException {
    Map<Long, byte[]> hashes = new LinkedHashMap<>();
    Set<Long> seen = new HashSet<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT "
                + columns.selected(ID)
                + ", "
                + columns.selected(PAYLOAD)
                + " FROM "
                + table.quoted()
                + " WHERE "
                + hasOneOfTheIds())) {
      fillIds(select);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          long id = row.getLong(ID);
          String payload = row.getString(PAYLOAD);
          hashes.put(id, seen.add(id) && payload != null ? SourceHash.of(payload) : null);
        }
      }
    }
    return hashes;
  }

  private String hasOneOfTheIds() {
    return columns.quoted(ID) + " IN (" + Parameters.marks(writes.size()) + ")";
  }

  private void fillIds(PreparedStatement statement) throws SQLException {
    Parameters parameters = Parameters.of(statement);
    for (WriteBack write : writes) {
      parameters.number(write.id());
    }
  }

  /** The statement for a fate; rows with the same one go as one batch. */
  private String update(WriteBack write) {
    List<String> settings = new ArrayList<>();
    settings.add(set(STATUS, write.fate() == Fate.ERROR ? "'error'" : "'sent'"));
    if (write.response() != null) {
      settings.add(set(RESPONSE, "?"));
    }
    if (hasTime(write)) {
      settings.add(set(TIMESTAMP, "?"));
    }
    if (write.fate() == Fate.PURGED && columns.has(HASH)) {
      settings.add(set(HASH, "?"));
    }
    if (write.fate() == Fate.SENT || write.fate() == Fate.UNCHANGED) {
      if (columns.has(PREVIOUS_HASH) && columns.has(HASH)) {
        settings.add(set(PREVIOUS_HASH, columns.quoted(HASH)));
      }
      if (columns.has(PREVIOUS_PAYLOAD)) {
        settings.add(set(PREVIOUS_PAYLOAD, columns.quoted(PAYLOAD)));
      }
      // The child may have been marked as gone since; that news must not be lost.
      String state = columns.quoted(STATE);
      settings.add(
          set(
              STATE,
              "CASE WHEN LOWER("
                  + state
                  + ") = 'deleted' THEN "
                  + state
                  + " ELSE 'unchanged' END"));
    }
    return "UPDATE "
        + table.quoted()
        + " SET "
        + String.join(", ", settings)
        + " WHERE "
        + columns.quoted(ID)
        + " = ?";
  }

  private String set(String column, String value) {
    return columns.quoted(column) + " = " + value;
  }

  /** A refused row keeps the time it was last accepted. */
  private static boolean hasTime(WriteBack write) {
    return write.at() != null && write.fate() != Fate.ERROR;
  }

  private void execute(Connection connection, String statement, List<WriteBack> alike)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(statement)) {
      Parameters parameters = Parameters.of(update);
      for (WriteBack write : alike) {
        if (write.response() != null) {
          parameters.longText(write.response());
        }
        if (hasTime(write)) {
          parameters.instant(write.at());
        }
        if (write.fate() == Fate.PURGED && columns.has(HASH)) {
          parameters.bytes(HASH_OF_NOTHING);
        }
        parameters.number(write.id()).addRow();
      }
      update.executeBatch();
    }
  }
}
