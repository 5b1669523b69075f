package org.purlin.io.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private long now;

  @Test
  void aLongDownloadSaysEveryTenSecondsHowFarItIs() {
    try (LogCapture log = new LogCapture()) {
      Progress known = new Progress("GET https://a.example/x", 3_900_000_000L, () -> now);
      known.reached(1);
      now += Duration.ofSeconds(10).toNanos();
      known.reached(1_234_000_000L);
      known.reached(1_300_000_000L);
      Progress unknown = new Progress("GET https://a.example/y", -1, () -> now);
      now += Duration.ofSeconds(11).toNanos();
      unknown.reached(999);

      assertThat(
          log.lines(),
          contains(
              "INFO GET https://a.example/x 1.2 GB of 3.9 GB",
              "INFO GET https://a.example/y 999 bytes"));
    }
  }
}
