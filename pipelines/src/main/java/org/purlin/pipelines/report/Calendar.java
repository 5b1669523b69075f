package org.purlin.pipelines.report;

import java.util.List;

/**
 * The windows a run was asked for, in order, and how each ended.
 *
 * @param unit how long a window is; {@code OTHER} is no span of time, such as a school year
 * @param cells one a window
 */
public record Calendar(Unit unit, List<Cell> cells) {

  /** More windows than this are summed up, so that a report of years stays small. */
  public static final int MOST_CELLS = 1_500;

  /** How long a window is. */
  public enum Unit {
    HOUR,
    DAY,
    OTHER
  }

  /** How a window ended; the worst comes last. */
  public enum State {
    /** Landed or delivered before, and left as it was. */
    BEFORE,
    /** All of it is there. */
    DONE,
    /** The other side says there is nothing. */
    EMPTY,
    /** It cannot be had yet. */
    LATE,
    /** Some of it is missing. */
    PARTIAL,
    /** None of it is there. */
    FAILED
  }

  public Calendar {
    cells = Ordered.copy(cells);
  }

  /**
   * One window.
   *
   * @param window its name; of an hour {@code 20260101T05}, of a day {@code 20260101}
   * @param state how it ended
   * @param note more about that, in a few words; may be empty
   * @param rows rows that are landed for it; 0 when that is not known
   */
  public record Cell(String window, State state, String note, long rows) {}
}
