package org.purlin.io.staging;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Cuts what is asked for into lists that fit a statement. */
public final class Chunks {

  /** SQL Server takes 2,100 parameters; fewer rows keep locks on rows rather than tables. */
  public static final int ROWS = 500;

  private Chunks() {}

  /** Lists of at most {@link #ROWS}, in the same order. */
  public static <T> List<List<T>> of(Collection<T> all) {
    List<T> list = List.copyOf(all);
    List<List<T>> chunks = new ArrayList<>();
    for (int from = 0; from < list.size(); from += ROWS) {
      chunks.add(list.subList(from, Math.min(list.size(), from + ROWS)));
    }
    return chunks;
  }
}
