package org.purlin.sandbox.amplitude;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TrafficTest {

  private static final Instant MIDNIGHT = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void theHoursOfADayAddUpToTheDay() {
    for (int events : new int[] {0, 5, 24, 25, 12_000, 1_000_000}) {
      assertThat(sumOfDay(Traffic.builder().eventsPerDay(events).build()), is(events));
      assertThat(sumOfDay(Traffic.builder().eventsPerDay(events).steady(true).build()), is(events));
    }
  }

  @Test
  void trafficFollowsTheDay() {
    Traffic traffic = Traffic.builder().build();
    Set<Integer> counts = new TreeSet<>();
    for (int h = 0; h < 24; h++) {
      counts.add(traffic.eventsIn(hour(h)));
    }

    assertThat(counts.size(), greaterThan(12));
    assertThat(traffic.eventsIn(hour(4)) * 2, lessThan(traffic.eventsIn(hour(18))));
    assertThat(traffic.eventsIn(hour(18)) == traffic.eventsIn(hour(18 + 24)), is(false));
  }

  @Test
  void aQuietHourIsNotEmptyByAccident() {
    Traffic traffic = Traffic.builder().eventsPerDay(24).build();
    for (int h = 0; h < 24; h++) {
      assertThat(traffic.eventsIn(hour(h)), is(1));
    }
  }

  @Test
  void steadyTrafficIsTheSameEveryHour() {
    Traffic traffic = Traffic.builder().eventsPerHour(7).steady(true).build();
    for (int h = 0; h < 48; h++) {
      assertThat(traffic.eventsIn(hour(h)), is(7));
    }
  }

  @Test
  void emptyHoursAndHoursOutOfBoundsHaveNoEvents() {
    Traffic traffic =
        Traffic.builder().emptyHours(Set.of(hour(3))).firstHour(hour(2)).lastHour(hour(4)).build();

    assertThat(traffic.eventsIn(hour(1)), is(0));
    assertThat(traffic.eventsIn(hour(2)), greaterThan(0));
    assertThat(traffic.eventsIn(hour(3)), is(0));
    assertThat(traffic.eventsIn(hour(4)), greaterThan(0));
    assertThat(traffic.eventsIn(hour(5)), is(0));
  }

  @Test
  void settingsThatMeanNothingAreRefused() {
    assertThat(
        refusal(() -> Traffic.builder().partsPerHour(0).build()),
        is("partsPerHour must be 1 or more, but was: 0"));
    assertThat(
        refusal(() -> Traffic.builder().duplicateRate(1.5).build()),
        is("duplicateRate must be between 0 and 1, but was: 1.5"));
    assertThat(
        refusal(() -> Traffic.builder().firstHour(MIDNIGHT.plusSeconds(60))),
        is("must be a whole hour, but was: 2026-01-01T00:01:00Z"));
  }

  private static String refusal(Runnable setting) {
    return assertThrows(IllegalArgumentException.class, setting::run).getMessage();
  }

  private static int sumOfDay(Traffic traffic) {
    int sum = 0;
    for (int h = 0; h < 24; h++) {
      sum += traffic.eventsIn(hour(h));
    }
    return sum;
  }

  private static Instant hour(int hour) {
    return MIDNIGHT.plusSeconds(3600L * hour);
  }
}
