package org.purlin.transforms.changes;

import java.io.Serializable;
import java.util.SortedMap;

/**
 * Judges one bucket of keys.
 *
 * @param <T> a record of today
 * @param <L> a record of the last time
 * @param <D> what a bucket's differences amount to
 */
public interface Comparison<T, L, D> extends Serializable {

  /** Returns what differs; every key is there on at least one side, in the order of the keys. */
  D compare(SortedMap<String, Sides<T, L>> bucket);
}
