package org.purlin.io.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When an endpoint counts as dead; all times in seconds. */
class PulseTest {

  private final Pulse pulse = new Pulse("https://a.example:443", Duration.ofSeconds(60));

  @Test
  void anEndpointThatFailsForAsLongAsWeArePatientIsDead() {
    assertThat(failed(0, 10), is(false));
    assertThat(failed(20, 59), is(false));
    assertThat(pulse.isDead(), is(false));
    assertThat(failed(50, 60), is(true));
    assertThat(pulse.isDead(), is(true));
  }

  @Test
  void itDiesOnce() {
    assertThat(failed(0, 60), is(true));
    assertThat(failed(0, 61), is(false));
    assertThat(pulse.isDead(), is(true));
  }

  @Test
  void anAnswerStartsThePatienceAnew() {
    failed(0, 10);
    pulse.answered(seconds(50));

    assertThat(failed(55, 61), is(false));
    assertThat(failed(62, 114), is(false));
    assertThat(failed(62, 115), is(true));
  }

  @Test
  void aRequestThatWasSentBeforeAnAnswerToAnotherFailsSinceThatAnswer() {
    pulse.answered(seconds(50));

    assertThat(failed(0, 100), is(false));
    assertThat(failed(0, 110), is(true));
  }

  @Test
  void onlyOneInHalfAMinuteMayLookIfItIsBack() {
    failed(0, 60);

    assertThat(pulse.mayProbe(seconds(89)), is(false));
    assertThat(pulse.mayProbe(seconds(90)), is(true));
    assertThat(pulse.mayProbe(seconds(91)), is(false));
    assertThat(pulse.mayProbe(seconds(120)), is(true));
  }

  @Test
  void anAnswerBringsItBack() {
    failed(0, 60);

    pulse.answered(seconds(95));

    assertThat(pulse.isDead(), is(false));
    assertThat(failed(100, 101), is(false));
  }

  @Test
  void itIsSaidSinceWhenAndWhy() {
    failed(0, 60);

    assertThat(
        pulse.obituary().getMessage(),
        matchesPattern(
            "https://a\\.example:443 counts as dead, because it has answered nothing since"
                + " \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ; last reason: status 503"));
  }

  private boolean failed(long begun, long now) {
    return pulse.failed(seconds(begun), seconds(now), "status 503");
  }

  private static long seconds(long seconds) {
    return Duration.ofSeconds(seconds).toNanos();
  }
}
