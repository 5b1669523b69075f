package org.purlin.io.edfi;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.purlin.io.landing.Part;
import org.purlin.transforms.rows.Drift;

/** What is learned of a target on the way; all pieces of one are published together. */
sealed interface PullPiece extends Serializable {

  /** How it is read. */
  record Planned(PullPlan plan, PullNumbers numbers) implements PullPiece {}

  /**
   * A unit that was read to its end.
   *
   * @param number of the unit
   * @param layers in the order they were read
   * @param logs rows of lists about records, by table
   * @param numbers what was read
   * @param rejects records that became no row, by their reason
   * @param rejectedAt places of the first of them
   * @param drift of the resource's table
   */
  record Read(
      int number,
      List<PullLayer> layers,
      Map<String, Part> logs,
      PullNumbers numbers,
      Map<String, Long> rejects,
      List<String> rejectedAt,
      Drift drift)
      implements PullPiece {}

  /**
   * The target, or a unit of it, could not be read.
   *
   * @param why in words
   * @param isNotReadable whether the server does not let us read it, or does not have it
   * @param numbers what was read until then
   */
  record Failed(String why, boolean isNotReadable, PullNumbers numbers) implements PullPiece {}
}
