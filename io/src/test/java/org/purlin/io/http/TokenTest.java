package org.purlin.io.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a token is taken to live, and for how long it is used. */
class TokenTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void secondsAreALife() {
    assertThat(Token.life(1800, NOW), is(Duration.ofMinutes(30)));
  }

  @Test
  void aUnixTimeIsTheEndOfALife() {
    Instant end = NOW.plusSeconds(900);

    assertThat(Token.life(end.getEpochSecond(), NOW), is(Duration.ofMinutes(15)));
    assertThat(Token.life(end.toEpochMilli(), NOW), is(Duration.ofMinutes(15)));
  }

  @Test
  void nothingOrAMomentThatIsOverIsAnHour() {
    assertThat(Token.life(0, NOW), is(Duration.ofHours(1)));
    assertThat(Token.life(NOW.minusSeconds(5).getEpochSecond(), NOW), is(Duration.ofHours(1)));
  }

  @ParameterizedTest
  @CsvSource({"3600,3240", "1800,1620", "300,270", "200,170", "60,30", "40,20", "2,1"})
  void aTenthIsLeftAtLeastHalfAMinuteAndAtMostHalf(long life, long use) {
    assertThat(Token.useFor(Duration.ofSeconds(life)), is(Duration.ofSeconds(use)));
  }

  @Property
  void aTokenIsAlwaysUsedForSomeTimeAndNeverToItsEnd(
      @ForAll @LongRange(min = 1, max = 946_080_000) long seconds) {
    Duration life = Token.life(seconds, NOW);
    Duration use = Token.useFor(life);
    assertThat(!use.isNegative() && !use.isZero() && use.compareTo(life) < 0, is(true));
  }

  @Test
  void aTokenIsNotPrinted() {
    assertThat(new Token("eyJhbGciOi", 0, Duration.ZERO).toString(), is("a token"));
  }
}
