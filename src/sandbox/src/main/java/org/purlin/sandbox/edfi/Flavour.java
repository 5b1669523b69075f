package org.purlin.sandbox.edfi;

/** The kinds of server the stand-in can be. */
public enum Flavour {
  /**
   * ODS/API 5.3, year-specific: the year is not in the printed addresses and has to be appended.
   */
  ODS_53_YEAR(false, true, false),
  /** ODS/API 6: change queries with keys, but no cursor and no problem details. */
  ODS_6(false, true, false),
  /** ODS/API 7.3: cursor, partitions, change queries, problem details. */
  ODS_73(true, true, true),
  /** The same for tenants, with a tenant and a context in front of every path. */
  ODS_73_TENANT(true, true, true),
  /** Ed-Fi API 8: no v3 in the paths, and property names must have the exact case. */
  V8(true, true, true),
  /** A server of other make: own paths, offset paging only, its own form of errors. */
  PLAIN(false, false, false);

  private final boolean cursor;
  private final boolean changeQueries;
  private final boolean problemDetails;

  Flavour(boolean cursor, boolean changeQueries, boolean problemDetails) {
    this.cursor = cursor;
    this.changeQueries = changeQueries;
    this.problemDetails = problemDetails;
  }

  /** Whether page tokens and partitions are offered. */
  boolean cursor() {
    return cursor;
  }

  /** Whether change versions, deletes and key changes can be had. */
  boolean changeQueries() {
    return changeQueries;
  }

  /** Whether errors have a type, a title and a detail. */
  boolean problemDetails() {
    return problemDetails;
  }

  /** Whether deletes tell keys, and key changes can be asked for. */
  boolean tracksKeys() {
    return changeQueries && this != ODS_53_YEAR;
  }

  /** Whether a property counts only when it is spelt with the exact case. */
  boolean caseSensitive() {
    return this == V8 || this == PLAIN;
  }
}
