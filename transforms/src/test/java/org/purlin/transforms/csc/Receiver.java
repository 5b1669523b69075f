package org.purlin.transforms.csc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a receiver holds of one child. */
public interface Receiver {

  void receive(ObjectNode record);

  /** What is held, in a form to compare; null when nothing is. */
  JsonNode meaning();

  /** True when what is held says the same as a record. */
  default boolean holds(ObjectNode record) {
    return meaning().equals(Meaning.of(record));
  }
}
