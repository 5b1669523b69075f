package org.purlin.pipelines.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.purlin.pipelines.JobOptions;

/**
 * How a job's past is taken step by step.
 *
 * @param <O> the job's options
 */
public interface Backfill<O extends JobOptions> {

  /**
   * One run of the job.
   *
   * @param name what it takes, short; names it in the plan and in what is remembered
   * @param flags that make the job take just this: {@code start -> 2026-01-01}
   * @param length in a unit by which costs grow, such as hours; 0 where nothing tells how costs of
   *     steps compare
   */
  record Step(String name, Map<String, String> flags, long length) {

    public Step {
      flags = Map.copyOf(flags);
    }
  }

  /** What {@code --from}, {@code --to} and {@code --step} are for this job, one line each. */
  List<String> help();

  /** Flags of the job that belong to the backfill, so that a user cannot give them. */
  Set<String> flags();

  /**
   * The steps, oldest first.
   *
   * @param options the job's, as far as the user gave them
   * @param step null when not given
   * @throws org.purlin.pipelines.UserMistakeException when one of them is not as it must be
   */
  List<Step> steps(O options, String from, String to, String step);

  /** What stays missing however often a step is run, in a sentence; empty when there is no such. */
  default String staysMissing() {
    return "";
  }

  /**
   * Whether a step is proven done. Empty when the job keeps no proof; the backfill then remembers
   * in a file of its own which steps ended well.
   *
   * @param options of the step
   */
  Optional<Boolean> isDone(O options);
}
