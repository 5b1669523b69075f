package org.purlin.io.edfi;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** Takes the records of a walk. */
interface PullSink {

  /** Whether the walk has brought this one already. */
  boolean isKnown(JsonNode record);

  /**
   * Takes one, unless it is known, and counts it.
   *
   * @param where the page and the place in it, for a report
   * @return whether it is new
   */
  boolean take(JsonNode record, Place where) throws IOException;

  /** A place in a walk: the page, from 1, and the record in it, from 1. */
  record Place(long page, int record) {
    @Override
    public String toString() {
      return "page " + page + ", record " + record;
    }
  }
}
