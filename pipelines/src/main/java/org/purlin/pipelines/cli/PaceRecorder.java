package org.purlin.pipelines.cli;

import java.util.ArrayList;
import java.util.List;
import org.purlin.pipelines.Progress;
import org.purlin.pipelines.report.Pace;

/** Remembers how far a run was when. Bounded: a long run is remembered more coarsely. */
final class PaceRecorder {

  /** A line on a screen shows no more. */
  private static final int MOST_POINTS = 240;

  private final long began = System.nanoTime();
  private final List<Pace.Point> points = new ArrayList<>();
  private Progress last = Progress.UNKNOWN;
  private double apart;

  /** Takes note of it, and gives it back. */
  synchronized Progress note(Progress progress) {
    double seconds = Math.round((System.nanoTime() - began) / 1e8) / 10.0;
    note(progress, seconds);
    return progress;
  }

  synchronized void note(Progress progress, double seconds) {
    if (progress.total() == 0) {
      return;
    }
    boolean moved = progress.done() != last.done();
    last = progress;
    if (!points.isEmpty()
        && (!moved || seconds - points.get(points.size() - 1).seconds() < apart)) {
      return;
    }
    points.add(new Pace.Point(seconds, progress.done()));
    if (points.size() > MOST_POINTS) {
      thinOut();
    }
  }

  /** Every second point goes, and the next ones are as far apart as those that stay. */
  private void thinOut() {
    for (int i = points.size() - 2; i > 0; i -= 2) {
      points.remove(i);
    }
    apart = points.get(points.size() - 1).seconds() / points.size();
  }

  /** What was noted; null when nothing was. */
  synchronized Pace pace() {
    return points.isEmpty() ? null : new Pace(last.unit(), last.total(), points);
  }
}
