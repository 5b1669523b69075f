package org.purlin.pipelines.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.nullValue;

import org.junit.jupiter.api.Test;
import org.purlin.pipelines.Progress;
import org.purlin.pipelines.report.Pace;
import org.purlin.pipelines.report.Pace.Point;

class PaceRecorderTest {

  private final PaceRecorder recorder = new PaceRecorder();

  @Test
  void onlyWhatMovedIsNoted() {
    recorder.note(Progress.UNKNOWN, 0);
    recorder.note(new Progress(0, 10, "hours"), 0.5);
    recorder.note(new Progress(0, 10, "hours"), 1);
    recorder.note(new Progress(4, 12, "hours"), 1.5);

    Pace pace = recorder.pace();

    assertThat(pace.unit(), is("hours"));
    assertThat(pace.total(), is(12L));
    assertThat(pace.points(), contains(new Point(0.5, 0), new Point(1.5, 4)));
  }

  @Test
  void ofALongRunFewPointsStayFromItsStartToItsEnd() {
    for (int i = 0; i <= 10_000; i++) {
      recorder.note(new Progress(i, 10_000, "pages"), i);
    }

    Pace pace = recorder.pace();

    assertThat(pace.points().size(), is(lessThanOrEqualTo(240)));
    assertThat(pace.points().get(0), is(new Point(0, 0)));
    assertThat(pace.points().get(pace.points().size() - 1).done() > 9_900, is(true));
  }

  @Test
  void withoutProgressThereIsNoPace() {
    recorder.note(Progress.UNKNOWN, 3);

    assertThat(recorder.pace(), is(nullValue()));
    recorder.note(new Progress(1, 2, "x"), 4);
    assertThat(recorder.pace().points(), hasSize(1));
  }
}
