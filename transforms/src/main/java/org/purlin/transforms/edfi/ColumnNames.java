package org.purlin.transforms.edfi;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Gives paths in a record the names of columns: {@code schoolReference_schoolId}. Names that would
 * differ only in case get a number, in the order of their paths, so that the same paths always get
 * the same names.
 */
final class ColumnNames {

  private ColumnNames() {}

  /** Names by path; none of them is taken, in whatever case. */
  static Map<String, String> of(Collection<String> paths, Collection<String> taken) {
    Set<String> used = new HashSet<>();
    taken.forEach(name -> used.add(folded(name)));
    Map<String, String> names = new HashMap<>();
    for (String path : new TreeSet<>(paths)) {
      String plain = legal(path);
      String name = plain;
      for (int i = 2; !used.add(folded(name)); i++) {
        name = plain + "_" + i;
      }
      names.put(path, name);
    }
    return names;
  }

  private static String legal(String path) {
    String name = path.replaceAll("[^A-Za-z0-9_]", "_");
    return Character.isDigit(name.charAt(0)) ? "_" + name : name;
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
