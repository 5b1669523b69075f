package org.purlin.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * When a server answered posts.
 *
 * @param answers at least two, in the order of time
 */
record Sending(List<Instant> answers) {

  Sending {
    if (answers.size() < 2) {
      throw new IllegalArgumentException(
          "a speed needs 2 posts or more, but there were " + answers.size());
    }
    answers = answers.stream().sorted().toList();
  }

  /** From the first answer to the last. */
  double seconds() {
    return seconds(answers.get(0), answers.get(answers.size() - 1));
  }

  /** The middle one of the times between two answers, in seconds. */
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
