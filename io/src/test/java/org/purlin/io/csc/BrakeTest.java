package org.purlin.io.csc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrakeTest {

  @ParameterizedTest
  @CsvSource({
    "5, -1, 0, 0, false",
    "5, -1, 0, 100, false",
    "5, -1, 5, 100, false",
    "5, -1, 6, 100, true",
    "0, -1, 1, 100, true",
    "100, -1, 100, 100, false",
    "5, -1, 1, 0, true",
    "100, 3, 3, 100, false",
    "100, 3, 4, 100, true",
    "100, 0, 1, 100, true"
  })
  void itHoldsBeyondEitherLimit(double percent, long count, long purges, long held, boolean holds) {
    assertThat(new Brake(percent, count).holds(purges, held), is(holds));
  }

  @Test
  void theSentenceNamesTheNumbersAndTheLimitThatWasReached() {
    assertThat(
        new Brake(5, -1).sentence(30, 100),
        is(
            "Nothing was purged: 30 of 100 children the receiver holds would be (30 %), and"
                + " --maxPurgePercent allows 5 %. If they are to be deleted, run again with a higher"
                + " limit."));
    assertThat(
        new Brake(50, 1).sentence(2, 7),
        is(
            "Nothing was purged: 2 of 7 children the receiver holds would be (28.6 %), and"
                + " --maxPurgeCount allows 1. If they are to be deleted, run again with a higher"
                + " limit."));
  }
}
