package org.purlin.transforms.rows;

/** The types of a landing table, named as BigQuery names them but for {@link #STRINGS}. */
public enum ColumnType {
  STRING,
  /**
   * An array of texts, BigQuery's {@code ARRAY<STRING>}. An empty array stays one; a record without
   * the array has null, which BigQuery stores as an empty one. An array that holds anything else,
   * null included, does not fit.
   */
  STRINGS,
  /** 64-bit integer. Larger numbers and fractions do not fit. */
  INT64,
  FLOAT64,
  /** True, false, the texts "true" and "false", 1 and 0; "(none)" and "" mean null. */
  BOOL,
  /** A day of the calendar, without a zone: {@code 2026-01-31}; "" means null. */
  DATE,
  /** An instant. Written in UTC as {@code 2026-01-01T05:00:00.123456Z}. */
  TIMESTAMP,
  /** Any JSON value, kept as a structure. */
  JSON
}
