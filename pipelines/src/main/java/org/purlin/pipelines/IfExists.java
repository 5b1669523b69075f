package org.purlin.pipelines;

/** What happens to results of the same window from an earlier run. */
public enum IfExists {
  /** They are replaced. */
  REPLACE,
  /** They stay, and new results are put beside them. */
  APPEND,
  /** They stay, and the run stops before it writes. */
  FAIL
}
