package org.purlin.io.alma;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlmaYearsTest {

  private static ObjectNode year(String name, String start, String end, String status) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", "id of " + name + " ")
        .put("name", name)
        .put("startDate", start)
        .put("endDate", end)
        .put("status", status);
  }

  private static List<ObjectNode> years(String... statuses) {
    return Stream.of(
            year("2023-2024", "2023-08-21", "2024-06-14", statuses[0]),
            year("2025-2026", "2025-08-18", "2026-06-19", statuses[1]),
            year("2024-2025", "2024-08-19", "2025-06-19", statuses[2]))
        .toList();
  }

  private static List<String> current(String day, List<ObjectNode> years) {
    AlmaYears.marking(LocalDate.parse(day)).edit(years);
    return years.stream()
        .filter(AlmaYears.chosen("current")::accepts)
        .map(year -> year.get("name").asText())
        .toList();
  }

  @Test
  void theStatusTellsWhateverTheDayTheCaseAndTheOrder() {
    assertThat(current("1990-01-01", years("Past", " CURRENT ", "past")), contains("2025-2026"));
    assertThat(current("2030-01-01", years("current", "Future", "Past")), contains("2023-2024"));
  }

  @ParameterizedTest
  @CsvSource({
    "2024-10-15, 2024-2025",
    "2024-08-19, 2024-2025",
    "2024-08-18, 2023-2024",
    "2025-07-10, 2024-2025",
    "2025-08-18, 2025-2026",
    "2031-01-01, 2025-2026"
  })
  void whereNoStatusTellsItIsTheYearThatBeganLast(String day, String name) {
    List<ObjectNode> years = years(null, "", "Planned");
    assertThat(current(day, years), contains(name));
    List<ObjectNode> reversed = new ArrayList<>(years);
    Collections.reverse(reversed);
    assertThat(current(day, reversed), contains(name));
  }

  @Test
  void beforeTheFirstYearAndWithoutDatesNoYearIsCurrent() {
    assertThat(current("2020-01-01", years(null, null, null)), is(empty()));
    ObjectNode undated = year("a", "soon", null, null);
    assertThat(current("2024-10-15", List.of(undated)), is(empty()));
    assertThat(undated.get("is_current").asBoolean(true), is(false));
  }

  @ParameterizedTest
  @CsvSource({
    "2024-2025, 2024-2025, true",
    "2024-2025, 2024-2025 SY, true",
    "2024-2025, 2024-25, true",
    "2024-25, 2024-2025 SY, true",
    "2024-2025 SY, 2024-2025, true",
    "2024-2025, 2023-2024, false",
    "2024-2025, 2024-2025 Summer, false",
    "2024-2025 Summer, 2024-2025 summer, true",
    "2024-2025 Summer, 2024-2025, false",
    "2024, 2024-2025, false",
    "ALL, anything, true",
    "id of Terms, Terms, true",
    "id of terms, Terms, false"
  })
  void aNameAnIdOrAllMeansAYear(String asked, String name, boolean means) {
    ObjectNode year = year(name, "2024-08-19", "2025-06-19", "Past");
    assertThat(AlmaYears.chosen(asked).accepts(year), is(means));
  }
}
