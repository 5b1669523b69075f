package org.purlin.pipelines.alma;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.alma.AlmaSandbox;
import org.purlin.sandbox.alma.AlmaSettings;

/** Contract, check 12. */
@Timeout(180)
class ResumeTest {

  private static final String[] ATTENDANCE = {
    "--schools=oakhigh", "--tables=attendance", "--concurrency=1"
  };

  @TempDir Path directory;

  private Desk desk;

  @BeforeEach
  void makeDesk() {
    desk = new Desk(directory);
  }

  private static AlmaSandbox sixty() throws IOException {
    return AlmaSandbox.start(AlmaSettings.defaults().withPupils(60).withAttendanceDays(3));
  }

  /** Ends a run in the middle: from some call of attendance on nobody is let in any more. */
  private void endAfter(int calls, AlmaSandbox alma) {
    alma.onNext(
        request -> request.header("authorization").isPresent() && attendance(alma).size() >= calls,
        Fault.status(401).times(1000));
    desk.expect(2, alma, ATTENDANCE);
    assertThat(desk.rows("alma_attendance"), is(empty()));
    alma.clearFaults();
  }

  /** How often each pupil's attendance was given, by path. */
  private static Map<String, Integer> attendance(AlmaSandbox alma) {
    return alma.counts().entrySet().stream()
        .filter(count -> count.getKey().endsWith("/attendance"))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Test
  void aRunAfterOneThatEndedInTheMiddleAsksOnlyForTheOthers() throws IOException {
    try (AlmaSandbox alma = sixty()) {
      endAfter(30, alma);
      assertThat(attendance(alma).size(), is(30));

      desk.expect(0, alma, ATTENDANCE);
      assertThat(attendance(alma).size(), is(60));
      assertThat(new TreeSet<>(attendance(alma).values()), is(new TreeSet<>(List.of(1))));
      assertThat(desk.outcome().at("/counters/answered before a kill").asInt(), is(30));
      assertThat(
          new TreeSet<>(desk.column("alma_attendance", "student_id")),
          is(new TreeSet<>(alma.students(AlmaSettings.HIGH))));
      assertThat(
          Desk.filesBelow(desk.output().resolve("_state/alma/pieces")).keySet(), is(empty()));
    }
  }

  @Test
  void onAnotherDayOrWhenItIsNotWantedEverythingIsAskedForAgain() throws IOException {
    try (AlmaSandbox alma = sixty()) {
      endAfter(30, alma);
      desk.expect(0, alma, "--schools=oakhigh", "--tables=attendance", "--today=2024-10-16");
      assertThat(desk.outcome().at("/counters/answered before a kill").asInt(), is(0));
      assertThat(attendance(alma).values().stream().mapToInt(count -> count).sum(), is(90));

      desk.expect(0, alma, "--schools=oakhigh", "--tables=attendance", "--resumeWithin=PT0S");
      assertThat(attendance(alma).values().stream().mapToInt(count -> count).sum(), is(150));
    }
  }

  @Test
  void aSecondFullRunHasTheSameHashesAndWhatIsThereTwiceIsStoredOnceAndCounted()
      throws IOException {
    try (AlmaSandbox alma = AlmaSandbox.start()) {
      desk.expect(0, alma, "--full");
      Map<String, String> hashes = hashes();
      assertThat(desk.balance("rows"), is("339 read = 337 landed + 2 sent twice"));

      desk.expect(0, alma, "--full");
      assertThat(hashes(), is(hashes));
      assertThat(hashes.size(), is(337));
    }
  }

  @Test
  void daysBeforeTheLookBackStayAsTheyWereLandedUnlessTheRunIsFull() throws IOException {
    try (AlmaSandbox alma = AlmaSandbox.start()) {
      String student = alma.students(AlmaSettings.HIGH).get(0);
      var days = alma.attendanceDates(AlmaSettings.HIGH);
      desk.expect(0, alma, ATTENDANCE);
      alma.changeAttendance(AlmaSettings.HIGH, student, days.get(0), "Changed early");
      alma.changeAttendance(AlmaSettings.HIGH, student, days.get(9), "Changed late");

      desk.expect(0, alma, "--schools=oakhigh", "--tables=attendance", "--attendanceDays=3");
      assertThat(statuses("Changed early") + statuses("Changed late"), is(1L));
      assertThat(statuses("Changed late"), is(1L));
      assertThat(desk.rows("alma_attendance").size(), is(120));

      desk.expect(0, alma, "--schools=oakhigh", "--tables=attendance", "--full");
      assertThat(statuses("Changed early"), is(1L));
      assertThat(desk.rows("alma_attendance").size(), is(120));
    }
  }

  private long statuses(String status) {
    return desk.column("alma_attendance", "status").stream().filter(status::equals).count();
  }

  /** The hash of every row, by what tells it from others. */
  private Map<String, String> hashes() {
    Map<String, String> hashes = new TreeMap<>();
    for (String table :
        List.of(
            "schools",
            "school_years",
            "grade_levels",
            "students",
            "student_grade_levels",
            "attendance",
            "enrollments")) {
      for (JsonNode row : desk.rows("alma_" + table)) {
        hashes.put(
            table
                + row.get("_school")
                + row.path("student_id")
                + row.get("id")
                + row.path("effectiveDate"),
            row.get("_row_hash").asText());
      }
    }
    return hashes;
  }
}
