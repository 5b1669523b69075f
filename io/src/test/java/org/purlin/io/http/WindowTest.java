package org.purlin.io.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** How many requests may be under way. */
class WindowTest {

  @Test
  void itStartsModestly() {
    assertThat(new Window(32, Window.START).size(), is(8));
    assertThat(new Window(3, Window.START).size(), is(3));
  }

  @Test
  void itStartsWhereItIsToldToAndGrowsFromThere() {
    Window window = new Window(10, 2);
    assertThat(window.size(), is(2));

    good(window, 3);
    assertThat(window.size(), is(5));
    good(window, 100);
    assertThat(window.size(), is(10));
  }

  @Test
  void itGrowsWithEachGoodAnswerUntilTheFirstBadOne() {
    Window window = new Window(32, Window.START);

    good(window, 8);
    assertThat(window.size(), is(16));
    good(window, 100);
    assertThat(window.size(), is(32));
  }

  @Test
  void afterABadAnswerARoundOfGoodOnesAddsOne() {
    Window window = new Window(32, Window.START);
    good(window, 8);
    window.bad(window.cuts());
    assertThat(window.size(), is(8));

    good(window, 7);
    assertThat(window.size(), is(8));
    good(window, 1);
    assertThat(window.size(), is(9));
    good(window, 8);
    assertThat(window.size(), is(9));
    good(window, 1);
    assertThat(window.size(), is(10));
  }

  @Test
  void answersSayNothingOfAWindowThatIsHardlyUsed() {
    Window window = new Window(32, Window.START);

    for (int i = 0; i < 100; i++) {
      window.good(3);
    }

    assertThat(window.size(), is(8));
  }

  @Test
  void aBadAnswerHalvesItAndTheRoundBeginsAgain() {
    Window window = new Window(8, Window.START);
    good(window, 7);

    window.bad(window.cuts());

    assertThat(window.size(), is(4));
    good(window, 3);
    assertThat(window.size(), is(4));
    good(window, 1);
    assertThat(window.size(), is(5));
  }

  @Test
  void manyBadAnswersToRequestsOfOneMomentAreOneCut() {
    Window window = new Window(32, Window.START);
    int begin = window.cuts();

    for (int i = 0; i < 8; i++) {
      window.bad(begin);
    }

    assertThat(window.size(), is(4));
    window.bad(window.cuts());
    assertThat(window.size(), is(2));
  }

  @Property
  void itIsNeverBelowOneNorAboveTheMost(
      @ForAll @IntRange(min = 1, max = 64) int most, @ForAll List<Boolean> answers) {
    Window window = new Window(most, Window.START);
    for (boolean good : answers) {
      if (good) {
        good(window, window.size());
      } else {
        window.bad(window.cuts());
      }
      assertThat(window.size(), is(allOf(greaterThanOrEqualTo(1), lessThanOrEqualTo(most))));
    }
  }

  private static void good(Window window, int answers) {
    for (int i = 0; i < answers; i++) {
      window.good(window.size());
    }
  }
}
