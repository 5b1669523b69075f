package org.purlin.io.csc;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import org.purlin.transforms.csc.ChildRules;
import org.purlin.transforms.csc.DeltaSettings;

/**
 * How a record is built and checked.
 *
 * @param full whether a changed child is sent whole, with purges of what is gone, or only its
 *     changes
 * @param delta the answers to what the receiver's specification leaves open
 * @param rules a file of rules as text; null is the standard ones
 */
public record Payload(boolean full, DeltaSettings delta, String rules) implements Serializable {

  private static final long serialVersionUID = 1L;

  ChildRules childRules() {
    return rules == null
        ? ChildRules.standard()
        : ChildRules.of(rules.getBytes(StandardCharsets.UTF_8));
  }
}
