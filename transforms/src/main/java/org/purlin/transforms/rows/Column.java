package org.purlin.transforms.rows;

import java.io.Serializable;

/**
 * One column of a landing table.
 *
 * @param name the column's name, legal in BigQuery
 * @param source the key it is read from, as the API spells it; null exactly for lineage columns
 * @param type what its values are
 * @param required whether a record without it is rejected
 * @param personal whether it can name, locate or single out a person
 * @param description one line for the data dictionary
 */
public record Column(
    String name,
    String source,
    ColumnType type,
    boolean required,
    boolean personal,
    String description)
    implements Serializable {

  /** A nullable column read from the key of the same name. */
  public static Column of(String name, ColumnType type, String description) {
    return new Column(name, name, type, false, false, description);
  }

  /** A lineage column: filled by Purlin, not by the source. */
  public static Column lineage(String name, ColumnType type, String description) {
    return new Column(name, null, type, false, false, description);
  }

  /** The same column, read from another key. */
  public Column from(String key) {
    return new Column(name, key, type, required, personal, description);
  }

  /** The same column; a record without it is rejected. */
  public Column asRequired() {
    return new Column(name, source, type, true, personal, description);
  }

  /** The same column, marked as personal data. */
  public Column asPersonal() {
    return new Column(name, source, type, required, true, description);
  }

  /** True for a column filled by Purlin. */
  public boolean isLineage() {
    return source == null;
  }
}
