package org.purlin.sandbox.edfi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What was deleted from a collection, and whose key changed. {@link Store} guards it. */
final class Trail {

  /** A record that was deleted. */
  record Deletion(String id, String key, long changeVersion, ObjectNode keyValues) {}

  /** A record that got another key; both as values by name. */
  record KeyChange(String id, long changeVersion, ObjectNode before, ObjectNode after) {}

  private final List<Deletion> deletions = new ArrayList<>();
  private final List<KeyChange> keyChanges = new ArrayList<>();

  Trail copy() {
    Trail copy = new Trail();
    copy.deletions.addAll(deletions);
    copy.keyChanges.addAll(keyChanges);
    return copy;
  }

  void deleted(Deletion deletion) {
    deletions.add(deletion);
  }

  void keyChanged(KeyChange change) {
    keyChanges.add(change);
  }

  List<Deletion> deletions(Predicate<Deletion> wanted) {
    return deletions.stream().filter(wanted).toList();
  }

  /** The key changes in a window, one a record: from its first key there to its last. */
  Collection<KeyChange> keyChanges(Filter window) {
    Map<String, KeyChange> merged = new LinkedHashMap<>();
    for (KeyChange change : keyChanges) {
      if (window.inWindow(change.changeVersion())) {
        merged.merge(
            change.id(),
            change,
            (first, next) ->
                new KeyChange(first.id(), next.changeVersion(), first.before(), next.after()));
      }
    }
    return merged.values();
  }
}
