package org.purlin.pipelines.page;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.purlin.pipelines.report.Pace;
import org.purlin.pipelines.report.Words;

/**
 * How far a run was when, as a line.
 *
 * @param line points of the line, as SVG takes them
 * @param top what the upper edge stands for
 * @param end what the right edge stands for
 * @param sentence the same in words
 */
record Plot(String line, String top, String end, String sentence) {

  /** Of the picture. */
  static final int WIDTH = 600;

  static final int HEIGHT = 120;

  /** A line needs two points. */
  static boolean isWorthIt(Pace pace) {
    return pace != null
        && pace.points().size() >= 2
        && pace.points().get(pace.points().size() - 1).seconds() > 0;
  }

  static Plot of(Pace pace) {
    List<Pace.Point> points = pace.points();
    Pace.Point last = points.get(points.size() - 1);
    double most =
        Math.max(pace.total(), points.stream().mapToLong(Pace.Point::done).max().orElse(1));
    String line =
        points.stream()
            .map(
                point ->
                    String.format(
                        Locale.ROOT,
                        "%.1f,%.1f",
                        WIDTH * point.seconds() / last.seconds(),
                        HEIGHT - HEIGHT * point.done() / most))
            .collect(Collectors.joining(" "));
    double perSecond = last.done() / last.seconds();
    return new Plot(
        "0," + HEIGHT + " " + line,
        Words.number((long) most) + " " + pace.unit(),
        Words.duration(Duration.ofMillis((long) (last.seconds() * 1000))),
        Words.number(last.done())
            + " "
            + pace.unit()
            + ", "
            + (perSecond >= 1
                ? String.format(Locale.ROOT, "%,.1f a second", perSecond)
                : String.format(Locale.ROOT, "%,.1f a minute", perSecond * 60))
            + " on average.");
  }
}
