package org.purlin.transforms.edfi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Tells whether sending a payload would change what the server holds. */
public final class PayloadComparison {

  private PayloadComparison() {}

  /**
   * True when the server's record says what the payload says. What only the server writes does not
   * count; null, an empty list and nothing are the same; lists have no order; numbers are compared
   * by value, descriptors without case and date-times as instants. Neither tree is changed.
   */
  public static boolean same(JsonNode fromServer, JsonNode payload) {
    return canonical(fromServer).equals(canonical(payload));
  }

  private static String canonical(JsonNode entry) {
    JsonNode copy = entry.deepCopy();
    if (copy instanceof ObjectNode object) {
      ServerMembers.strip(object);
    }
    return Canonical.asServersCompare(copy);
  }
}
