package org.purlin.io.edfi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LanesTest {

  @Test
  void rowsOfOneKeyAreDoneInTheirOrderWhileOthersRunBesideThem() throws Exception {
    Map<String, List<Long>> done = new ConcurrentHashMap<>();
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (Lanes lanes =
        new Lanes(
            4,
            "test",
            row -> {
              most.accumulateAndGet(now.incrementAndGet(), Math::max);
              Thread.sleep(1);
              done.computeIfAbsent(row.row().lane(), lane -> new ArrayList<>())
                  .add(row.row().line());
              now.decrementAndGet();
            },
            () -> {})) {
      for (int i = 0; i < 400; i++) {
        lanes.put(row(i, "key-" + i % 20));
      }
      lanes.finish();
    }

    assertThat(most.get(), greaterThan(1));
    for (int key = 0; key < 20; key++) {
      int first = key;
      assertThat(
          done.get("key-" + key),
          is(IntStream.range(0, 20).mapToObj(i -> (long) (first + 20 * i)).toList()));
    }
  }

  @Test
  void aFailureReachesTheOneWhoPutsAlsoWhenAllLanesAreFull() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          try (Lanes lanes =
              new Lanes(
                  2,
                  "test",
                  row -> {
                    throw new IOException("disk full");
                  },
                  () -> {})) {
            IOException e =
                assertThrows(
                    IOException.class,
                    () -> {
                      for (int i = 0; i < 1000; i++) {
                        lanes.put(row(i, null));
                      }
                      lanes.finish();
                    });
            assertThat(e.getMessage(), containsString("disk full"));
          }
        });
  }

  @Test
  void closingEndsWhatIsUnderWay() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          try (Lanes lanes = new Lanes(2, "test", row -> Thread.sleep(600_000), () -> {})) {
            lanes.put(row(1, null));
          }
        });
  }

  private static Waiting row(long line, String lane) {
    return new Waiting(
        new Submission(
            0, line, "ed-fi", "students", null, Map.of(), "{}", lane, true, lane, null, 0),
        null);
  }
}
