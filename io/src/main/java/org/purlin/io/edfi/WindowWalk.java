package org.purlin.io.edfi;

import java.io.IOException;

/**
 * Reads the records whose last change lies in a range of change versions, by offset. Where the
 * server does not go so far by offset, the range is halved until it does.
 */
final class WindowWalk {

  private final OffsetWalk offsets;

  WindowWalk(OffsetWalk offsets) {
    this.offsets = offsets;
  }

  /**
   * Reads a window; both ends are inclusive.
   *
   * @param newest change version before the first page was read
   */
  void walk(PullSource source, long first, long last, long newest)
      throws IOException, InterruptedException {
    try {
      offsets.walk(source.between(first, last), newest);
    } catch (OffsetWalk.DepthException e) {
      if (first >= last) {
        throw e;
      }
      long middle = first + (last - first) / 2;
      walk(source, first, middle, newest);
      walk(source, middle + 1, last, newest);
    }
  }
}
