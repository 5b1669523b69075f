package org.purlin.pipelines.edfi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.SeenRequest;
import org.purlin.sandbox.edfi.EdfiSandbox;
import org.purlin.sandbox.edfi.EdfiSettings;
import org.purlin.sandbox.edfi.Flavour;

@Timeout(120)
class PagingTest {

  private static final int PAGE = 100;
  private static final String DISTRICT = "district";

  @TempDir Path directory;

  private Desk desk;

  @BeforeEach
  void makeDesk() {
    desk = new Desk(directory);
  }

  /** Contract, check 16. */
  @ParameterizedTest
  @EnumSource(names = {"ODS_6", "PLAIN", "ODS_73"})
  void aServerThatCapsItsPagesSilentlyIsReadWhole(Flavour flavour) throws IOException {
    EdfiSettings settings =
        EdfiSettings.of(flavour).withGenerated("students", 2500).capsSilently(PAGE);
    try (EdfiSandbox edfi = EdfiSandbox.start(settings)) {
      desk.expect(0, "pull", Desk.at(edfi, "--resources=students"));
      assertThat(desk.balance("records"), is("2,500 read = 2,500 landed"));
      assertThat(new HashSet<>(ids()).size(), is(2500));
    }
  }

  /** Contract, check 16. */
  @ParameterizedTest
  @EnumSource(names = {"ODS_6", "PLAIN"})
  void whatWasThereThroughoutIsLandedAlthoughOthersWriteBetweenThePages(Flavour flavour)
      throws IOException {
    String[] students = students(2500);
    try (EdfiSandbox edfi = EdfiSandbox.start(EdfiSettings.of(flavour).withPageLimit(PAGE))) {
      for (int i = 0; i < 2400; i++) {
        edfi.write("students", students[i]);
      }
      List<String> gone = new ArrayList<>();
      deleteBefore(edfi, 6, List.of(10, 11, 12), students, gone);
      deleteBefore(edfi, 9, List.of(0, 200, 700, 701, 1000), students, gone);
      deleteBefore(edfi, 20, everyThird(300, 900), students, gone);
      for (int i = 2400; i < 2500; i++) {
        String late = students[i];
        edfi.onGetOf("students", 4 + i % 20, () -> edfi.write("students", late));
      }

      desk.expect(0, "pull", Desk.at(edfi, "--resources=students"));

      assertThat("others did write", gone.size(), is(3 + 5 + 200));
      List<String> landed = ids();
      assertThat("each once", landed.size(), is(new HashSet<>(landed).size()));
      Set<String> throughout = new HashSet<>();
      for (int i = 0; i < 2400; i++) {
        throughout.add(id(students[i]));
      }
      throughout.removeAll(gone);
      assertThat(throughout, everyItem(is(in(new HashSet<>(landed)))));
    }
  }

  /** Contract, check 16. */
  @Test
  void aServerWhosePagesHoldFewerThanItCountsIsNotBelieved() throws IOException {
    EdfiSettings settings = EdfiSettings.of(Flavour.ODS_6).withGenerated("students", 250);
    try (EdfiSandbox edfi = EdfiSandbox.start(settings)) {
      edfi.onNext(
          request -> request.parameters().containsKey("totalCount"),
          Fault.of(ordinary -> ordinary.answer().with("Total-Count", "260")).times(100));
      desk.expect(3, "pull", Desk.at(edfi, "--resources=students"));
      assertThat(
          desk.problems(),
          contains(containsString("has 260 records by its own count, but its pages brought 250")));
      assertThat(desk.rows("students"), is(empty()));
    }
  }

  /** Contract, check 17. */
  @ParameterizedTest
  @EnumSource(names = {"ODS_73", "V8"})
  void anEmptyPageThatHasANextOneIsNotTheEnd(Flavour flavour) throws IOException {
    EdfiSettings settings = EdfiSettings.of(flavour).withPageLimit(PAGE).withEmptyPageWithToken();
    try (EdfiSandbox edfi = EdfiSandbox.start(settings)) {
      for (String student : students(250)) {
        edfi.write("students", student);
      }
      desk.expect(
          0, "pull", Desk.at(edfi, "--resources=students", "--partitions=1", "--limit=" + PAGE));
      assertThat(
          Warehouse.landed(desk, "students", DISTRICT),
          is(Warehouse.held(edfi.district(), "students")));
      // Three pages with records and an empty one in between; only the last, empty too, is the end.
      assertThat(walk(edfi).size(), is(5));
    }
  }

  /** Contract, check 17. */
  @ParameterizedTest
  @EnumSource(names = {"ODS_73", "V8"})
  void fewerPartitionsThanWereAskedForAreEnough(Flavour flavour) throws IOException {
    EdfiSettings settings =
        EdfiSettings.of(flavour).withPageLimit(PAGE).withMinimumPartition(4 * PAGE);
    try (EdfiSandbox edfi = EdfiSandbox.start(settings)) {
      for (String student : students(1000)) {
        edfi.write("students", student);
      }
      desk.expect(0, "pull", Desk.at(edfi, "--resources=students", "--partitions=20"));
      assertThat(
          Warehouse.landed(desk, "students", DISTRICT),
          is(Warehouse.held(edfi.district(), "students")));
      assertThat(
          edfi.requests().stream()
              .filter(request -> request.path().endsWith("/partitions"))
              .map(request -> request.parameters().get("number"))
              .toList(),
          contains("20"));
    }
  }

  /** Contract, check 17. */
  @Test
  void noPartitionsAtAllMeanAWalkFromTheFirstPage() throws IOException {
    try (EdfiSandbox edfi = EdfiSandbox.start(EdfiSettings.defaults().withPageLimit(PAGE))) {
      for (String student : students(250)) {
        edfi.write("students", student);
      }
      edfi.onNext(
          request -> request.path().endsWith("/students/partitions"),
          Fault.status(200, Map.of("Content-Type", "application/json"), "{\"pageTokens\":[]}"));
      desk.expect(0, "pull", Desk.at(edfi, "--resources=students"));
      assertThat(
          Warehouse.landed(desk, "students", DISTRICT),
          is(Warehouse.held(edfi.district(), "students")));
      assertThat(walk(edfi).size(), greaterThan(3));
    }
  }

  /** The pages that were asked for, looks at how a server pages left out. */
  private static List<SeenRequest> walk(EdfiSandbox edfi) {
    return edfi.requests().stream()
        .filter(request -> request.path().endsWith("/students"))
        .filter(request -> !"1".equals(request.parameters().get("limit")))
        .filter(request -> !request.parameters().containsKey("totalCount"))
        .toList();
  }

  private List<String> ids() {
    return desk.rows("students", DISTRICT).stream()
        .map(row -> row.get("studentUniqueId").asText())
        .toList();
  }

  private static void deleteBefore(
      EdfiSandbox edfi, int page, List<Integer> numbers, String[] students, List<String> gone) {
    edfi.onGetOf(
        "students",
        page,
        () -> {
          for (int number : numbers) {
            edfi.remove("students", id(students[number]));
            gone.add(id(students[number]));
          }
        });
  }

  private static List<Integer> everyThird(int from, int to) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = from; i < to; i += 3) {
      numbers.add(i);
    }
    return numbers;
  }

  private static String[] students(int count) {
    String[] students = new String[count];
    for (int i = 0; i < count; i++) {
      students[i] =
          ("{\"studentUniqueId\":\"S%05d\",\"firstName\":\"Mock\",\"lastSurname\":\"Testerson\","
                  + "\"birthDate\":\"2011-04-05\"}")
              .formatted(i);
    }
    return students;
  }

  private static String id(String student) {
    return Desk.json(student).get("studentUniqueId").asText();
  }
}
