package org.purlin.pipelines.alma;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.sandbox.alma.AlmaSandbox;
import org.purlin.sandbox.alma.AlmaSettings;

/** The endpoint gives all enrolments of a student, whatever the year. */
@Timeout(120)
class EnrollmentsTest {

  private static final String SCHOOL = AlmaSettings.HIGH;
  private static final String[] ENROLLMENTS = {"--schools=" + SCHOOL, "--tables=enrollments"};

  @TempDir Path directory;

  private Desk desk;

  @BeforeEach
  void makeDesk() {
    desk = new Desk(directory);
  }

  /** The student and id of each row, sorted. */
  private List<String> enrollments() {
    return desk.rows("alma_enrollments").stream()
        .map(row -> row.get("student_id").asText() + " " + row.get("id").asText())
        .sorted()
        .toList();
  }

  private void assertEachOnce() {
    assertThat(enrollments(), is(List.copyOf(new TreeSet<>(enrollments()))));
  }

  @Test
  void anEnrolmentLandsOnceThoughTheSchoolYearRollsOver() throws IOException {
    try (AlmaSandbox alma = AlmaSandbox.start()) {
      desk.expect(0, alma, ENROLLMENTS);
      List<String> before = enrollments();
      assertEachOnce();

      alma.rollOver();
      String newcomer = alma.addStudent(SCHOOL);
      desk.expect(0, alma, "--today=2025-10-15", ENROLLMENTS[0], ENROLLMENTS[1]);
      assertEachOnce();
      assertThat(enrollments().containsAll(before), is(true));
      assertThat(enrollments().size(), greaterThan(before.size()));
      assertThat(desk.column("alma_enrollments", "student_id"), hasItem(newcomer));
    }
  }

  @Test
  void withAllYearsAStudentOfSeveralHasEachEnrolmentOnceAndTheOthersAreCounted()
      throws IOException {
    try (AlmaSandbox alma = AlmaSandbox.start()) {
      desk.expect(0, alma, "--schoolYear=all", ENROLLMENTS[0], ENROLLMENTS[1]);
      assertEachOnce();
      // Two schools, three years, and of 13 students, of whom one left, 9 were there last year.
      assertThat(desk.balance("rows"), is("28 read = 19 landed + 9 sent twice"));
    }
  }
}
