package org.purlin.io.csc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.purlin.io.staging.Chunks;
import org.purlin.io.staging.Parameters;
import org.purlin.io.staging.Sql;
import org.purlin.io.staging.SqlDataSource;

/** What the receiver last accepted of each child. */
final class Baseline {

  /** Longer receipts are cut; the receiver's are about seventy characters. */
  static final int RECEIPT_CHARS = 400;

  private final Sql sql;
  private final String schema;
  private final String table;
  private final String scope;

  Baseline(Sql sql, String schema, String scope) {
    this.sql = sql;
    this.schema = schema;
    this.table = RecordTables.ACCEPTED.in(schema);
    this.scope = scope;
  }

  static String digestSql(String schema) {
    return "SELECT [child_hash], [la_child_id], [mis_child_id], [person_id], [purged],"
        + " [payload_hash], [certain]"
        + SqlDataSource.FROM
        + RecordTables.ACCEPTED.in(schema)
        + " WHERE [scope] = ? AND [child_hash] >= ? AND [child_hash] < ?";
  }

  boolean isEmpty() {
    return count("") == 0;
  }

  long countLiving() {
    return count(" AND [purged] = 0");
  }

  private long count(String condition) {
    return sql.transaction(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT COUNT(*) FROM " + table + " WHERE [scope] = ?" + condition)) {
            Parameters.of(select).text(scope);
            try (ResultSet row = select.executeQuery()) {
              row.next();
              return row.getLong(1);
            }
          }
        });
  }

  Map<String, Accepted> of(Collection<String> laChildIds) {
    Map<String, Accepted> found = new HashMap<>();
    for (List<String> chunk : Chunks.of(new HashSet<>(laChildIds))) {
      for (Accepted child : sql.transaction(connection -> select(connection, chunk))) {
        found.put(child.laChildId(), child);
      }
    }
    return found;
  }

  private List<Accepted> select(Connection connection, List<String> laChildIds)
      throws SQLException {
    List<Accepted> all = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT "
                + RecordTables.ACCEPTED.columnList()
                + " FROM "
                + table
                + isOneOf(laChildIds.size()))) {
      fill(select, laChildIds.stream().map(Key::hex).toList());
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          all.add(
              new Accepted(
                  row.getString("la_child_id"),
                  row.getString("mis_child_id"),
                  row.getString("person_id"),
                  row.getBoolean("purged"),
                  row.getString("payload"),
                  row.getBytes("payload_hash"),
                  row.getString("receipt"),
                  Parameters.instant(row, "accepted_at"),
                  row.getBoolean("certain")));
        }
      }
    }
    return all;
  }

  private static String isOneOf(int count) {
    return " WHERE [scope] = ? AND [child_hash] IN (" + Parameters.marks(count) + ")";
  }

  private void fill(PreparedStatement select, Collection<String> hashes) throws SQLException {
    Parameters parameters = Parameters.of(select).text(scope);
    for (String hash : hashes) {
      parameters.text(hash);
    }
  }

  /** Adds those that are not there yet; all or none. */
  void adopt(Iterable<Accepted> children) {
    sql.transaction(
        connection -> {
          Map<String, Accepted> chunk = new LinkedHashMap<>();
          for (Accepted child : children) {
            chunk.put(Key.hex(child.laChildId()), child);
            if (chunk.size() == Chunks.ROWS) {
              insertMissing(connection, chunk);
              chunk.clear();
            }
          }
          insertMissing(connection, chunk);
          return null;
        });
  }

  private void insertMissing(Connection connection, Map<String, Accepted> children)
      throws SQLException {
    if (children.isEmpty()) {
      return;
    }
    Set<String> there = new HashSet<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT [child_hash] FROM " + table + isOneOf(children.size()))) {
      fill(select, children.keySet());
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          there.add(row.getString(1));
        }
      }
    }
    Map<String, Accepted> missing = new LinkedHashMap<>(children);
    missing.keySet().removeAll(there);
    insert(connection, missing);
  }

  /** Puts these in place of what was known; at most {@link Chunks#ROWS}, by child_hash. */
  void replace(Connection connection, Map<String, Accepted> children) throws SQLException {
    if (children.isEmpty()) {
      return;
    }
    Map<String, Accepted> missing = new LinkedHashMap<>();
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE "
                + table
                + " SET [la_child_id] = ?, [mis_child_id] = ?, [person_id] = ?, [purged] = ?,"
                + " [payload] = ?, [payload_hash] = ?, [receipt] = ?, [accepted_at] = ?,"
                + " [certain] = ? WHERE [scope] = ? AND [child_hash] = ?")) {
      for (Map.Entry<String, Accepted> child : children.entrySet()) {
        Parameters parameters = Parameters.of(update);
        fill(parameters, child.getValue());
        parameters.text(scope).text(child.getKey()).addRow();
      }
      int[] changed = update.executeBatch();
      int i = 0;
      for (Map.Entry<String, Accepted> child : children.entrySet()) {
        if (changed[i++] == 0) {
          missing.put(child.getKey(), child.getValue());
        }
      }
    }
    insert(connection, missing);
  }

  private void insert(Connection connection, Map<String, Accepted> children) throws SQLException {
    if (children.isEmpty()) {
      return;
    }
    try (PreparedStatement insert =
        connection.prepareStatement(RecordTables.ACCEPTED.insert(schema))) {
      for (Map.Entry<String, Accepted> child : children.entrySet()) {
        Parameters parameters = Parameters.of(insert).text(scope).text(child.getKey());
        fill(parameters, child.getValue());
        parameters.addRow();
      }
      insert.executeBatch();
    }
  }

  /** All but the key, in the order of the definition. */
  private static void fill(Parameters parameters, Accepted child) throws SQLException {
    parameters
        .text(child.laChildId())
        .text(child.misChildId())
        .text(child.personId())
        .flag(child.purged())
        .longText(child.payload())
        .bytes(child.payloadHash())
        .text(cut(child.receipt()))
        .instant(child.at())
        .flag(child.certain());
  }

  static String cut(String receipt) {
    return receipt == null || receipt.length() <= RECEIPT_CHARS
        ? receipt
        : receipt.substring(0, RECEIPT_CHARS);
  }
}
