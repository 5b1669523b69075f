package org.purlin.pipelines.page;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.purlin.pipelines.report.Balance;
import org.purlin.pipelines.report.RunReport;

/** How many rows or records a run brought to where they belong. */
final class Rows {

  private static final Set<String> ARRIVED =
      Set.of("landed", "delivered", "created", "updated", "deleted");

  private Rows() {}

  /** Of the last stage that lands or delivers something; 0 when the run did not get there. */
  static long arrived(RunReport report) {
    List<Balance> balances = report.outcome().balances();
    for (int i = balances.size() - 1; i >= 0; i--) {
      Map<String, Long> out = balances.get(i).out();
      if (out.keySet().stream().anyMatch(ARRIVED::contains)) {
        return out.entrySet().stream()
            .filter(fate -> ARRIVED.contains(fate.getKey()))
            .mapToLong(Map.Entry::getValue)
            .sum();
      }
    }
    return 0;
  }

  /** What those rows are called: {@code lines}, {@code children}; {@code rows} when not known. */
  static String unit(RunReport report) {
    List<Balance> balances = report.outcome().balances();
    for (int i = balances.size() - 1; i >= 0; i--) {
      if (balances.get(i).out().keySet().stream().anyMatch(ARRIVED::contains)) {
        return balances.get(i).stage();
      }
    }
    return "rows";
  }

  static long rejected(RunReport report) {
    return report.outcome().rejected();
  }
}
