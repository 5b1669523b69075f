package org.purlin.transforms.rows;

/** The types of a landing table, named as BigQuery names them. */
public enum ColumnType {
  STRING,
  /** 64-bit integer. Larger numbers and fractions do not fit. */
  INT64,
  FLOAT64,
  /** True, false, and the texts "true" and "false"; "(none)" and "" mean null. */
  BOOL,
  /** An instant. Written in UTC as {@code 2026-01-01T05:00:00.123456Z}. */
  TIMESTAMP,
  /** Any JSON value, kept as a structure. */
  JSON
}
