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

  private static final Duration ASSUMED = Duration.ofMinutes(31);

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void secondsAreALife() {
    assertThat(Token.life(1800, NOW, ASSUMED), is(Duration.ofMinutes(30)));
  }

  @Test
  void aUnixTimeIsTheEndOfALife() {
    Instant end = NOW.plusSeconds(900);

    assertThat(Token.life(end.getEpochSecond(), NOW, ASSUMED), is(Duration.ofMinutes(15)));
    assertThat(Token.life(end.toEpochMilli(), NOW, ASSUMED), is(Duration.ofMinutes(15)));
  }

  @Test
  void nothingOrAMomentThatIsOverIsTheAssumedLife() {
    assertThat(Token.life(0, NOW, ASSUMED), is(ASSUMED));
    assertThat(Token.life(NOW.minusSeconds(5).getEpochSecond(), NOW, ASSUMED), is(ASSUMED));
  }

  @ParameterizedTest
  @CsvSource({
    "3600000,3510000",
    "1800000,1710000",
    "900000,810000",
    "120000,108000",
    "60000,54000",
    "2000,1800",
    "1000,1000",
    "1,1000"
  })
  void aTenthIsLeftAtMostAMinuteAndAHalfAndItIsUsedAtLeastASecond(long life, long use) {
    assertThat(Token.useFor(Duration.ofMillis(life)), is(Duration.ofMillis(use)));
  }

  @Test
  void aNumberOfMoreThanTenYearsIsAMoment() {
    long tenYears = 315_360_000;

    assertThat(Token.life(tenYears, NOW, ASSUMED), is(Duration.ofSeconds(tenYears)));
    assertThat(Token.life(tenYears + 1, NOW, ASSUMED), is(ASSUMED));
  }

  @Property
  void aTokenIsAlwaysUsedForSomeTimeAndNeverToItsEnd(
      @ForAll @LongRange(min = 2, max = 946_080_000) long seconds) {
    Duration life = Token.life(seconds, NOW, ASSUMED);
    Duration use = Token.useFor(life);
    assertThat(!use.isNegative() && !use.isZero() && use.compareTo(life) < 0, is(true));
  }

  @Test
  void aTokenIsNotPrinted() {
    assertThat(new Token("eyJhbGciOi", 0, Duration.ZERO).toString(), is("a token"));
  }
}
