package org.purlin.pipelines.cli;

import java.util.List;
import org.purlin.pipelines.plan.Backfill.Step;
import org.purlin.pipelines.plan.PlanText;

/** The steps of a backfill, as text. */
final class BackfillText {

  /** Up to so many steps have a line each; of more, neighbours that are equally far share one. */
  private static final int LINES = 20;

  private BackfillText() {}

  /**
   * All steps in their order, and what is to be done.
   *
   * @param open of the steps, those to be done
   */
  static String of(String verb, List<Step> steps, List<Step> open, String order) {
    StringBuilder text =
        new StringBuilder(
            "Backfill of purlin "
                + verb
                + ", "
                + count(steps.size())
                + ", "
                + order
                + " first.\n\n");
    int from = 0;
    for (int to = 1; to <= steps.size(); to++) {
      boolean goesOn =
          steps.size() > LINES
              && to < steps.size()
              && open.contains(steps.get(to)) == open.contains(steps.get(from));
      if (!goesOn) {
        text.append("  ").append(steps.get(from).name());
        if (to - from > 1) {
          text.append(" to ")
              .append(steps.get(to - 1).name())
              .append(", ")
              .append(count(to - from));
        }
        text.append(open.contains(steps.get(from)) ? ": to do\n" : ": done before\n");
        from = to;
      }
    }
    return text.append('\n')
        .append(count(open.size()))
        .append(" to do, ")
        .append(PlanText.number((long) steps.size() - open.size()))
        .append(" done before.\n")
        .toString();
  }

  static String count(int steps) {
    return PlanText.number(steps) + (steps == 1 ? " step" : " steps");
  }
}
