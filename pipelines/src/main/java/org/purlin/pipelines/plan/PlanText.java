package org.purlin.pipelines.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A plan as text, about 100 columns wide. */
public final class PlanText {

  private static final int WIDTH = 100;

  /** What a cell's text needs at least, however long those before it are. */
  private static final int LAST_CELL = 40;

  private static final String[] UNITS = {"kB", "MB", "GB", "TB", "PB", "EB"};

  private final StringBuilder text = new StringBuilder();

  private PlanText() {}

  /**
   * The text; ends with a line break.
   *
   * @param verb of the job
   * @param command that does what is planned
   */
  public static String of(String verb, Plan plan, String command) {
    PlanText page = new PlanText();
    page.line("Plan of purlin " + verb + " " + plan.asked() + ". Nothing was done.");
    page.section("Windows", plan.windows().stream().map(PlanText::row).toList());
    page.section("Estimates", plan.estimates().stream().map(PlanText::row).toList());
    page.section(
        "Tables written",
        plan.tables().stream()
            .map(each -> List.of(each.table(), number(each.windows()), each.how()))
            .toList());
    page.section("Records", plan.records().stream().map(PlanText::row).toList());
    page.sentences("Not known", plan.gaps());
    page.sentences("To know", plan.notices());
    page.sentences("Asked for this plan, only to read", plan.requests());
    page.line("\nThis does it:");
    page.line("  " + command);
    return page.text.toString();
  }

  /** Only what is not certain: the estimates, what is not known, and what was asked for them. */
  public static String ofEstimates(Plan plan) {
    PlanText page = new PlanText();
    page.section("Estimates", plan.estimates().stream().map(PlanText::row).toList());
    page.sentences("Not known", plan.gaps());
    page.sentences("Asked for this, only to read", plan.requests());
    return page.text.toString();
  }

  private static List<String> row(Plan.Windows each) {
    return List.of(each.what(), number(each.count()), each.names());
  }

  private static List<String> row(Plan.Estimate each) {
    return List.of(each.what(), amount(each), each.how());
  }

  private static List<String> row(Plan.Sending each) {
    return List.of(each.to(), each.what(), each.kind(), number(each.records()), "");
  }

  /** An estimate's number as people read it. */
  public static String amount(Plan.Estimate estimate) {
    if (estimate.number() == null) {
      return "unknown";
    }
    return estimate.what().startsWith("bytes")
        ? bytes(estimate.number())
        : number(estimate.number());
  }

  /** {@code 1234567} as {@code 1,234,567}. */
  public static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** Bytes in powers of 1000: {@code 999 B}, {@code 1.2 GB}. */
  public static String bytes(long bytes) {
    if (bytes < 1000) {
      return bytes + " B";
    }
    double size = bytes / 1000.0;
    int unit = 0;
    while (size >= 999.95 && unit < UNITS.length - 1) {
      size /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", size, UNITS[unit]);
  }

  private void line(String words) {
    text.append(words).append('\n');
  }

  private void sentences(String heading, List<String> sentences) {
    section(heading, sentences.stream().map(List::of).toList());
  }

  /** Rows in aligned columns, numbers to the right; the last cell of each is broken into lines. */
  private void section(String heading, List<List<String>> rows) {
    if (rows.isEmpty()) {
      return;
    }
    line("\n" + heading);
    int last = rows.get(0).size() - 1;
    int[] widths = new int[last];
    for (List<String> row : rows) {
      for (int i = 0; i < last; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder start = new StringBuilder("  ");
      for (int i = 0; i < last; i++) {
        String gap = " ".repeat(widths[i] - row.get(i).length());
        start.append(i > 0 && isLastNumber(i, last) ? gap + row.get(i) : row.get(i) + gap);
        start.append("  ");
      }
      String indent = " ".repeat(start.length());
      List<String> lines = broken(row.get(last), Math.max(LAST_CELL, WIDTH - indent.length()));
      for (int i = 0; i < lines.size(); i++) {
        line(((i == 0 ? start : indent) + lines.get(i)).stripTrailing());
      }
    }
  }

  /** The cell before the last is a number in each section that has one. */
  private static boolean isLastNumber(int cell, int last) {
    return cell == last - 1;
  }

  /** Words on lines; a word that is too long keeps a line of its own. */
  private static List<String> broken(String words, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : words.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
