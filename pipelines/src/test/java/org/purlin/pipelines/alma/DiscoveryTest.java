package org.purlin.pipelines.alma;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.sandbox.alma.AlmaSandbox;
import org.purlin.sandbox.alma.AlmaSettings;

@Timeout(120)
class DiscoveryTest {

  private static final String GRADES = "--tables=grade_levels";

  @TempDir Path directory;

  private Desk desk;

  @BeforeEach
  void makeDesk() {
    desk = new Desk(directory);
  }

  /** Contract, check 3. */
  @Test
  void theCurrentYearIsFoundByStatusAlsoWhereItIsNotTheLastOne() throws IOException {
    try (AlmaSandbox alma = AlmaSandbox.start()) {
      desk.expect(0, alma, GRADES);
      assertThat(desk.column("alma_schools", "_school"), contains("oakelem", "oakhigh"));
      assertThat(current(desk), is(currentOf(alma)));
      assertThat(yearsWithGrades(), is(new TreeSet<>(currentOf(alma).values())));
      List<String> listed =
          desk.rows("alma_school_years", "oakdistrict/oakelem").stream()
              .map(year -> year.get("id").asText())
              .toList();
      assertThat(listed.indexOf(alma.currentYear(AlmaSettings.ELEMENTARY)), is(1));
      assertThat(listed.size(), is(3));
    }
  }

  /** Contract, check 3. */
  @Test
  void withoutStatusesTheDayTellsWhichYearIsCurrent() throws IOException {
    AlmaSettings settings = AlmaSettings.defaults().withoutYearStatuses();
    try (AlmaSandbox alma = AlmaSandbox.start(settings)) {
      desk.expect(0, alma, GRADES);
      assertThat(current(desk), is(currentOf(alma)));
      assertThat(yearsWithGrades(), is(new TreeSet<>(currentOf(alma).values())));

      desk.expect(0, alma, GRADES, "--today=2023-11-01");
      assertThat(
          desk.rows("alma_school_years").stream()
              .filter(year -> year.get("is_current").asBoolean())
              .map(year -> year.get("startDate").asText())
              .toList(),
          contains("2023-08-21", "2023-08-21"));
    }
  }

  @Test
  void aYearsNameIsUnderstoodInBothOfTheSchoolsSpellings() throws IOException {
    try (AlmaSandbox alma = AlmaSandbox.start()) {
      for (String name : List.of("2023-2024", "2023-24", "2023-2024 sy")) {
        Desk another = new Desk(directory.resolve(name));
        another.expect(0, alma, GRADES, "--schoolYear=" + name);
        Map<String, String> past = new TreeMap<>();
        for (JsonNode year : another.rows("alma_school_years")) {
          if (year.get("status").asText().equals("Past")) {
            past.put(year.get("_school").asText(), year.get("id").asText());
          }
        }
        assertThat(past.size(), is(2));
        assertThat(
            new TreeSet<>(another.column("alma_grade_levels", "schoolYearId")),
            is(new TreeSet<>(past.values())));
      }
    }
  }

  @Test
  void allYearsAreReadWhenAskedFor() throws IOException {
    try (AlmaSandbox alma = AlmaSandbox.start()) {
      desk.expect(0, alma, GRADES, "--schoolYear=all");
      assertThat(yearsWithGrades(), is(new TreeSet<>(desk.column("alma_school_years", "id"))));
      assertThat(yearsWithGrades().size(), is(6));
    }
  }

  @Test
  void anIdMeansTheYearOfOneSchoolAndOfTheOthersTheYearsThatExistAreNamed() throws IOException {
    try (AlmaSandbox alma = AlmaSandbox.start()) {
      String year = alma.currentYear(AlmaSettings.HIGH);
      desk.expect(3, alma, GRADES, "--schoolYear=" + year);
      assertThat(yearsWithGrades(), is(Set.of(year)));
      assertThat(
          desk.problems(),
          contains(
              "school oakelem: It has no school year "
                  + year
                  + "; it has 2023-2024, 2024-2025, 2025-2026."));
    }
  }

  @Test
  void aYearThatNoSchoolHasIsMissingAndNotEmpty() throws IOException {
    try (AlmaSandbox alma = AlmaSandbox.start()) {
      desk.expect(3, alma, GRADES, "--schoolYear=1999-2000");
      assertThat(desk.rows("alma_grade_levels"), is(empty()));
      assertThat(
          desk.problems(),
          contains(
              "school oakelem: It has no school year 1999-2000; it has 2023-2024, 2024-2025,"
                  + " 2025-2026.",
              "school oakhigh: It has no school year 1999-2000; it has 2023-2024 SY, 2025-2026 SY,"
                  + " 2024-2025 SY."));
    }
  }

  @Test
  void onlyListedSchoolsAreAskedAndOneThatIsNotThereIsNamed() throws IOException {
    try (AlmaSandbox alma = AlmaSandbox.start()) {
      desk.expect(3, alma, GRADES, "--schools=oakhigh, oakmiddle");
      assertThat(
          desk.problems(),
          contains("school oakmiddle: The district has no such school; it has oakhigh, oakelem."));
      assertThat(new TreeSet<>(desk.column("alma_grade_levels", "_school")), is(Set.of("oakhigh")));
      assertThat(
          alma.counts().keySet(),
          is(
              Set.of(
                  "/v2/oakdistrict/district/schools",
                  "/v2/oakhigh/school-years",
                  "/v2/oakhigh/grade-levels")));
    }
  }

  private Set<String> yearsWithGrades() {
    return new TreeSet<>(desk.column("alma_grade_levels", "schoolYearId"));
  }

  /** Year by school. */
  private static Map<String, String> current(Desk desk) {
    Map<String, String> current = new TreeMap<>();
    for (JsonNode year : desk.rows("alma_school_years")) {
      if (year.get("is_current").asBoolean()) {
        current.merge(year.get("_school").asText(), year.get("id").asText(), String::concat);
      }
    }
    return current;
  }

  private static Map<String, String> currentOf(AlmaSandbox alma) {
    Map<String, String> current = new TreeMap<>();
    for (String school : List.of(AlmaSettings.ELEMENTARY, AlmaSettings.HIGH)) {
      current.put(school, alma.currentYear(school));
    }
    return current;
  }
}
