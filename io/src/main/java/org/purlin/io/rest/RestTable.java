package org.purlin.io.rest;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.purlin.transforms.rest.RecordPath;
import org.purlin.transforms.rest.RecordShape;
import org.purlin.transforms.rows.Column;
import org.purlin.transforms.rows.Table;

/**
 * A landing table and how records become its rows.
 *
 * <p>Lineage columns that a table has are filled by their names: {@code _page}, {@code _url},
 * {@code _run_id}, {@code _loaded_at} and {@code _row_hash}, the SHA-256 of what was read.
 *
 * @param table its columns
 * @param records where its records are in a page
 * @param shape what it takes of a record and of what is around it
 * @param filled columns that are filled from the unit: column to template
 * @param unique columns that no two rows of a window share; of two that do the first is kept
 * @param merge what becomes of rows that were landed before
 * @param unhashed columns that do not count for {@code _row_hash}
 */
public record RestTable(
    Table table,
    RecordPath records,
    RecordShape shape,
    Map<String, String> filled,
    List<String> unique,
    Merge merge,
    List<String> unhashed)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  static final String PAGE = "_page";
  static final String URL = "_url";
  static final String RUN_ID = "_run_id";
  static final String LOADED_AT = "_loaded_at";
  static final String ROW_HASH = "_row_hash";

  public RestTable {
    filled = new LinkedHashMap<>(filled);
    unique = List.copyOf(unique);
    unhashed = List.copyOf(unhashed);
    List<String> keys = new ArrayList<>(unique);
    keys.addAll(merge.columns());
    for (Column column : table.columns()) {
      if (column.personal() && keys.contains(column.name())) {
        throw new IllegalArgumentException(
            "Column "
                + column.name()
                + " of "
                + table.name()
                + " is personal, so it may be null in every row and cannot tell rows apart.");
      }
    }
    List<String> mentioned = new ArrayList<>(filled.keySet());
    mentioned.addAll(unique);
    mentioned.addAll(unhashed);
    mentioned.addAll(merge.columns());
    for (String column : mentioned) {
      if (table.columns().stream().noneMatch(one -> one.name().equals(column))) {
        throw new IllegalArgumentException("Table " + table.name() + " has no column " + column);
      }
    }
    table = table.withUnique(unique.toArray(String[]::new));
  }

  /** Rows that take the place of all of their window. */
  public static RestTable of(Table table, RecordPath records, String... unique) {
    return new RestTable(
        table,
        records,
        RecordShape.of(table),
        Map.of(),
        List.of(unique),
        Merge.replaceAll(),
        List.of());
  }

  /** Leaves out fields of its records that another table is made of. */
  public RestTable without(String... fields) {
    return new RestTable(table, records, shape.without(fields), filled, unique, merge, unhashed);
  }

  /** Takes the blanks from around the texts of these fields. */
  public RestTable trimmed(String... fields) {
    return new RestTable(table, records, shape.trimmed(fields), filled, unique, merge, unhashed);
  }

  /** With a lineage column from the unit's variables. */
  public RestTable filling(String column, String template) {
    Map<String, String> more = new LinkedHashMap<>(filled);
    more.put(column, template);
    return new RestTable(table, records, shape, more, unique, merge, unhashed);
  }

  public RestTable merging(Merge how) {
    return new RestTable(table, records, shape, filled, unique, how, unhashed);
  }

  /** Leaves columns out of {@code _row_hash}, because they change without meaning anything. */
  public RestTable notHashing(String... columns) {
    return new RestTable(table, records, shape, filled, unique, merge, List.of(columns));
  }

  boolean has(String column) {
    return table.columns().stream().anyMatch(one -> one.name().equals(column));
  }
}
