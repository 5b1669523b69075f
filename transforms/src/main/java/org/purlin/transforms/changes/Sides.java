package org.purlin.transforms.changes;

import java.util.ArrayList;
import java.util.List;

/**
 * What both sides have under one key. Usually one record each, or none; more than one means that
 * the side has a key twice, which the comparison has to judge.
 *
 * @param today empty when the record is gone
 * @param last empty when the record is new
 */
public record Sides<T, L>(List<T> today, List<L> last) {

  static <T, L> Sides<T, L> none() {
    return new Sides<>(new ArrayList<>(), new ArrayList<>());
  }
}
