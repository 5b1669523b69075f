package org.purlin.io.amplitude;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.purlin.io.landing.Storage;
import org.purlin.io.memory.MemoryFileSystem;

class WindowSizeTest {

  private final AmplitudeRun run = Runs.in(MemoryFileSystem.newBucket(), "run", false);

  private static HourPlan plan(int windowHours, HourWindow... windows) {
    return new HourPlan(Lane.deal(List.of(windows), 2), List.of(), List.of(), windowHours);
  }

  private static Outcome archive(HourWindow asked, long bytes) {
    return new Outcome.OfArchive("a.zip", bytes, asked, 1, 0, 0, List.of());
  }

  private void remember(String text) throws IOException {
    Storage.writeText(run.ledger().root() + "/window-hours", text);
  }

  private int after(HourPlan plan, Outcome... outcomes) throws IOException {
    WindowSize.learn(run, plan, List.of(outcomes));
    return WindowSize.remembered(run);
  }

  @Test
  void theSmallestHalfThatWorkedIsNext() throws IOException {
    assertThat(
        after(
            plan(24, new HourWindow(0, 23)),
            archive(new HourWindow(0, 11), 9),
            archive(new HourWindow(12, 14), 9)),
        is(3));
  }

  @Test
  void itGrowsAfterSevenGoodRunsOfSmallArchives() throws IOException {
    HourWindow six = new HourWindow(0, 5);
    remember("6 0\n");
    for (int run = 1; run < 7; run++) {
      assertThat(after(plan(6, six), archive(six, 999_999_999)), is(6));
    }
    assertThat(after(plan(6, six), archive(six, 1_000_000_000)), is(6));
    assertThat(after(plan(6, six), archive(six, 999_999_999)), is(12));
    assertThat(after(plan(12, six), archive(six, 1)), is(12));
  }

  @Test
  void aShortWindowAtTheEndOfARangeIsNotTakenForAHalf() throws IOException {
    HourWindow rest = new HourWindow(6, 7);
    remember("6 0\n");
    assertThat(after(plan(6, new HourWindow(0, 5), rest), archive(rest, 1)), is(6));
  }

  @Test
  void whatAskedForNothingTeachesNothingAndNonsenseIsNotBelieved() throws IOException {
    assertThat(WindowSize.remembered(run), is(24));
    remember("6 6\n");
    assertThat(after(plan(6), archive(null, 1)), is(6));
    HourWindow six = new HourWindow(0, 5);
    assertThat(after(plan(6, six), archive(six, 1)), is(12));

    for (String nonsense : List.of("", "many", "6", "-3 1", "1000 1")) {
      remember(nonsense);
      assertThat(nonsense, WindowSize.remembered(run), is(24));
    }
    remember("0 1");
    assertThat(WindowSize.remembered(run), is(1));
    remember("99 1");
    assertThat(WindowSize.remembered(run), is(24));
  }
}
