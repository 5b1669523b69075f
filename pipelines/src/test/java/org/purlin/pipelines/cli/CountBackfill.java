package org.purlin.pipelines.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.purlin.pipelines.plan.Backfill;

/** Days of a made-up job by their numbers; {@code --step} says what goes wrong on each of them. */
final class CountBackfill implements Backfill<CountOptions> {

  @Override
  public List<String> help() {
    return List.of("--from=<day>   number of the first day");
  }

  @Override
  public Set<String> flags() {
    return Set.of("windowHours", "trouble");
  }

  @Override
  public List<Step> steps(CountOptions options, String from, String to, String step) {
    List<Step> steps = new ArrayList<>();
    for (int day = Integer.parseInt(from); day <= Integer.parseInt(to); day++) {
      String trouble = step == null ? "NOTHING" : step.split(",", -1)[steps.size()];
      steps.add(new Step("day " + day, Map.of("windowHours", "2", "trouble", trouble), 2));
    }
    return steps;
  }

  @Override
  public Optional<Boolean> isDone(CountOptions options) {
    return Optional.empty();
  }
}
