package org.purlin.pipelines.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;
import org.purlin.pipelines.plan.Backfill.Step;
import org.purlin.pipelines.plan.Plan;
import org.purlin.pipelines.plan.PlanText;

/**
 * What the open steps of a backfill are believed to take. Where steps have lengths, the plan of the
 * longest is scaled; where they have none, the plans of a few are added, and of many one is planned
 * and told as that.
 */
final class BackfillEstimate {

  /** So many plans are made; each of them may ask the outside system. */
  private static final int PLANS = 12;

  private BackfillEstimate() {}

  /**
   * The estimates of all open steps, as a plan that holds nothing else.
   *
   * @param open at least one
   */
  static Plan of(List<Step> open, Function<Step, Plan> planning) {
    Step longest = open.stream().max(Comparator.comparingLong(Step::length)).orElseThrow();
    if (longest.length() > 0) {
      return scaled(open, longest, planning.apply(longest));
    }
    return open.size() <= PLANS
        ? added(open, open.stream().map(planning).toList())
        : ofOne(open.get(0), planning.apply(open.get(0)));
  }

  private static Plan scaled(List<Step> open, Step longest, Plan plan) {
    long length = open.stream().mapToLong(Step::length).sum();
    boolean alike = open.stream().allMatch(step -> step.length() == longest.length());
    return changed(
        plan,
        number -> Math.round((double) number * length / longest.length()),
        (alike ? "each step as " : "by length, as ") + longest.name() + ": ");
  }

  private static Plan ofOne(Step step, Plan plan) {
    return changed(plan, number -> number, "only of " + step.name() + ", not of all steps: ");
  }

  private static Plan changed(Plan plan, LongUnaryOperator number, String start) {
    Plan.Builder all = Plan.of("");
    for (Plan.Estimate each : plan.estimates()) {
      if (each.number() == null) {
        all.unknown(each.what(), each.how());
      } else {
        all.estimate(each.what(), number.applyAsLong(each.number()), start + each.how());
      }
    }
    plan.gaps().forEach(all::gap);
    plan.requests().forEach(all::request);
    return all.build();
  }

  private static Plan added(List<Step> open, List<Plan> plans) {
    if (open.size() == 1) {
      return changed(plans.get(0), number -> number, "");
    }
    Plan.Builder all = Plan.of("");
    plans.stream()
        .flatMap(plan -> plan.estimates().stream())
        .map(Plan.Estimate::what)
        .distinct()
        .forEach(what -> add(what, open, plans, all));
    plans.stream().flatMap(plan -> plan.gaps().stream()).distinct().forEach(all::gap);
    for (int i = 0; i < open.size(); i++) {
      String start = open.get(i).name() + ": ";
      plans.get(i).requests().forEach(request -> all.request(start + request));
    }
    return all.build();
  }

  private static void add(String what, List<Step> open, List<Plan> plans, Plan.Builder all) {
    Map<String, Plan.Estimate> known = new LinkedHashMap<>();
    List<String> unknown = new ArrayList<>();
    for (int i = 0; i < open.size(); i++) {
      Plan.Estimate estimate = named(what, plans.get(i));
      if (estimate.number() == null) {
        unknown.add(open.get(i).name());
      } else {
        known.put(open.get(i).name(), estimate);
      }
    }
    if (known.isEmpty()) {
      all.unknown(what, "of each step: " + named(what, plans.get(0)).how());
      return;
    }
    Map.Entry<String, Plan.Estimate> first = known.entrySet().iterator().next();
    all.estimate(
        what,
        known.values().stream().mapToLong(Plan.Estimate::number).sum(),
        "sum of "
            + BackfillText.count(known.size())
            + (unknown.isEmpty() ? "" : ", without " + String.join(", ", unknown))
            + "; "
            + PlanText.amount(first.getValue())
            + " of "
            + first.getKey()
            + ": "
            + first.getValue().how());
  }

  /** Plans of one job's steps estimate the same things. */
  private static Plan.Estimate named(String what, Plan plan) {
    return plan.estimates().stream()
        .filter(estimate -> estimate.what().equals(what))
        .findFirst()
        .orElseGet(() -> new Plan.Estimate(what, null, "not estimated"));
  }
}
