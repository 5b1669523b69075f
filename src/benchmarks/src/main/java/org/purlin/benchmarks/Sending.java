package org.purlin.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * When a server met requests: when it answered posts, or when it had read what it was asked.
 *
 * @param answers at least two, in the order of time
 */
record Sending(List<Instant> answers) {

  Sending {
    if (answers.size() < 2) {
      throw new IllegalArgumentException(
          "a speed needs 2 requests or more, but there were " + answers.size());
    }
    answers = answers.stream().sorted().toList();
  }

  /** From the first to the last. */
  double seconds() {
    return seconds(answers.get(0), answers.get(answers.size() - 1));
  }

  /** The middle one of the times between two, in seconds. */
  double usualGap() {
    return new Samples(
            IntStream.range(1, answers.size())
                .mapToObj(i -> seconds(answers.get(i - 1), answers.get(i)))
                .toList())
        .median();
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toNanos() / 1e9;
  }
}
