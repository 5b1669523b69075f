package org.purlin.io.rest;

import java.io.Serializable;

/**
 * A row that is not what was landed before.
 *
 * @param window the window's key as text
 * @param key the row's key, hashed
 */
record RowChange(String window, String table, String key, Kind kind) implements Serializable {

  private static final long serialVersionUID = 1L;

  enum Kind {
    ADDED,
    MODIFIED,
    REMOVED;

    /** As it stands in the table of changes. */
    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
