package org.purlin.pipelines.cli;

import java.util.Locale;
import java.util.Map;

/** Flags a runner needs for our jobs, unless the user gives them. Beam's own defaults differ. */
final class RunnerDefaults {

  /** Only the jar of the profile flink has this runner. */
  private static final String FLINK = "flinkrunner";

  /**
   * The steps that publish go over a group of names twice: to check all of it, then to act. And no
   * step changes an element it was given, so that none has to be copied between steps.
   */
  private static final Map<String, String> OF_FLINK =
      Map.of("reIterableGroupByKeyResult", "true", "fasterCopy", "true");

  private RunnerDefaults() {}

  /**
   * The flags of a runner.
   *
   * @param runner as the user gave it, in any case and with or without its package; may be null
   */
  static Map<String, String> of(String runner) {
    return runner != null && runner.toLowerCase(Locale.ROOT).endsWith(FLINK) ? OF_FLINK : Map.of();
  }
}
