package org.purlin.pipelines.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A command that suits what a run left: the same verb with its window spelt out, or another verb.
 * The flags the run was given go along.
 *
 * @param why what it is for, as a heading: {@code Settle what is in doubt}
 * @param verb the verb to run
 * @param keeps flags of the run that the verb takes too; empty for all of them
 * @param flags what is set or replaced; an empty value takes the flag away
 */
public record FollowUp(String why, String verb, List<String> keeps, Map<String, String> flags) {

  public FollowUp {
    keeps = Ordered.copy(keeps);
    flags = Ordered.copy(flags);
  }

  /** The flags of the command, of those that were given to the run. */
  public Map<String, String> flags(Map<String, String> given) {
    Map<String, String> all = new LinkedHashMap<>(given);
    if (!keeps.isEmpty()) {
      all.keySet().retainAll(keeps);
    }
    all.putAll(flags);
    all.values().removeIf(String::isEmpty);
    return all;
  }
}
