package org.purlin.pipelines;

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

  /** Whether what the job brings lands as rows of tables, which can be loaded into BigQuery. */
  default boolean landsRows() {
    return true;
  }
}
