package org.purlin.pipelines.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What went into a stage and what became of it. It closes when nothing is missing and nothing is
 * there twice: in = the sum of out.
 *
 * @param stage what is counted, in the plural: {@code events}
 * @param name what happened on the way in: {@code read}, {@code selected}
 * @param in how many
 * @param out the fates and how many met each, in the order they are shown: {@code landed}, {@code
 *     rejected}
 */
public record Balance(String stage, String name, long in, Map<String, Long> out) {

  public Balance {
    out = Ordered.copy(out);
  }

  /** A stage that took in {@code in} things; add what became of them with {@link #plus}. */
  public static Balance of(String stage, String name, long in) {
    return new Balance(stage, name, in, Map.of());
  }

  /** The same with one more fate. */
  public Balance plus(String fate, long count) {
    Map<String, Long> more = new LinkedHashMap<>(out);
    more.merge(fate, count, Long::sum);
    return new Balance(stage, name, in, more);
  }

  /** Whether everything that went in is accounted for. */
  @JsonIgnore
  public boolean isClosed() {
    return missing() == 0;
  }

  /** How many are unaccounted for; negative when more came out than went in. */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public long missing() {
    return in - out.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * The equation: {@code 1,000 read = 990 landed + 10 rejected}, with ≠ when it does not close.
   * Fates nothing met are left out.
   */
  public String equation() {
    String fates =
        out.entrySet().stream()
            .filter(fate -> fate.getValue() != 0)
            .map(fate -> Words.number(fate.getValue()) + " " + fate.getKey())
            .collect(Collectors.joining(" + "));
    return Words.number(in)
        + " "
        + name
        + (isClosed() ? " = " : " ≠ ")
        + (fates.isEmpty() ? "0" : fates);
  }
}
