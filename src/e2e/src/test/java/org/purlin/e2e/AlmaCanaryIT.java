package org.purlin.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.alma.AlmaSandbox;
import org.purlin.sandbox.alma.AlmaSettings;

/** Pupils and secrets that are looked for in everything a run leaves. */
class AlmaCanaryIT {

  private static final String KEY = "canary-key-77ab";
  private static final String SECRET = "canary-secret-90d1";
  private static final String WRONG = "canary-wrong-secret-2c4e";
  private static final int MISTAKE = 2;
  private static final int INCOMPLETE = 3;

  /** What is known of every pupil and must not be written. */
  private static final List<String> PERSONAL =
      List.of("username", "firstName", "middleName", "lastName", "districtId", "stateId", "dob");

  /** Of one pupil; stands nowhere else. */
  private static final Map<String, String> CANARIES =
      Map.of(
          "firstName", "Canaryfirst",
          "lastName", "Canarylast",
          "stateId", "CANARYSTATE77",
          "dob", "2011-02-03",
          "gender", "Canarygender",
          "ethnicity", "Canaryethnicity");

  /** Words of the stand-in's notes, and of answers that tell what they should not. */
  private static final List<String> WORDS = List.of("Invented note", "Canary");

  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

  @TempDir Path directory;

  @Test
  void nobodyIsNamedAnywhereAlsoNotAfterFailuresAndChanges() throws Exception {
    try (AlmaSandbox alma = district()) {
      List<String> pupils = alma.students(AlmaSettings.HIGH);
      alma.refuseAttendanceForEver(pupils.get(2));
      alma.onNextOf("attendance", Fault.html());
      alma.onNextOf(
          "grade-levels",
          Fault.status(
              400,
              Map.of("Content-Type", "application/problem+json"),
              "{\"title\":\"Canaryfirst Canarylast is not valid\"}"));
      badRecords(alma, pupils.get(5));

      Ended ended = purlin(SECRET).run(pull(alma, "--debug")).exits(INCOMPLETE);

      Set<String> names = personal(alma);
      assertThat(singing(ended, names), is(empty()));
      assertThat(ended.toString(), containsString("Done with gaps: 2 rejected, 2 problems"));
      assertThat(ended.out(), containsString("status 403. What could be read is published."));
      for (String pupil : pupils) {
        assertThat(ended.toString(), not(containsString(pupil)));
        assertThat(filesWith(pupil, "logs", "out/_runs", "out/alma_calls"), is(empty()));
        assertThat(filesWith(pupil, "out/alma_rejected"), is(empty()));
      }

      alma.acceptAttendance();
      alma.changeStudent(AlmaSettings.HIGH, pupils.get(2), "lastName", "Canarymarried");
      alma.removeStudent(AlmaSettings.HIGH, pupils.get(3));
      Ended second = purlin(SECRET).run(pull(alma, "--debug", "--changes")).exits(0);

      assertThat(new Landed(directory.resolve("out")).rows("alma_students_changes").size(), is(3));
      names.addAll(personal(alma));
      assertThat(singing(second, names), is(empty()));
    }
  }

  /** Without this the others could pass because nothing was served. */
  @Test
  void whatIsAllowedIsInTheRowsAndNowhereElse() throws Exception {
    try (AlmaSandbox alma = district()) {
      Ended ended = purlin(SECRET).run(pull(alma, "--debug", "--allow=all")).exits(0);

      Set<String> names = personal(alma);
      assertThat(names.size(), is(greaterThan(30)));
      List<String> singing = singing(ended, names);
      assertThat(singing.removeIf(file -> file.startsWith("out/alma_students/")), is(true));
      assertThat(singing.removeIf(file -> file.startsWith("out/alma_attendance/")), is(true));
      assertThat(singing, is(empty()));
    }
  }

  @Test
  void aRefusedSecretIsNowhere() throws Exception {
    try (AlmaSandbox alma = district()) {
      Ended ended = purlin(WRONG).run(pull(alma, "--debug")).exits(MISTAKE);

      assertThat(ended.err(), containsString("Check --key, --secret and --subdomain"));
      assertThat(singing(ended, personal(alma)), is(empty()));
    }
  }

  private static AlmaSandbox district() throws IOException {
    AlmaSandbox alma =
        AlmaSandbox.start(
            AlmaSettings.defaults()
                .withClient(KEY, SECRET)
                .withToday(LocalDate.of(2024, 10, 15))
                .withAttendanceDays(30));
    String pupil = alma.students(AlmaSettings.HIGH).get(2);
    CANARIES.forEach((field, value) -> alma.changeStudent(AlmaSettings.HIGH, pupil, field, value));
    return alma;
  }

  /** Enrolments that are none, in the answer about one pupil. */
  private static void badRecords(AlmaSandbox alma, String pupil) {
    alma.onNext(
        request ->
            request.header("authorization").isPresent()
                && request.path().endsWith("/students/" + pupil + "/enrollment"),
        Fault.status(
            200,
            JSON,
            "{\"response\":[\"Canarytext\",{\"comment\":\"Canarycomment\",\"newKey\":1},"
                + "{\"id\":\"1\",\"date\":\"2024-08-01\",\"otherKey\":\"Canaryvalue\"}]}"));
  }

  private static Set<String> personal(AlmaSandbox alma) {
    Set<String> personal = new TreeSet<>();
    for (String school : List.of(AlmaSettings.HIGH, AlmaSettings.ELEMENTARY)) {
      for (String pupil : alma.students(school)) {
        PERSONAL.forEach(field -> personal.add(alma.student(school, pupil).path(field).asText("")));
      }
    }
    personal.remove("");
    personal.remove("null");
    return personal;
  }

  private Purlin purlin(String secret) {
    return Purlin.script(directory)
        .with("ALMA_KEY", KEY)
        .with("ALMA_SECRET", secret)
        .with("PURLIN_JAVA_OPTS", Day.QUICK);
  }

  private static List<String> pull(AlmaSandbox alma, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "alma",
                "--url=" + alma.url(),
                "--subdomain=" + AlmaSettings.DISTRICT,
                "--today=2024-10-15",
                "--retryFor=PT1S",
                "--output=out"));
    arguments.addAll(List.of(more));
    return arguments;
  }

  /** Files, and outputs, that hold somebody's name; key and secrets may be nowhere at all. */
  private List<String> singing(Ended ended, Set<String> names) throws IOException {
    List<String> singing = new ArrayList<>();
    if (sings(ended.out(), names)) {
      singing.add("standard output");
    }
    if (sings(ended.err(), names)) {
      singing.add("standard error");
    }
    assertThat(hasSecret(ended.out() + ended.err()), is(false));
    for (Path file : Landed.filesBelow(directory)) {
      String name = directory.relativize(file).toString();
      String text = name + Files.readString(file, ISO_8859_1);
      if (sings(text, names)) {
        singing.add(name);
      }
      assertThat(name, hasSecret(text), is(false));
    }
    return singing;
  }

  private static boolean sings(String text, Set<String> names) {
    return names.stream().anyMatch(text::contains) || WORDS.stream().anyMatch(text::contains);
  }

  private static boolean hasSecret(String text) {
    return List.of(KEY, SECRET, WRONG).stream().anyMatch(text::contains);
  }

  private List<String> filesWith(String text, String... directories) throws IOException {
    List<String> found = new ArrayList<>();
    for (String each : directories) {
      for (Path file : Landed.filesBelow(directory.resolve(each))) {
        if (Files.readString(file, ISO_8859_1).contains(text)) {
          found.add(directory.relativize(file).toString());
        }
      }
    }
    return found;
  }
}
