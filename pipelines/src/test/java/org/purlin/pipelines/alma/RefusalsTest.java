package org.purlin.pipelines.alma;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.alma.AlmaSandbox;
import org.purlin.sandbox.alma.AlmaSettings;

@Timeout(240)
class RefusalsTest {

  private static final String[] ATTENDANCE = {"--schools=oakhigh", "--tables=attendance"};
  private static final AlmaSettings SIXTY =
      AlmaSettings.defaults().withPupils(60).withAttendanceDays(3);

  @TempDir Path directory;

  private Desk desk;

  @BeforeEach
  void makeDesk() {
    desk = new Desk(directory);
  }

  /** Contract, check 9. */
  @Test
  void pupilsThatAreRefusedTwiceAreAskedForAgainUntilAllAreThere() throws IOException {
    try (AlmaSandbox alma = AlmaSandbox.start(SIXTY)) {
      alma.refuseAttendance(2, three(alma));
      desk.expect(0, alma, ATTENDANCE);
      assertThat(students(), is(new TreeSet<>(alma.students(AlmaSettings.HIGH))));
      assertThat(desk.balance("requests"), is("63 planned = 63 answered"));
    }
  }

  /** Contract, check 9. */
  @Test
  void pupilsThatAreRefusedForEverAreListedByHashAndTheOthersAreThere() throws IOException {
    try (AlmaSandbox alma = AlmaSandbox.start(SIXTY)) {
      List<String> refused = List.of(three(alma));
      alma.refuseAttendanceForEver(three(alma));
      desk.expect(3, alma, ATTENDANCE);
      Set<String> others = new TreeSet<>(alma.students(AlmaSettings.HIGH));
      refused.forEach(others::remove);
      assertThat(students(), is(others));
      assertThat(desk.balance("requests"), is("63 planned = 60 answered + 3 failed"));
      assertThat(desk.problems().size(), is(1));
      String problem = desk.problems().get(0);
      assertThat(problem, containsString("3 of 60 could not be read"));
      assertThat(problem, containsString("status 403"));
      assertThat(
          Pattern.compile("students/~[0-9a-f]{12}/attendance")
              .matcher(problem.substring(problem.indexOf("They are")))
              .results()
              .map(found -> found.group())
              .distinct()
              .count(),
          is(3L));
      for (String student : refused) {
        assertThat(desk.everything().toString(), not(containsString(student)));
      }

      alma.acceptAttendance();
      desk.expect(0, alma, ATTENDANCE);
      assertThat(students(), is(new TreeSet<>(alma.students(AlmaSettings.HIGH))));
    }
  }

  @Test
  void thePauseBeforeWhatWasRefusedIsAskedForAgainIsTheOneThatWasGiven() throws IOException {
    try (AlmaSandbox alma = AlmaSandbox.start()) {
      alma.onNextOf("school-years", Fault.status(403));
      long begun = System.nanoTime();
      desk.expect(0, alma, "--schools=oakhigh", "--tables=staff", "--refusedPause=PT4S");
      // A run draws from three to five seconds, so that those who wait do not come together.
      assertThat(System.nanoTime() - begun >= Duration.ofSeconds(3).toNanos(), is(true));
    }
  }

  @Test
  void whatIsAskedOfASchoolIsAskedForAgainToo() throws IOException {
    try (AlmaSandbox alma = AlmaSandbox.start()) {
      for (String endpoint : List.of("school-years", "staff", "cohorts", "grading-periods")) {
        alma.onNextOf(endpoint, Fault.status(403));
      }
      desk.expect(0, alma, "--schools=oakhigh", "--tables=staff,cohorts,grading_periods");
      assertThat(alma.pendingFaults(), is(0));
      assertThat(desk.balance("requests"), is("5 planned = 5 answered"));
      assertThat(desk.rows("alma_staff").size(), is(3));
    }
  }

  @Test
  void anEndpointThatBearsFewCallsAtATimeIsReadInFull() throws IOException {
    try (AlmaSandbox alma = AlmaSandbox.start(SIXTY.withAttendanceInFlight(2))) {
      desk.expect(0, alma, ATTENDANCE);
      assertThat(students(), is(new TreeSet<>(alma.students(AlmaSettings.HIGH))));
    }
  }

  @Test
  void whatIsRefusedWithAStatusNobodyKnowsFailsAloneAndItsWindowStays() throws IOException {
    try (AlmaSandbox alma = AlmaSandbox.start()) {
      desk.expect(0, alma, "--tables=students,grade_levels");
      List<String> before = desk.column("alma_grade_levels", "_row_hash");
      alma.onNextOf("grade-levels", Fault.status(418));
      desk.expect(3, alma, "--tables=students,grade_levels");
      assertThat(desk.problems().size(), is(1));
      assertThat(desk.problems().get(0), containsString("status 418"));
      assertThat(desk.column("alma_grade_levels", "_row_hash"), is(before));
      assertThat(
          desk.rows("alma_school_years").stream()
              .map(year -> year.get("_school").asText())
              .distinct()
              .sorted()
              .toList(),
          contains("oakelem", "oakhigh"));
    }
  }

  private Set<String> students() {
    return new TreeSet<>(desk.column("alma_attendance", "student_id"));
  }

  private static String[] three(AlmaSandbox alma) {
    List<String> students = alma.students(AlmaSettings.HIGH);
    return new String[] {students.get(7), students.get(31), students.get(55)};
  }
}
