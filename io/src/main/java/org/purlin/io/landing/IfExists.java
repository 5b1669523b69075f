package org.purlin.io.landing;

/** What happens to a window that has been published before. */
public enum IfExists {
  /** The new rows take the place of the old ones. */
  REPLACE,
  /** The new rows are added as further files. */
  APPEND,
  /** The run is refused. */
  FAIL
}
