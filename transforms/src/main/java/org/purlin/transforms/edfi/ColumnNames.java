package org.purlin.transforms.edfi;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.purlin.transforms.rows.Table;

/**
 * Gives paths in a record the names of columns: {@code schoolReference_schoolId}. All are legal in
 * BigQuery. Names that would differ only in case get a number, in the order of their paths, so that
 * the same paths always get the same names.
 */
final class ColumnNames {

  /** BigQuery's limit. */
  static final int LONGEST = 300;

  /** How BigQuery lets no column's name begin, in whatever case; from its page on schemas. */
  private static final List<String> RESERVED =
      List.of("_table_", "_file_", "_partition", "_row_timestamp", "__root__", "_colidentifier");

  /** What BigQuery's client for Java calls the cells of a row; a column cannot be set under it. */
  private static final String CELLS = "f";

  private ColumnNames() {}

  /** Names by path; none of them is taken, in whatever case. */
  static Map<String, String> of(Collection<String> paths, Collection<String> taken) {
    Set<String> used = new HashSet<>();
    used.add(folded(Table.WINDOW));
    taken.forEach(name -> used.add(folded(name)));
    Map<String, String> names = new HashMap<>();
    for (String path : new TreeSet<>(paths)) {
      String plain = legal(path);
      String name = numbered(plain, "");
      for (int i = 2; !used.add(folded(name)); i++) {
        name = numbered(plain, "_" + i);
      }
      names.put(path, name);
    }
    return names;
  }

  private static String legal(String path) {
    String name = path.replaceAll("[^A-Za-z0-9_]", "_");
    boolean refused =
        Character.isDigit(name.charAt(0))
            || folded(name).equals(CELLS)
            || RESERVED.stream().anyMatch(folded(name)::startsWith);
    return refused ? "_" + name : name;
  }

  private static String numbered(String name, String number) {
    return name.substring(0, Math.min(name.length(), LONGEST - number.length())) + number;
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
