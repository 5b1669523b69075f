package org.purlin.io.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.apache.beam.sdk.values.KV;
import org.purlin.transforms.changes.Comparison;
import org.purlin.transforms.changes.Sides;

/** Compares the hashes of rows. */
final class CompareRows
    implements Comparison<KV<String, String>, KV<String, String>, List<RowChange>> {

  private static final long serialVersionUID = 1L;

  @Override
  public List<RowChange> compare(
      SortedMap<String, Sides<KV<String, String>, KV<String, String>>> bucket) {
    List<RowChange> changes = new ArrayList<>();
    bucket.forEach(
        (text, sides) -> {
          RowChange.Kind kind = kind(sides);
          if (kind != null) {
            RowKey key = RowKey.parse(text);
            changes.add(new RowChange(key.window(), key.table(), key.key(), kind));
          }
        });
    return changes;
  }

  /** Null when the row is the same. */
  private static RowChange.Kind kind(Sides<KV<String, String>, KV<String, String>> sides) {
    if (sides.last().isEmpty()) {
      return RowChange.Kind.ADDED;
    }
    if (sides.today().isEmpty()) {
      return RowChange.Kind.REMOVED;
    }
    boolean same = sides.today().get(0).getValue().equals(sides.last().get(0).getValue());
    return same ? null : RowChange.Kind.MODIFIED;
  }
}
