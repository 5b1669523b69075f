package org.purlin.io.rest;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What becomes of the rows of a window that were landed before. */
public sealed interface Merge extends Serializable {

  /** They go: the new rows are all of the window. A unit that fails leaves the window as it was. */
  static Merge replaceAll() {
    return new All();
  }

  /**
   * Those go whose unit was read; of a unit that failed, or was not asked for, they stay.
   *
   * @param column the column that tells units apart, filled from one variable
   */
  static Merge replaceUnits(String column) {
    return new Units(column, null, null);
  }

  /**
   * The same, but rows of earlier days stay as they were landed. A unit of which there are no rows
   * lands all its days.
   *
   * @param dateColumn of type DATE
   * @param first the first day that is replaced; null replaces all
   */
  static Merge replaceUnitsSince(String column, String dateColumn, LocalDate first) {
    return new Units(column, dateColumn, first);
  }

  /**
   * Those go that the new rows have the unique columns of. A row whose {@code _row_hash} is the one
   * that was landed stays as it was landed.
   */
  static Merge replaceKeys() {
    return new Keys();
  }

  /** The columns it looks at. */
  List<String> columns();

  /** See {@link #replaceAll}. */
  record All() implements Merge {
    private static final long serialVersionUID = 1L;

    @Override
    public List<String> columns() {
      return List.of();
    }
  }

  /** See {@link #replaceUnits}. */
  record Units(String column, String dateColumn, LocalDate first) implements Merge {
    private static final long serialVersionUID = 1L;

    @Override
    public List<String> columns() {
      return dateColumn == null ? List.of(column) : List.of(column, dateColumn);
    }

    /** The first day that is replaced; empty for all. */
    Optional<String> firstDay() {
      return Optional.ofNullable(first).map(LocalDate::toString);
    }
  }

  /** See {@link #replaceKeys}. */
  record Keys() implements Merge {
    private static final long serialVersionUID = 1L;

    @Override
    public List<String> columns() {
      return List.of(RestTable.ROW_HASH);
    }
  }
}
