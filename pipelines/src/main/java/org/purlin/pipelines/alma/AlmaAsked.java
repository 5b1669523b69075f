package org.purlin.pipelines.alma;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.purlin.io.alma.AlmaChoice;
import org.purlin.io.alma.AlmaTables;
import org.purlin.pipelines.Nearest;
import org.purlin.pipelines.OptionValues;
import org.purlin.pipelines.UserMistakeException;
import org.purlin.transforms.rows.Table;

/** Makes a choice of the options that say what is read. */
final class AlmaAsked {

  private static final String PREFIX = "alma_";

  private AlmaAsked() {}

  static AlmaChoice choice(PullAlmaOptions options) {
    LocalDate today = today(options.getToday());
    int days = options.getAttendanceDays();
    if (days < 0) {
      throw new UserMistakeException("--attendanceDays must be 0 or more, but was: " + days);
    }
    String year = options.getSchoolYear().strip();
    if (year.isEmpty()) {
      throw new UserMistakeException(
          "--schoolYear must be current, all, a name such as 2024-2025 or an id, but is empty.");
    }
    return new AlmaChoice(
        AlmaEndpoint.subdomain(options),
        new LinkedHashSet<>(OptionValues.words(options.getSchools())),
        year,
        OptionValues.words(options.getStudentStatus()),
        tables(options.getTables()),
        today,
        options.isFull() ? null : today.minusDays(days),
        OptionValues.duration("--refusedPause", options.getRefusedPause()));
  }

  private static LocalDate today(String given) {
    try {
      return given == null ? LocalDate.now(ZoneOffset.UTC) : LocalDate.parse(given.strip());
    } catch (DateTimeParseException e) {
      throw new UserMistakeException("--today must be a day such as 2024-10-15, but was: " + given);
    }
  }

  private static Set<String> tables(String list) {
    List<String> known = AlmaTables.ALL.stream().map(AlmaAsked::name).toList();
    Set<String> tables = new LinkedHashSet<>();
    for (String word : OptionValues.words(list)) {
      String name = withoutPrefix(word);
      if (!known.contains(name)) {
        throw new UserMistakeException(
            "--tables: there is no table "
                + word
                + "."
                + Nearest.hint(name, known, "")
                + " There are "
                + String.join(", ", known)
                + ".");
      }
      tables.add(PREFIX + name);
    }
    return tables;
  }

  /** What users call a table. */
  static String name(Table table) {
    return withoutPrefix(table.name());
  }

  private static String withoutPrefix(String table) {
    return table.startsWith(PREFIX) ? table.substring(PREFIX.length()) : table;
  }
}
