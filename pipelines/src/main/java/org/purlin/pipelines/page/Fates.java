package org.purlin.pipelines.page;

import java.util.Set;

/** How a fate is coloured. The colour only repeats what the words say. */
final class Fates {

  private static final Set<String> GOOD =
      Set.of(
          "landed",
          "delivered",
          "done",
          "answered",
          "read",
          "read in full",
          "brought up to date",
          "selected",
          "accepted",
          "created",
          "updated",
          "deleted",
          "valid");

  private static final Set<String> BAD =
      Set.of(
          "rejected",
          "refused",
          "failed",
          "quarantined",
          "not usable",
          "too large",
          "in refused members",
          "failed there",
          "without an answer");

  private static final Set<String> OPEN =
      Set.of(
          "in doubt",
          "asked to slow down",
          "not sent",
          "not yet",
          "not published",
          "not readable",
          "held by the brake",
          "left to the next run",
          "rows left to the next run",
          "parked",
          "unknown");

  private Fates() {}

  /** A class of the page's style sheet. */
  static String style(String fate) {
    if (GOOD.contains(fate)) {
      return "good";
    }
    if (BAD.contains(fate)) {
      return "bad";
    }
    return OPEN.contains(fate) ? "open" : "calm";
  }
}
