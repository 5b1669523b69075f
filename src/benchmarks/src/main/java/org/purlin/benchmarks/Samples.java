package org.purlin.benchmarks;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The same thing measured several times, in the order of the runs. */
record Samples(List<Double> values) {

  static Samples of(List<Usage> usages, ToDoubleFunction<Usage> what) {
    return new Samples(usages.stream().map(what::applyAsDouble).toList());
  }

  /** The middle one; of an even number the mean of the two in the middle. */
  double median() {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  double min() {
    return values.stream().min(Double::compare).orElseThrow();
  }

  double max() {
    return values.stream().max(Double::compare).orElseThrow();
  }

  /**
   * Each divided by the other of the same round: what slows a round down slows both, so that their
   * ratio is steadier than either.
   */
  Samples dividedBy(Samples others) {
    return new Samples(
        IntStream.range(0, values.size())
            .mapToObj(i -> values.get(i) / others.values.get(i))
            .toList());
  }

  /** Each less the other of the same round. */
  Samples minus(Samples others) {
    return new Samples(
        IntStream.range(0, values.size())
            .mapToObj(i -> values.get(i) - others.values.get(i))
            .toList());
  }
}
