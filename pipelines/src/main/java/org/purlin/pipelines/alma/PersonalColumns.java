package org.purlin.pipelines.alma;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.purlin.io.alma.AlmaTables;
import org.purlin.pipelines.Nearest;
import org.purlin.pipelines.OptionValues;
import org.purlin.pipelines.UserMistakeException;
import org.purlin.transforms.rows.Column;
import org.purlin.transforms.rows.ColumnType;
import org.purlin.transforms.rows.Table;

/**
 * The columns with personal data that a user names in {@code --allow} or {@code --hash}. A name
 * that is none is refused: nothing personal is written, or left out, because of a typing error.
 */
final class PersonalColumns {

  /** In place of a list. */
  private static final String ALL = "all";

  private PersonalColumns() {}

  /** Columns as {@code table.column}. */
  static Set<String> allowed(String list) {
    return named("--allow", list, column -> true);
  }

  /** The same; only a text can become a hash. */
  static Set<String> hashed(String list) {
    return named("--hash", list, column -> column.type() == ColumnType.STRING);
  }

  private static Set<String> named(String flag, String list, Predicate<Column> fits) {
    Set<String> named = new LinkedHashSet<>();
    for (String word : OptionValues.words(list)) {
      Set<String> found = find(word, fits);
      if (found.isEmpty()) {
        throw mistake(flag, word, fits);
      }
      named.addAll(found);
    }
    return named;
  }

  private static Set<String> find(String word, Predicate<Column> fits) {
    Set<String> found = new LinkedHashSet<>();
    for (Table table : AlmaTables.ALL) {
      for (Column column : personal(table)) {
        boolean isNamed =
            word.equals(ALL)
                || word.equals(column.name())
                || word.equals(table.name() + "." + column.name())
                || word.equals(AlmaAsked.name(table) + "." + column.name());
        if (isNamed && fits.test(column)) {
          found.add(table.name() + "." + column.name());
        }
      }
    }
    return found;
  }

  private static List<Column> personal(Table table) {
    return table.columns().stream().filter(Column::personal).toList();
  }

  private static UserMistakeException mistake(String flag, String word, Predicate<Column> fits) {
    Set<String> names = new LinkedHashSet<>();
    for (Table table : AlmaTables.ALL) {
      personal(table).stream().filter(fits).map(Column::name).forEach(names::add);
    }
    List<String> known = new ArrayList<>(names);
    known.add(ALL);
    boolean isNoText = !find(word, column -> true).isEmpty();
    return new UserMistakeException(
        flag
            + ": "
            + (isNoText
                ? word + " is no text, so it can be left out or allowed, but not hashed."
                : "there is no personal column " + word + "." + Nearest.hint(word, known, ""))
            + " There are "
            + String.join(", ", known)
            + ".");
  }
}
