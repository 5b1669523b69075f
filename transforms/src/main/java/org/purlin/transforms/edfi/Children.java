package org.purlin.transforms.edfi;

/** What becomes of the lists of a record. */
public enum Children {
  /** Each is one JSON column. */
  JSON,
  /** Each is a table of its own, one row an item. */
  TABLES
}
