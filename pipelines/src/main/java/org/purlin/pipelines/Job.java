package org.purlin.pipelines;

import java.util.Optional;
import org.purlin.pipelines.plan.Backfill;
import org.purlin.pipelines.plan.Plan;

/**
 * A verb that is a pipeline.
 *
 * @param <O> the job's options; their descriptions are its help page
 */
public interface Job<O extends JobOptions> extends Task<O> {

  /**
   * Reads the options, once, and plans. No data is written and nobody is asked for any; the output
   * may be locked for this run, and cleared of what killed runs left.
   *
   * @throws UserMistakeException when an option is wrong; the program ends with exit code 2
   */
  Run prepare(O options);

  /**
   * Says what a run would do, without doing it: nothing is locked, cleaned, written or made. Of
   * others something is asked only where the plan needs it, only to read, and the plan says so.
   *
   * @throws UserMistakeException as {@link #prepare}
   */
  Plan plan(O options);

  /** How the job's past is taken step by step; empty when the other side only tells the present. */
  default Optional<Backfill<O>> backfill() {
    return Optional.empty();
  }

  /** Why there is no {@link #backfill}, and what to do instead; in a sentence or two. */
  default String withoutBackfill() {
    return "It takes no past. Run it on a schedule; purlin schedule " + verb() + " shows how.";
  }

  /** Whether what the job brings lands as rows of tables, which can be loaded into BigQuery. */
  default boolean landsRows() {
    return true;
  }
}
