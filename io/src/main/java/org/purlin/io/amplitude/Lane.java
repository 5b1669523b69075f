package org.purlin.io.amplitude;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Windows asked for one after another. As many lanes as requests may be in flight: that bounds them
 * over all workers, where a lock would bound them on each.
 */
record Lane(List<HourWindow> windows) implements Serializable {

  /** Deals windows to at most so many lanes. */
  static List<Lane> deal(List<HourWindow> windows, int lanes) {
    List<Lane> dealt = new ArrayList<>();
    for (int lane = 0; lane < Math.min(lanes, windows.size()); lane++) {
      List<HourWindow> own = new ArrayList<>();
      for (int i = lane; i < windows.size(); i += lanes) {
        own.add(windows.get(i));
      }
      dealt.add(new Lane(own));
    }
    return dealt;
  }
}
