package org.purlin.io.edfi;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.purlin.io.landing.Part;

/**
 * Rows of one target that were read together, not yet published. Layers lie on each other in the
 * order they were read: a record of one replaces the same record in those below.
 *
 * @param ids of the records that it replaces below, one a line; whether it has rows of them or, as
 *     after a deletion, none
 * @param rows by table; a table without rows may be missing
 */
record PullLayer(Part ids, Map<String, Part> rows) implements Serializable {

  private static final long serialVersionUID = 1L;

  /** All part files. */
  List<Part> parts() {
    return List.copyOf(rows.values());
  }
}
