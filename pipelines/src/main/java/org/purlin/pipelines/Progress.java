package org.purlin.pipelines;

/**
 * How far a run is.
 *
 * @param done units finished
 * @param total units to do; 0 while unknown
 * @param unit what is counted, in the plural: {@code hours}
 */
public record Progress(long done, long total, String unit) {

  /** Nothing is known yet; nothing is shown. */
  public static final Progress UNKNOWN = new Progress(0, 0, "");
}
