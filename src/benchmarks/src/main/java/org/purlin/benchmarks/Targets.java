package org.purlin.benchmarks;

/** What must hold, what was measured, and whether it holds. The median decides. */
final class Targets {

  private final TextTable table = new TextTable("what", "target", "median", "min", "max", "met");
  private boolean allMet = true;

  void atLeast(double target, String what, Samples samples) {
    add(what, ">= " + target, samples, samples.median() >= target);
  }

  void atMost(double target, String what, Samples samples) {
    add(what, "<= " + target, samples, samples.median() <= target);
  }

  /** A number to know, without a target. */
  void number(String what, Samples samples) {
    row(what, "", samples, "");
  }

  boolean allMet() {
    return allMet;
  }

  String table() {
    return table.toString();
  }

  private void add(String what, String target, Samples samples, boolean met) {
    allMet &= met;
    row(what, target, samples, met ? "yes" : "NO");
  }

  private void row(String what, String target, Samples samples, String met) {
    table.add(
        what,
        target,
        TextTable.text("%.2f", samples.median()),
        TextTable.text("%.2f", samples.min()),
        TextTable.text("%.2f", samples.max()),
        met);
  }
}
