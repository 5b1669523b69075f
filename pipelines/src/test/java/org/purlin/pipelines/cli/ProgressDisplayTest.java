package org.purlin.pipelines.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.purlin.pipelines.Progress;

class ProgressDisplayTest {

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  /** Shows the source until it was asked three times, and returns what was printed. */
  private String shown(boolean terminal, Duration lineEvery, Supplier<Progress> source)
      throws InterruptedException {
    Surroundings around =
        new Surroundings(
            List.of(),
            Map.of(),
            Path.of(""),
            System.out,
            new PrintStream(err, true, UTF_8),
            terminal,
            new Secrets(text -> text, all -> {}, (flag, value) -> {}, failure -> false));
    CountDownLatch asked = new CountDownLatch(3);
    try (Logs logs = Logs.start(around);
        ProgressDisplay display =
            new ProgressDisplay(
                () -> {
                  asked.countDown();
                  return source.get();
                },
                around,
                lineEvery)) {
      logs.warn("start");
      display.start();
      assertThat(asked.await(20, TimeUnit.SECONDS), is(true));
    }
    return err.toString(UTF_8);
  }

  @Test
  void withoutATerminalALineSaysHowFarTheRunIsOnceForEachChange() throws InterruptedException {
    String text = shown(false, Duration.ZERO, () -> new Progress(3, 24, "hours"));

    assertThat(text.split("3 of 24 hours so far\\.", -1).length, is(2));
  }

  @Test
  void linesAreNotMoreFrequentThanAsked() throws InterruptedException {
    String text = shown(false, Duration.ofMinutes(5), () -> new Progress(3, 24, "hours"));

    assertThat(text.contains("so far"), is(false));
  }

  @Test
  void aTerminalGetsABar() throws InterruptedException {
    String text = shown(true, Duration.ZERO, () -> new Progress(3, 24, "hours"));

    assertThat(text, containsString("hours"));
    assertThat(text, containsString("3/24"));
  }

  @Test
  void metricsThatCannotBeReadDoNotStopTheDisplay() throws InterruptedException {
    String text =
        shown(
            false,
            Duration.ZERO,
            () -> {
              throw new IllegalStateException("no metrics yet");
            });

    assertThat(text.contains("so far"), is(false));
  }
}
