package org.purlin.pipelines.report;

import java.util.List;

/**
 * How far a run was when.
 *
 * @param unit what is counted, in the plural: {@code hours}
 * @param total how many there are to do, as known at the end
 * @param points in the order of time
 */
public record Pace(String unit, long total, List<Point> points) {

  public Pace {
    points = Ordered.copy(points);
  }

  /** So many units were done so many seconds after the pipeline began. */
  public record Point(double seconds, long done) {}
}
