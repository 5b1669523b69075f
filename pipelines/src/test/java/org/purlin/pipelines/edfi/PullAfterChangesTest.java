package org.purlin.pipelines.edfi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.edfi.EdfiSandbox;
import org.purlin.sandbox.edfi.EdfiSettings;
import org.purlin.sandbox.edfi.Flavour;
import org.purlin.sandbox.edfi.SampleSet;

@Timeout(120)
class PullAfterChangesTest {

  private static final String DISTRICT = "district";
  private static final String ASSOCIATIONS = "studentSchoolAssociations";
  private static final List<String> RESOURCES =
      List.of("students", "sessions", ASSOCIATIONS, "studentSchoolAttendanceEvents");
  private static final String ASKED = "--resources=" + String.join(",", RESOURCES);

  @TempDir Path directory;

  private Desk desk;

  @BeforeEach
  void makeDesk() {
    desk = new Desk(directory);
  }

  /**
   * Contract, check 18. ODS/API 5.3 begins the names of the change versions with a capital and
   * tells no keys.
   */
  @ParameterizedTest
  @EnumSource(names = {"ODS_53_YEAR", "ODS_6", "ODS_73", "V8"})
  void theWarehouseEqualsTheServerAfterChangesOfEveryKind(Flavour flavour) throws IOException {
    try (EdfiSandbox edfi = filled(flavour)) {
      pull(edfi, 0);
      assertThat(desk.balance("resources"), is("4 planned = 4 read in full"));
      assertThat(landed(), is(held(edfi)));

      change(edfi);
      assertThat("there is something to bring up to date", landed(), is(not(held(edfi))));
      pull(edfi, 0);

      assertThat(desk.balance("resources"), is("4 planned = 4 brought up to date"));
      assertThat(landed(), is(held(edfi)));
      pull(edfi, 0);
      assertThat(desk.balance("resources"), is("4 planned = 4 unchanged"));
    }
  }

  /** Contract, check 18: the place of the rows is taken away while they are read. */
  @Test
  void aLoadThatFailsLeavesTheWatermarkWhereItWas() throws IOException {
    try (EdfiSandbox edfi = filled(Flavour.ODS_73)) {
      pull(edfi, 0);
      Map<String, String> watermarks = watermarks();
      assertThat(watermarks.keySet().toString(), watermarks.size(), is(RESOURCES.size()));
      change(edfi);
      Path students = desk.output().resolve("students/" + DISTRICT);
      Path aside = directory.resolve("aside");
      edfi.onGetOf("students", 1, () -> move(students, aside));

      pull(edfi, 3);

      assertThat(desk.out, containsString("was changed during the run"));
      assertThat(watermarks().get("students.json"), is(watermarks.get("students.json")));
      move(aside, students);
      pull(edfi, 0);
      assertThat(landed(), is(held(edfi)));
    }
  }

  /** Contract, check 18: of a resource that was read in part nothing is published. */
  @Test
  void aReadThatFailsLeavesTheWatermarkAndTheRowsWhereTheyWere() throws IOException {
    try (EdfiSandbox edfi = filled(Flavour.ODS_73)) {
      pull(edfi, 0);
      Map<String, String> watermarks = watermarks();
      List<String> before = Warehouse.landed(desk, "students", DISTRICT);
      change(edfi);
      edfi.onNextGetOf("students", Fault.status(403).times(100));

      pull(edfi, 3);

      assertThat(watermarks().get("students.json"), is(watermarks.get("students.json")));
      assertThat(Warehouse.landed(desk, "students", DISTRICT), is(before));
      assertThat(desk.balance("resources"), is("4 planned = 3 brought up to date + 1 failed"));
      edfi.clearFaults();
      pull(edfi, 0);
      assertThat(landed(), is(held(edfi)));
    }
  }

  private static EdfiSandbox filled(Flavour flavour) throws IOException {
    EdfiSandbox edfi = EdfiSandbox.start(EdfiSettings.of(flavour));
    SampleSet.of(18, 12).items().forEach(item -> edfi.write(item.resource(), item.payload()));
    return edfi;
  }

  private void pull(EdfiSandbox edfi, int exitCode) {
    desk.expect(exitCode, "pull", Desk.at(edfi, ASKED, "--schoolYear=2026", "--district=district"));
  }

  /** Three updates, a key change that others follow, a deletion, a deletion and a new beginning. */
  private static void change(EdfiSandbox edfi) {
    List<String> students = keys(edfi, "students");
    for (String key : students.subList(0, 3)) {
      ObjectNode student = edfi.records("students").get(key).deepCopy();
      edfi.write("students", student.put("firstName", "Changed").toString());
    }
    String session =
        keys(edfi, "sessions").stream()
            .filter(key -> refersTo(edfi, key))
            .findFirst()
            .orElseThrow();
    ObjectNode renamed = edfi.records("sessions").get(session).deepCopy();
    edfi.changeKey("sessions", session, renamed.put("sessionName", "Renamed").toString());
    List<String> events = keys(edfi, "studentSchoolAttendanceEvents");
    edfi.remove("studentSchoolAttendanceEvents", events.get(0));
    List<String> associations = keys(edfi, ASSOCIATIONS);
    assertThat(associations.size(), greaterThan(0));
    ObjectNode association = edfi.records(ASSOCIATIONS).get(associations.get(0)).deepCopy();
    edfi.remove(ASSOCIATIONS, associations.get(0));
    edfi.write(ASSOCIATIONS, association.toString());
  }

  /** Whether an attendance event is of this session. */
  private static boolean refersTo(EdfiSandbox edfi, String session) {
    String name = edfi.records("sessions").get(session).get("sessionName").asText();
    return edfi.records("studentSchoolAttendanceEvents").values().stream()
        .anyMatch(event -> event.at("/sessionReference/sessionName").asText().equals(name));
  }

  private static List<String> keys(EdfiSandbox edfi, String resource) {
    return edfi.records(resource).keySet().stream().sorted().toList();
  }

  private Map<String, List<String>> landed() {
    Map<String, List<String>> landed = new TreeMap<>();
    RESOURCES.forEach(each -> landed.put(each, Warehouse.landed(desk, each, DISTRICT)));
    return landed;
  }

  private static Map<String, List<String>> held(EdfiSandbox edfi) {
    Map<String, List<String>> held = new TreeMap<>();
    RESOURCES.forEach(each -> held.put(each, Warehouse.held(edfi.district(), each)));
    return held;
  }

  /** What is known of each resource, by its file's name. */
  private Map<String, String> watermarks() {
    Map<String, String> watermarks = new TreeMap<>();
    desk.everything()
        .forEach(
            (name, text) -> {
              if (name.startsWith("out/_state/edfi/")) {
                watermarks.put(Path.of(name).getFileName().toString(), text);
              }
            });
    return watermarks;
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
