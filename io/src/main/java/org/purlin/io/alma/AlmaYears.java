package org.purlin.io.alma;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.purlin.transforms.rest.RecordEdit;
import org.purlin.transforms.rest.RecordFilter;

/** Which school year of a school is the current one, and which ones a user means. */
final class AlmaYears {

  /** In place of a name: the current year of each school. */
  static final String CURRENT = "current";

  /** In place of a name: every year of each school. */
  static final String ALL = "all";

  /** 2024-2025 and 2024-25, and both with the ending that some schools give them. */
  private static final Pattern SPAN =
      Pattern.compile("(\\d{4})\\s*[-/]\\s*(?:\\d{2})?(\\d{2})(?:\\s+[Ss][Yy])?");

  private AlmaYears() {}

  /**
   * Sets {@code is_current} of all school years of one school. The year whose status is Current, in
   * any case, is the current one. Where none is, it is of the years that have begun the one that
   * began last: it holds the day, or it is the one before the holidays. The order means nothing.
   *
   * @param day the day it is
   */
  static RecordEdit marking(LocalDate day) {
    return new Marking(day);
  }

  /**
   * The years a user means.
   *
   * @param year {@link #CURRENT}, {@link #ALL}, an id, or a name. A name such as 2024-2025 also
   *     means 2024-25 and 2024-2025 SY, because schools of one district write it in different ways.
   */
  static RecordFilter chosen(String year) {
    return new Chosen(year.strip());
  }

  private record Marking(LocalDate day) implements RecordEdit {

    @Override
    public void edit(List<ObjectNode> records) {
      boolean statusTells = records.stream().anyMatch(Marking::isCalledCurrent);
      Optional<LocalDate> latest =
          records.stream()
              .map(Marking::start)
              .flatMap(Optional::stream)
              .filter(start -> !start.isAfter(day))
              .max(Comparator.naturalOrder());
      for (ObjectNode year : records) {
        boolean isCurrent =
            statusTells ? isCalledCurrent(year) : latest.isPresent() && latest.equals(start(year));
        year.put(AlmaTables.IS_CURRENT, isCurrent);
      }
    }

    private static boolean isCalledCurrent(ObjectNode year) {
      return year.path("status").asText().strip().equalsIgnoreCase(CURRENT);
    }

    private static Optional<LocalDate> start(ObjectNode year) {
      try {
        return Optional.of(LocalDate.parse(year.path("startDate").asText().strip()));
      } catch (DateTimeParseException noDate) {
        return Optional.empty();
      }
    }
  }

  private record Chosen(String year) implements RecordFilter {

    @Override
    public boolean accepts(ObjectNode record) {
      return switch (year.toLowerCase(Locale.ROOT)) {
        case ALL -> true;
        case CURRENT -> record.path(AlmaTables.IS_CURRENT).asBoolean();
        default -> {
          String name = record.path("name").asText().strip();
          yield year.equals(record.path("id").asText().strip())
              || year.equalsIgnoreCase(name)
              || (span(year).isPresent() && span(year).equals(span(name)));
        }
      };
    }

    private static Optional<String> span(String name) {
      Matcher span = SPAN.matcher(name);
      return span.matches() ? Optional.of(span.group(1) + span.group(2)) : Optional.empty();
    }
  }
}
