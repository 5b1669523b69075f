package org.purlin.transforms.rest;

import java.io.IOException;

/** Takes what a page holds, in the page's order; a record comes before the records inside it. */
public interface RecordSink {

  /** A record was found. */
  void found(FoundRecord found) throws IOException;

  /**
   * What stands where a record, or what leads to one, was expected is something else. Its
   * neighbours are not harmed.
   *
   * @param place as in {@link FoundRecord#place}
   * @param reason what was expected and what kind of value is there; quotes nothing
   */
  void rejected(RecordPath path, String place, String reason) throws IOException;
}
