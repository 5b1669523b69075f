package org.purlin.pipelines.alma;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.alma.AlmaSandbox;
import org.purlin.sandbox.alma.AlmaSettings;

/** A list that cannot be empty, and is, takes nothing away unnoticed. */
@Timeout(120)
class EmptyAnswersTest {

  private static final String GRADES = "--tables=grade_levels";
  private static final String NO_SCHOOLS = "{\"response\":{\"schools\":[]}}";
  private static final String NOTHING = "{\"response\":[]}";

  @TempDir Path directory;

  private Desk desk;

  @BeforeEach
  void makeDesk() {
    desk = new Desk(directory);
  }

  private static Fault answer(String body) {
    return Fault.status(200, Map.of("Content-Type", "application/json"), body);
  }

  @Test
  void aDistrictWithoutSchoolsIsAFailureAndItsSchoolsStay() throws IOException {
    try (AlmaSandbox alma = AlmaSandbox.start()) {
      desk.expect(0, alma, GRADES);
      alma.onNextOf("district/schools", answer(NO_SCHOOLS));
      desk.expect(3, alma, GRADES);
      assertThat(
          desk.problems().get(0),
          is(
              "schools oakdistrict: /v2/oakdistrict/district/schools has no records, which cannot"
                  + " be."));
      assertThat(desk.column("alma_schools", "id"), contains("oakelem", "oakhigh"));
    }
  }

  @Test
  void aSchoolWithoutYearsIsAFailureItsYearsStayAndOtherSchoolsAreRead() throws IOException {
    try (AlmaSandbox alma = AlmaSandbox.start()) {
      desk.expect(0, alma, GRADES);
      List<String> before = desk.column("alma_school_years", "id");
      alma.onNext(
          request ->
              request.path().equals("/v2/oakhigh/school-years")
                  && request.header("authorization").isPresent(),
          answer(NOTHING));
      desk.expect(3, alma, GRADES);
      assertThat(
          desk.problems().get(0),
          is(
              "school-years oakdistrict/oakhigh: /v2/oakhigh/school-years has no records, which"
                  + " cannot be."));
      assertThat(desk.column("alma_school_years", "id"), is(before));
      assertThat(desk.balance("requests"), startsWith("4 planned = 3 answered + 1 failed"));
    }
  }

  @Test
  void aYearThatLosesAllItsStudentsIsAProblemUntilTheyAreBack() throws IOException {
    try (AlmaSandbox alma = AlmaSandbox.start()) {
      String[] high = {"--schools=oakhigh", "--tables=students,attendance"};
      desk.expect(0, alma, high);
      String problem =
          "students oakdistrict/oakhigh/"
              + alma.currentYear(AlmaSettings.HIGH)
              + ": The list of students is empty, but students or their attendance were landed"
              + " before.";
      for (int day = 0; day < 2; day++) {
        alma.onNextOf("students", answer(NOTHING));
        desk.expect(3, alma, high);
        assertThat(desk.problems(), contains(problem));
        assertThat(desk.rows("alma_attendance").size(), is(120));
      }
      alma.onNextOf("students", answer(NOTHING));
      desk.expect(3, alma, "--schools=oakhigh", "--tables=attendance");
      assertThat(desk.problems(), contains(problem));

      desk.expect(0, alma, high);
      assertThat(desk.rows("alma_students").size(), is(12));
    }
  }

  @Test
  void aYearThatHasNoStudentsYetIsNoProblem() throws IOException {
    try (AlmaSandbox alma = AlmaSandbox.start()) {
      alma.onNextOf("students", answer(NOTHING));
      desk.expect(0, alma, "--schools=oakhigh", "--tables=students,attendance");
    }
  }
}
