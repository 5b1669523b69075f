package org.purlin.pipelines.amplitude;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import org.purlin.io.amplitude.HourRecord;
import org.purlin.io.amplitude.Hours;
import org.purlin.io.amplitude.Outcome;
import org.purlin.pipelines.report.Calendar;
import org.purlin.pipelines.report.Calendar.Cell;
import org.purlin.pipelines.report.Calendar.State;
import org.purlin.pipelines.report.Calendar.Unit;

/** Hours as a calendar; days, when there are too many hours for one. */
final class HourCalendar {

  private HourCalendar() {}

  static Calendar of(List<Outcome.OfHour> hours, SortedSet<Long> notYet) {
    Map<String, Cell> cells = new TreeMap<>();
    for (Outcome.OfHour hour : hours) {
      HourRecord record = hour.record();
      add(
          cells,
          new Cell(
              record.hour(),
              state(hour),
              record.reason() == null ? "" : record.reason(),
              record.counts().rows()));
    }
    for (long hour : notYet) {
      add(cells, new Cell(Hours.compact(hour), State.LATE, "", 0));
    }
    return cells.size() <= Calendar.MOST_CELLS
        ? new Calendar(Unit.HOUR, List.copyOf(cells.values()))
        : new Calendar(Unit.DAY, days(cells.values()));
  }

  /** An hour of several projects is one. */
  private static void add(Map<String, Cell> cells, Cell cell) {
    cells.merge(cell.window(), cell, (a, b) -> joined(cell.window(), a, b));
  }

  private static List<Cell> days(Iterable<Cell> hours) {
    Map<String, Cell> days = new TreeMap<>();
    for (Cell hour : hours) {
      String day = hour.window().substring(0, 8);
      days.merge(
          day, new Cell(day, hour.state(), hour.note(), hour.rows()), (a, b) -> joined(day, a, b));
    }
    return new ArrayList<>(days.values());
  }

  /** The worse of two, but what is only partly empty or done before is done. */
  private static Cell joined(String window, Cell a, Cell b) {
    State state = a.state().compareTo(b.state()) > 0 ? a.state() : b.state();
    if (a.state() != b.state()) {
      if (state == State.EMPTY || state == State.DONE) {
        state = State.DONE;
      } else if (state == State.FAILED) {
        state = State.PARTIAL;
      }
    }
    return new Cell(window, state, a.note().isEmpty() ? b.note() : a.note(), a.rows() + b.rows());
  }

  private static State state(Outcome.OfHour hour) {
    return switch (hour.record().status()) {
      case DONE -> hour.unchanged() ? State.BEFORE : State.DONE;
      case EMPTY -> State.EMPTY;
      case NOT_YET -> State.LATE;
      case LANDED, TOO_LARGE, FAILED ->
          hour.record().counts().rows() > 0 ? State.PARTIAL : State.FAILED;
    };
  }
}
