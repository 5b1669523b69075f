package org.purlin.io.csc;

import java.io.IOException;
import java.util.List;

/** Where batches go: the receiver, or files of a dry run. */
interface Outlet {

  /**
   * Takes a batch.
   *
   * @return a fate for each record, but for those that were certainly not sent
   */
  List<Result> send(Batch batch) throws IOException, InterruptedException;

  /** Says that the run is alive; throws when another one has taken over. */
  void alive();

  /** Why no further batch should be sent; null while all is well. */
  String stopped();
}
