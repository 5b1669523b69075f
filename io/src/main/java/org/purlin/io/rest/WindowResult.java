package org.purlin.io.rest;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * What became of one window of a resource.
 *
 * @param resource name of the resource
 * @param window path below its tables
 * @param why null exactly when it is whole
 * @param planned units that were found
 * @param read units that were read
 * @param readEarlier of these, units that a run read which was killed
 * @param failures units that could not be read: at most {@link #MOST_NAMED} of {@code failed}
 * @param failed units that could not be read
 * @param pages that were read
 * @param records in the pages
 * @param total records that the endpoint says there are; null when it does not say
 * @param requests that were made, repeats included
 * @param charged what they cost
 * @param notices texts for users
 * @param rejects by reason
 * @param rejectedAt where, at most {@link #MOST_NAMED}
 * @param tables each
 */
public record WindowResult(
    String resource,
    String window,
    How how,
    String why,
    long planned,
    long read,
    long readEarlier,
    long failed,
    List<Failure> failures,
    long pages,
    long records,
    Long total,
    long requests,
    long charged,
    List<String> notices,
    Map<String, Long> rejects,
    List<String> rejectedAt,
    List<TableResult> tables)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** A report names so many; the tables of calls and of rejected records have all. */
  public static final int MOST_NAMED = 100;

  /** What is published. */
  public enum How {
    /** All of it. */
    WHOLE,
    /** What could be read. */
    PARTIAL,
    /** Nothing: what was there before is still there. */
    FAILED
  }

  /** A unit that could not be read, as far as it may be named. */
  public record Failure(String unit, String reason) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  WindowResult with(List<TableResult> others) {
    return new WindowResult(
        resource,
        window,
        how,
        why,
        planned,
        read,
        readEarlier,
        failed,
        failures,
        pages,
        records,
        total,
        requests,
        charged,
        notices,
        rejects,
        rejectedAt,
        others);
  }
}
