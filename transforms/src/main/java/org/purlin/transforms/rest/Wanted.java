package org.purlin.transforms.rest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is wanted of one place in a page: its records, its value, or something below it. */
final class Wanted {

  private final Map<String, Wanted> inner = new LinkedHashMap<>();
  private final List<RecordPath> paths = new ArrayList<>();
  private String pointer;

  static Wanted of(Iterable<RecordPath> paths, Iterable<String> pointers) {
    Wanted root = new Wanted();
    for (RecordPath path : paths) {
      root.at(path.anchor()).paths.add(path);
    }
    for (String pointer : pointers) {
      if (!pointer.startsWith("/") || pointer.endsWith("/")) {
        throw new IllegalArgumentException(
            "A pointer is /name or /name/name, but was: " + pointer + ".");
      }
      root.at(Arrays.asList(pointer.substring(1).split("/"))).pointer = pointer;
    }
    root.check("");
    return root;
  }

  private Wanted at(List<String> names) {
    Wanted place = this;
    for (String name : names) {
      place = place.inner.computeIfAbsent(name, n -> new Wanted());
    }
    return place;
  }

  /** One pass gives each place to one reader. */
  private void check(String place) {
    int readers = (inner.isEmpty() ? 0 : 1) + (paths.isEmpty() ? 0 : 1) + (pointer == null ? 0 : 1);
    if (readers > 1) {
      throw new IllegalArgumentException(
          "Something is wanted of '" + place + "' and of what is inside it; ask in two readings.");
    }
    inner.forEach((name, wanted) -> wanted.check(place + "/" + name));
  }

  /** What is wanted of a field; null where nothing is. */
  Wanted field(String name) {
    return inner.get(name);
  }

  /** True where a page is only to be looked through. */
  boolean isNothing() {
    return inner.isEmpty() && paths.isEmpty() && pointer == null;
  }

  /** True when something inside is wanted, not the place itself. */
  boolean isBelow() {
    return !inner.isEmpty();
  }

  /** The paths whose records are searched from here; empty where there are none. */
  List<RecordPath> paths() {
    return paths;
  }

  /** The paths whose records are searched from somewhere below. */
  List<RecordPath> pathsBelow() {
    List<RecordPath> below = new ArrayList<>();
    for (Wanted wanted : inner.values()) {
      below.addAll(wanted.paths);
      below.addAll(wanted.pathsBelow());
    }
    return below;
  }

  /** The pointer that names this place; null where none does. */
  String pointer() {
    return pointer;
  }
}
