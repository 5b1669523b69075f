package org.purlin.pipelines.page;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.purlin.pipelines.report.Calendar;
import org.purlin.pipelines.report.Calendar.Cell;
import org.purlin.pipelines.report.Calendar.State;
import org.purlin.pipelines.report.Calendar.Unit;
import org.purlin.pipelines.report.Words;

/**
 * Windows as squares: a line a day of hours, a line a month of days, or one after the other.
 *
 * @param columns names of the columns; none when windows are no spans of time
 * @param lines from top to bottom
 * @param summary how many windows ended how, in words
 * @param legend each state that occurs
 */
record CalendarGrid(List<String> columns, List<Line> lines, String summary, List<Key> legend) {

  /** How strongly rows colour a square: none, little, some, much. */
  private static final int SHADES = 4;

  /** A line and its name, such as {@code 2026-01-01}. */
  record Line(String name, List<Square> squares) {

    /** A square or null for each column. */
    List<Square> filled(int columns) {
      List<Square> all = new ArrayList<>(Collections.nCopies(columns, null));
      squares.forEach(square -> all.set(square.column(), square));
      return all;
    }
  }

  /**
   * One window.
   *
   * @param column from 0
   * @param style class of the style sheet
   * @param sign says the state without colour; empty when all is well
   * @param text all of it, in words
   */
  record Square(int column, String name, String style, String sign, String text) {}

  /** A state in the legend. */
  record Key(String style, String sign, String words) {}

  static CalendarGrid of(Calendar calendar) {
    long most = calendar.cells().stream().mapToLong(Cell::rows).max().orElse(0);
    Map<String, List<Square>> lines = new LinkedHashMap<>();
    Map<State, Integer> counts = new EnumMap<>(State.class);
    int next = 0;
    for (Cell cell : calendar.cells()) {
      counts.merge(cell.state(), 1, Integer::sum);
      Place place = place(calendar.unit(), cell.window(), next++);
      lines
          .computeIfAbsent(place.line(), line -> new ArrayList<>())
          .add(
              new Square(
                  place.column(),
                  place.name(),
                  style(cell, most),
                  sign(cell.state()),
                  text(place, cell)));
    }
    List<Line> named = new ArrayList<>();
    lines.forEach((name, squares) -> named.add(new Line(name, List.copyOf(squares))));
    List<Key> legend = new ArrayList<>();
    List<String> summary = new ArrayList<>();
    counts.forEach(
        (state, count) -> {
          legend.add(new Key(style(state), sign(state), words(state)));
          summary.add(Words.number(count) + " " + words(state));
        });
    return new CalendarGrid(
        columns(calendar.unit()), named, String.join(", ", summary), List.copyOf(legend));
  }

  private record Place(String line, int column, String name) {}

  private static Place place(Unit unit, String window, int index) {
    if (unit == Unit.HOUR && window.matches("[0-9]{8}T[0-9]{2}")) {
      String day = day(window);
      return new Place(
          day, Integer.parseInt(window.substring(9)), day + " " + window.substring(9) + ":00");
    }
    if (unit == Unit.DAY && window.matches("[0-9]{8}")) {
      return new Place(
          day(window).substring(0, 7), Integer.parseInt(window.substring(6)) - 1, day(window));
    }
    return new Place("", index, window);
  }

  private static String day(String window) {
    return window.substring(0, 4) + "-" + window.substring(4, 6) + "-" + window.substring(6, 8);
  }

  private static List<String> columns(Unit unit) {
    List<String> columns = new ArrayList<>();
    if (unit != Unit.OTHER) {
      int first = unit == Unit.HOUR ? 0 : 1;
      int count = unit == Unit.HOUR ? 24 : 31;
      for (int i = 0; i < count; i++) {
        columns.add(String.format(Locale.ROOT, "%02d", first + i));
      }
    }
    return columns;
  }

  private static String style(Cell cell, long most) {
    return cell.state() == State.DONE && cell.rows() > 0 && most > 0
        ? "done" + Math.min(SHADES - 1, 1 + cell.rows() * (SHADES - 1) / (most + 1))
        : style(cell.state());
  }

  private static String style(State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private static String sign(State state) {
    return switch (state) {
      case DONE, BEFORE -> "";
      case EMPTY -> "·";
      case LATE -> "…";
      case PARTIAL -> "!";
      case FAILED -> "×";
    };
  }

  private static String words(State state) {
    return switch (state) {
      case DONE -> "done";
      case BEFORE -> "done before";
      case EMPTY -> "empty";
      case LATE -> "not to be had yet";
      case PARTIAL -> "with gaps";
      case FAILED -> "failed";
    };
  }

  private static String text(Place place, Cell cell) {
    return place.name()
        + ": "
        + words(cell.state())
        + (cell.rows() > 0 ? ", " + Words.number(cell.rows()) + " rows" : "")
        + (cell.note().isEmpty() ? "" : ", " + cell.note());
  }
}
