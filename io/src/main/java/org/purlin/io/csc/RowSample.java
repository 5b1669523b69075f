package org.purlin.io.csc;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.purlin.io.staging.StagingRow;
import org.purlin.transforms.csc.DeltaSettings;

/** Tells what a run could not read, without naming a row. */
public final class RowSample {

  private static final ReadTodayRow READ = new ReadTodayRow(DeltaSettings.DEFAULT);

  private RowSample() {}

  /** How many of these rows a run would put aside as unreadable, by the reason. */
  public static Map<String, Long> unreadable(List<StagingRow> rows) {
    Map<String, Long> reasons = new TreeMap<>();
    for (StagingRow row : rows) {
      String reason =
          READ.read(row.id(), row.personId(), row.payload(), row.rowState(), row.status()).reason();
      if (reason != null) {
        // Where in the text it is differs from row to row.
        reasons.merge(reason.replaceAll(" \\(line .*", ""), 1L, Long::sum);
      }
    }
    return reasons;
  }
}
