package org.purlin.transforms.csc;

import java.util.List;
import java.util.stream.Collectors;

/** Lines of CSV (RFC 4180) that a spreadsheet program shows and never runs. */
public final class SpreadsheetCsv {

  /** What a spreadsheet program takes for the beginning of a formula. */
  private static final String FORMULA_STARTS = "=+-@\t\r";

  private static final String LINE_END = "\r\n";

  private SpreadsheetCsv() {}

  /**
   * One line with its line end. A cell that would be a formula gets an apostrophe in front, a cell
   * that holds a comma, a quote or a line end is quoted, and null is an empty cell.
   */
  public static String line(List<String> cells) {
    return cells.stream().map(SpreadsheetCsv::cell).collect(Collectors.joining(",", "", LINE_END));
  }

  private static String cell(String text) {
    if (text == null || text.isEmpty()) {
      return "";
    }
    String safe = FORMULA_STARTS.indexOf(text.charAt(0)) < 0 ? text : "'" + text;
    boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
