package org.purlin.pipelines.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.purlin.pipelines.report.Balance;
import org.purlin.pipelines.report.Words;

/**
 * A balance as a bar: what went in, cut into what became of it.
 *
 * @param stage what is counted
 * @param equation the balance in words
 * @param closed whether nothing is missing
 * @param parts from left to right; together {@link #WIDTH} wide
 */
record BalanceBar(String stage, String equation, boolean closed, List<Part> parts) {

  /** In the units of the picture. */
  static final double WIDTH = 1000;

  /** A part that is there can be seen, however small. */
  private static final double LEAST = 6;

  /**
   * One fate.
   *
   * @param style class of the style sheet
   * @param x left edge
   */
  record Part(String fate, String count, String share, String style, double x, double width) {}

  static BalanceBar of(Balance balance) {
    List<Map.Entry<String, Long>> fates =
        new ArrayList<>(
            balance.out().entrySet().stream().filter(fate -> fate.getValue() > 0).toList());
    long missing = balance.missing();
    if (missing > 0) {
      fates.add(Map.entry("unaccounted for", missing));
    }
    long all = fates.stream().mapToLong(Map.Entry::getValue).sum();
    double wanted =
        fates.stream().mapToDouble(fate -> Math.max(LEAST, width(fate.getValue(), all))).sum();
    List<Part> parts = new ArrayList<>();
    double x = 0;
    for (Map.Entry<String, Long> fate : fates) {
      double width = Math.max(LEAST, width(fate.getValue(), all)) * WIDTH / wanted;
      parts.add(
          new Part(
              fate.getKey(),
              Words.number(fate.getValue()),
              share(fate.getValue(), all),
              missing > 0 && fate.getKey().equals("unaccounted for")
                  ? "lost"
                  : Fates.style(fate.getKey()),
              rounded(x),
              rounded(width)));
      x += width;
    }
    return new BalanceBar(
        balance.stage(), balance.equation(), balance.isClosed(), List.copyOf(parts));
  }

  private static double width(long count, long all) {
    return WIDTH * count / all;
  }

  private static double rounded(double number) {
    return Math.round(number * 10) / 10.0;
  }

  /** Never 100 % of what is not all, and never 0 % of what is there. */
  private static String share(long count, long all) {
    if (count == all) {
      return "100 %";
    }
    double percent = Math.min(99.9, Math.max(0.1, 100.0 * count / all));
    return String.format(
        Locale.ROOT, percent < 10 || percent > 99 ? "%.1f %%" : "%.0f %%", percent);
  }
}
