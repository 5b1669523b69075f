package org.purlin.transforms.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Serializable;
import java.util.List;

/**
 * Looks at all records of a list at once, and may change fields of each: for what can only be told
 * of a record beside its neighbours.
 */
@FunctionalInterface
public interface RecordEdit extends Serializable {

  /** Changes the records in place; none is added, removed or moved. */
  void edit(List<ObjectNode> records);
}
