package org.purlin.io.rest;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.time.Duration;
import org.apache.beam.sdk.io.range.OffsetRange;
import org.apache.beam.sdk.transforms.splittabledofn.SplitResult;
import org.junit.jupiter.api.Test;

/** When a lane may be interrupted. */
class LaneTrackerTest {

  private static final OffsetRange PLACES = new OffsetRange(0, 10);

  @Test
  void aLaneThatHasJustBegunGoesOn() {
    ReadUnitsFn.LaneTracker tracker = new ReadUnitsFn.LaneTracker(PLACES, Duration.ofMinutes(10));
    tracker.tryClaim(3L);

    assertThat(tracker.trySplit(0), is(nullValue()));
    assertThat(tracker.currentRestriction(), is(PLACES));
  }

  @Test
  void aLaneIsInterruptedBehindItsUnitWhenItsTimeIsUp() {
    ReadUnitsFn.LaneTracker tracker = new ReadUnitsFn.LaneTracker(PLACES, Duration.ZERO);
    tracker.tryClaim(3L);

    SplitResult<OffsetRange> split = tracker.trySplit(0);

    assertThat(split.getPrimary(), is(new OffsetRange(0, 4)));
    assertThat(split.getResidual(), is(new OffsetRange(4, 10)));
  }

  @Test
  void aLaneIsNeverShared() {
    ReadUnitsFn.LaneTracker tracker = new ReadUnitsFn.LaneTracker(PLACES, Duration.ZERO);
    tracker.tryClaim(3L);

    assertThat(tracker.trySplit(0.5), is(nullValue()));
  }
}
