package org.purlin.io.edfi;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.purlin.io.landing.Part;

/**
 * What became of a district's rows.
 *
 * @param district its key; empty for rows that name none, or one that is not known
 * @param rows that were read for it
 * @param fates how many met which
 * @param rejects rejected rows by the type of their problem
 * @param places of the first rejected rows, with the type of their problem
 * @param skipped rows that were left, by why
 * @param duplicates rows whose natural key stands in an earlier row of the input too
 * @param duplicatesAt the first of them
 * @param problem why nothing, or no more, was sent to the district; null when nothing was in the
 *     way
 * @param posts requests that change something, repeats of one counted once
 * @param attempts of them, all counted
 * @param results the rows of its results; null exactly when this stands for no district
 */
public record DistrictResult(
    String district,
    long rows,
    Map<Fate, Long> fates,
    Map<String, Long> rejects,
    List<String> places,
    Map<String, Long> skipped,
    long duplicates,
    List<String> duplicatesAt,
    String problem,
    long posts,
    long attempts,
    Part results)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Stands for a run without any rows. */
  static DistrictResult none() {
    return new DistrictResult(
        "", 0, Map.of(), Map.of(), List.of(), Map.of(), 0, List.of(), null, 0, 0, null);
  }

  /** Rows that met this fate. */
  public long count(Fate fate) {
    return fates.getOrDefault(fate, 0L);
  }
}
