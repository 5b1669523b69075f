package org.purlin.io.edfi;

import java.io.Serializable;
import org.purlin.transforms.edfi.ResourceRows;

/**
 * A piece of work: something of a target that is read in one go.
 *
 * @param target what it is a piece of
 * @param number of the piece, from 0
 * @param kind how it is read
 * @param token where a partition begins; null for other kinds
 * @param first change version, inclusive, of a window or of changes
 * @param last change version, inclusive, of a window
 * @param newest change version before the first page was read; null when the server has none
 * @param rows what rows look like
 */
record PullUnit(
    PullTarget target,
    int number,
    Kind kind,
    String token,
    long first,
    long last,
    Long newest,
    ResourceRows rows)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** How a unit is read. */
  enum Kind {
    /** By cursor from a token. */
    PARTITION,
    /** By cursor from the beginning. */
    CURSOR,
    /** By offset. */
    OFFSET,
    /** What changed last in a range of change versions, by offset. */
    WINDOW,
    /** What changed, was deleted and got another key since a change version. */
    CHANGES,
    /** What changed while windows were read. */
    CLOSING
  }

  static PullUnit partition(
      PullTarget target, int number, String token, Long newest, ResourceRows rows) {
    return new PullUnit(target, number, Kind.PARTITION, token, 0, 0, newest, rows);
  }

  static PullUnit whole(PullTarget target, Kind kind, Long newest, ResourceRows rows) {
    return new PullUnit(target, 0, kind, null, 0, 0, newest, rows);
  }

  static PullUnit window(
      PullTarget target, int number, long first, long last, Long newest, ResourceRows rows) {
    return new PullUnit(target, number, Kind.WINDOW, null, first, last, newest, rows);
  }

  static PullUnit since(
      PullTarget target, Kind kind, int number, long first, Long newest, ResourceRows rows) {
    return new PullUnit(target, number, kind, null, first, 0, newest, rows);
  }
}
