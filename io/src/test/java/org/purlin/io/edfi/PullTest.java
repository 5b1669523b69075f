package org.purlin.io.edfi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.purlin.io.edfi.PullResult.How;
import org.purlin.io.edfi.PullRun.Paging;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.edfi.EdfiFaults;
import org.purlin.sandbox.edfi.EdfiSandbox;
import org.purlin.sandbox.edfi.EdfiSettings;
import org.purlin.sandbox.edfi.Flavour;
import org.purlin.sandbox.edfi.SampleSet;
import org.purlin.transforms.edfi.Children;
import org.purlin.transforms.edfi.ResourceName;

@Timeout(120)
class PullTest {

  @TempDir Path directory;

  private static void assertBalanced(PullResult result) {
    PullNumbers n = result.numbers();
    assertThat(n.read(), is(n.landed() + n.duplicates() + n.replaced() + n.rejected()));
    assertThat(result.publishedRows(), is(n.kept() + n.landed()));
  }

  @Test
  void partitionsAreReadInParallelAndLandEveryRecordOnce() throws IOException {
    try (EdfiSandbox sandbox =
        EdfiSandbox.start(EdfiSettings.defaults().withPageLimit(20).withMinimumPartition(30))) {
      Pulling.write(sandbox, 110);
      Pulling pulling = new Pulling(directory).from(sandbox);

      PullResult result = pulling.pullOne();

      assertThat(result.how(), is(How.FULL));
      assertThat(result.numbers().units(), is(4L));
      assertThat(result.publishedRows(), is(110L));
      assertBalanced(result);
      assertThat(pulling.students(), is(sandbox.records("students")));
      assertThat(pulling.rows("students").get(0).get("_district").asText(), is("north"));
      assertThat(pulling.watermark().version(), is(sandbox.newestChangeVersion()));
    }
  }

  @Test
  void anEmptyPageWithATokenIsNotTheEnd() throws IOException {
    try (EdfiSandbox sandbox =
        EdfiSandbox.start(EdfiSettings.of(Flavour.V8).withPageLimit(20).withEmptyPageWithToken())) {
      Pulling.write(sandbox, 70);
      Pulling pulling = new Pulling(directory).from(sandbox).partitions(1);

      assertThat(pulling.pullOne().numbers().units(), is(1L));
      assertThat(pulling.students(), is(sandbox.records("students")));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"ODS_6", "ODS_73_TENANT", "V8", "PLAIN"})
  void everyKindOfServerIsReadToTheLastRecord(Flavour flavour) throws IOException {
    try (EdfiSandbox sandbox = EdfiSandbox.start(EdfiSettings.of(flavour).withPageLimit(25))) {
      Pulling.write(sandbox, 101);
      Pulling pulling = new Pulling(directory).from(sandbox);

      assertBalanced(pulling.pullOne());
      assertThat(pulling.students(), is(sandbox.records("students")));
    }
  }

  @Test
  void aServerThatCapsPagesSilentlyIsReadToTheLastRecord() throws IOException {
    try (EdfiSandbox sandbox =
        EdfiSandbox.start(EdfiSettings.of(Flavour.PLAIN).capsSilently(100))) {
      Pulling.write(sandbox, 2500);
      Pulling pulling = new Pulling(directory).from(sandbox);

      assertThat(pulling.pullOne().publishedRows(), is(2500L));
      assertThat(pulling.students(), is(sandbox.records("students")));
    }
  }

  @Test
  void aServerThatGivesOneRecordAPageIsReadToTheLastRecord() throws IOException {
    try (EdfiSandbox sandbox = EdfiSandbox.start(EdfiSettings.of(Flavour.PLAIN).capsSilently(1))) {
      Pulling.write(sandbox, 5);
      Pulling pulling = new Pulling(directory).from(sandbox);

      assertThat(pulling.pullOne().publishedRows(), is(5L));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5})
  void recordsDeletedAheadOfThePageLoseNoOther(int request) throws IOException {
    try (EdfiSandbox sandbox =
        EdfiSandbox.start(EdfiSettings.of(Flavour.PLAIN).withPageLimit(10))) {
      Pulling.write(sandbox, 45);
      // The stand-in sorts by age, so these lie before every page but the first.
      sandbox.onGetOf(
          "students",
          request,
          () -> {
            for (int i = 1; i <= 12; i++) {
              sandbox.remove("students", Pulling.key(i));
            }
          });
      Pulling pulling = new Pulling(directory).from(sandbox).paging(Paging.OFFSET);

      PullResult result = pulling.pullOne();

      assertThat(result.why(), nullValue());
      assertThat(
          pulling.students().keySet().containsAll(sandbox.records("students").keySet()), is(true));
      assertBalanced(result);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6})
  void theLastRecordOfAPageMayBeDeletedBeforeTheNext(int request) throws IOException {
    try (EdfiSandbox sandbox =
        EdfiSandbox.start(EdfiSettings.of(Flavour.PLAIN).withPageLimit(10))) {
      Pulling.write(sandbox, 45);
      for (int n : List.of(10, 19, 28, 37)) {
        int last = n;
        sandbox.onGetOf("students", request, () -> sandbox.remove("students", Pulling.key(last)));
      }
      Pulling pulling = new Pulling(directory).from(sandbox).paging(Paging.OFFSET);

      PullResult result = pulling.pullOne();

      assertThat(result.why(), nullValue());
      assertThat(
          pulling.students().keySet().containsAll(sandbox.records("students").keySet()), is(true));
    }
  }

  @Test
  void recordsThatLeaveTheirWindowWhileItIsReadAreReadAtTheEnd() throws IOException {
    try (EdfiSandbox sandbox = EdfiSandbox.start(EdfiSettings.of(Flavour.ODS_6))) {
      Pulling.write(sandbox, PullPlanner.WINDOW_RECORDS + 100);
      sandbox.onRequest(
          1,
          request ->
              request.parameter("maxChangeVersion").isPresent()
                  && !request.parameter("offset").orElse("0").equals("0"),
          () -> {
            for (int i = 600; i <= 640; i++) {
              sandbox.write("students", Records.student(Pulling.key(i), "Changed"));
            }
          });
      Pulling pulling = new Pulling(directory).from(sandbox);

      PullResult result = pulling.pullOne();

      assertThat(result.how(), is(How.FULL));
      assertThat(result.numbers().units(), is(3L));
      assertBalanced(result);
      assertThat(pulling.students().equals(sandbox.records("students")), is(true));
    }
  }

  @Test
  void aServerThatRefusesDeepOffsetsIsReadByWindows() throws IOException {
    try (EdfiSandbox sandbox =
        EdfiSandbox.start(EdfiSettings.of(Flavour.ODS_6).withPageLimit(20))) {
      Pulling.write(sandbox, 200);
      sandbox.onNext(
          request ->
              request.path().endsWith("/students")
                  && Integer.parseInt(request.parameter("offset").orElse("0")) > 50,
          Fault.status(
                  400,
                  Map.of("Content-Type", "application/json"),
                  "{\"message\":\"The offset is too large.\"}")
              .times(1000));
      Pulling pulling = new Pulling(directory).from(sandbox);

      PullResult result = pulling.pullOne();

      assertThat(result.why(), result.how(), is(How.FULL));
      assertThat(pulling.students(), is(sandbox.records("students")));
      assertThat(result.numbers().landed(), is(200L));
      PullNumbers n = result.numbers();
      assertThat(
          n.toString(), n.read(), is(n.landed() + n.duplicates() + n.replaced() + n.rejected()));
    }
  }

  @Test
  void aServerThatRefusesThePageSizeIsAskedForWhatItAllows() throws IOException {
    try (EdfiSandbox sandbox =
        EdfiSandbox.start(EdfiSettings.of(Flavour.ODS_6).withPageLimit(37))) {
      Pulling.write(sandbox, 100);
      Pulling pulling = new Pulling(directory).from(sandbox);

      pulling.pullOne();

      assertThat(pulling.students(), is(sandbox.records("students")));
      assertThat(
          sandbox.requests().stream()
              .map(request -> request.toString())
              .filter(text -> text.contains("limit=37"))
              .count(),
          greaterThan(2L));
    }
  }

  @Test
  void everythingIsPulledWithItsListsAsTables() throws IOException {
    try (EdfiSandbox sandbox = EdfiSandbox.start()) {
      SampleSet.of(1, 4).items().forEach(item -> sandbox.write(item.resource(), item.payload()));
      Pulling pulling =
          new Pulling(directory).from(sandbox).resources().descriptors().children(Children.TABLES);

      List<PullResult> results = pulling.pull();

      assertThat(
          results.stream().map(PullResult::how).collect(Collectors.toSet()), is(Set.of(How.FULL)));
      for (PullResult result : results) {
        assertThat(
            result.resource(),
            result.publishedRows(),
            is((long) sandbox.count(result.resource().substring("ed-fi/".length()))));
        assertBalanced(result);
      }
      assertThat(pulling.rows("schools_gradeLevels"), not(hasSize(0)));
      assertThat(
          results.stream().map(PullResult::table).toList(), hasItem("gradeLevelDescriptors"));
    }
  }

  @Test
  void aResourceThatIsNotThereIsAProblemOnlyWhenAskedForByName() throws IOException {
    try (EdfiSandbox sandbox = EdfiSandbox.start()) {
      Pulling pulling = new Pulling(directory).from(sandbox).resources("students", "unicorns");

      List<PullResult> results = pulling.pull();

      assertThat(results.stream().map(PullResult::how).toList(), contains(How.FULL, How.FAILED));
      assertThat(results.get(1).why(), containsString("404"));
      assertThat(pulling.isPublished("unicorns"), is(false));
    }
  }

  @Test
  void whatWeMayNotReadIsListedWhenEverythingIsPulled() throws IOException {
    try (EdfiSandbox sandbox = EdfiSandbox.start()) {
      Pulling.write(sandbox, 3);
      sandbox.onNextGetOf("staffs", Fault.status(403).times(20));
      Pulling pulling = new Pulling(directory).from(sandbox).resources();

      List<PullResult> results = pulling.pull();

      assertThat(
          results.stream().filter(r -> r.how() != How.FULL).map(PullResult::resource).toList(),
          contains("ed-fi/staffs"));
      assertThat(results.stream().filter(r -> r.how() == How.NOT_READABLE).toList(), hasSize(1));
      assertThat(pulling.students(), is(sandbox.records("students")));
    }
  }

  @Test
  void changeVersionsThatWeMayNotReadAreAProblemAlsoWhenEverythingIsPulled() throws IOException {
    try (EdfiSandbox sandbox = EdfiSandbox.start()) {
      sandbox.onNext(
          request -> request.path().endsWith("/availableChangeVersions"),
          Fault.status(403).times(1000));

      List<PullResult> results = new Pulling(directory).from(sandbox).resources().pull();

      assertThat(
          results.stream().map(PullResult::how).collect(Collectors.toSet()),
          is(Set.of(How.FAILED)));
      assertThat(
          results.get(0).why(), containsString("north does not let us read its change versions"));
    }
  }

  @Test
  void aPageThatIsNoListFailsTheResourceAndPublishesNothing() throws IOException {
    try (EdfiSandbox sandbox = EdfiSandbox.start()) {
      Pulling.write(sandbox, 3);
      Pulling pulling = new Pulling(directory).from(sandbox).partitions(1);
      sandbox.onNextGetOf("students", EdfiFaults.garbage().times(9));

      PullResult result = pulling.pullOne();

      assertThat(result.how(), is(How.FAILED));
      assertThat(result.why(), containsString("not with a whole list of records"));
      assertThat(pulling.isPublished("students"), is(false));
      assertThat(Files.exists(Path.of(pulling.watermarkFile())), is(false));
    }
  }

  @Test
  void aDeadDistrictAndOneWithAWrongSecretHoldUpNobody() throws IOException {
    EdfiSandbox dead = EdfiSandbox.start();
    District silent = Pulling.at("dead", dead.baseUrl());
    dead.close();
    try (EdfiSandbox sandbox = EdfiSandbox.start(EdfiSettings.defaults().withDistricts("a", "b"))) {
      sandbox.district("a").write("students", Records.student("S1", "First"));
      District wrong =
          District.of(
              "wrong",
              sandbox.baseUrl("b"),
              Submitting.login(EdfiSettings.KEY, "not-the-secret-1"));
      Pulling pulling =
          new Pulling(directory)
              .from(silent, wrong, Pulling.at("a", sandbox.baseUrl("a")))
              .resources("students", "schools");

      List<PullResult> results = pulling.pull();

      assertThat(
          results.stream().map(r -> r.district() + " " + r.resource() + " " + r.how()).toList(),
          contains(
              "a ed-fi/schools FULL",
              "a ed-fi/students FULL",
              "dead ed-fi/schools FAILED",
              "dead ed-fi/students FAILED",
              "wrong ed-fi/schools FAILED",
              "wrong ed-fi/students FAILED"));
      assertThat(results.get(4).why(), containsString("auth: "));
      assertThat(results.toString(), not(containsString("not-the-secret")));
      assertThat(sandbox.district("b").tokenRequests(), is(1));
      assertThat(pulling.students("a"), is(sandbox.district("a").records("students")));
    }
  }

  @Test
  void aSnapshotThatIsNotThereIsSaid() throws IOException {
    try (EdfiSandbox sandbox = EdfiSandbox.start()) {
      Pulling.write(sandbox, 3);
      Pulling pulling = new Pulling(directory).from(sandbox).snapshot();

      PullResult without = pulling.pullOne();
      sandbox.district().takeSnapshot();
      sandbox.remove("students", Pulling.key(1));
      PullResult with = pulling.pullOne();

      assertThat(without.how(), is(How.FAILED));
      assertThat(without.why(), containsString("the snapshot was removed"));
      assertThat(with.publishedRows(), is(3L));
    }
  }

  @Test
  void redactedValuesAreNowhereInTheOutput() throws IOException {
    try (EdfiSandbox sandbox = EdfiSandbox.start()) {
      sandbox.write("students", Records.student("S1", "Zebedee"));
      Pulling pulling = new Pulling(directory).from(sandbox).redaction("firstName,birthDate");
      pulling.pullOne();
      sandbox.write("students", Records.student("S2", "Zebedee"));
      sandbox.remove("students", "S1");
      assertThat(pulling.pullOne().how(), is(How.CHANGES));

      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          assertThat(Files.readString(file), not(containsString("Zebedee")));
        }
      }
      for (JsonNode row : pulling.rows("students_deletes", deletesWindow())) {
        assertThat(row.get("key_values").isNull(), is(true));
      }
    }
  }

  @Test
  void aRedactedNameIsNowhereInReferencesAndLinksEither() throws IOException {
    try (EdfiSandbox sandbox = EdfiSandbox.start()) {
      Records.prepare(sandbox.district());
      sandbox.write("students", Records.student("ZEBEDEE77", "Ada"));
      sandbox.write("studentSchoolAssociations", Records.enrolment("ZEBEDEE77", 1));
      Pulling pulling =
          new Pulling(directory)
              .from(sandbox)
              .resources("students", "studentSchoolAssociations")
              .redaction("studentUniqueId");

      for (PullResult result : pulling.pull()) {
        assertThat(result.why(), result.how(), is(How.FULL));
      }

      assertThat(pulling.rows("studentSchoolAssociations").size(), is(1));
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          assertThat(Files.readString(file), not(containsString("ZEBEDEE77")));
          if (file.toString().contains("studentSchoolAssociations/")) {
            assertThat(Files.readString(file), not(containsString("href")));
          }
        }
      }
    }
  }

  @Test
  void aRedactionThatCannotBeCheckedStopsTheDistrict() throws IOException {
    try (EdfiSandbox sandbox = EdfiSandbox.start(EdfiSettings.defaults().withoutOpenApi())) {
      Pulling pulling = new Pulling(directory).from(sandbox).redaction("birthdate");

      PullResult result = pulling.pullOne();

      assertThat(result.how(), is(How.FAILED));
      assertThat(result.why(), containsString("cannot be checked"));
    }
  }

  @Test
  void anEmptyResourceIsReadByCursorWhereNothingElseIsAllowed() throws IOException {
    try (EdfiSandbox sandbox = EdfiSandbox.start()) {
      Pulling pulling =
          new Pulling(directory).from(sandbox).partitions(1).paging(PullRun.Paging.CURSOR);

      PullResult result = pulling.pullOne();

      assertThat(result.why(), result.how(), is(How.FULL));
      assertThat(pulling.rows("students"), is(List.of()));
    }
  }

  private String deletesWindow() throws IOException {
    try (Stream<Path> windows = Files.list(directory.resolve("out/students_deletes/north"))) {
      return "north/" + windows.findFirst().orElseThrow().getFileName();
    }
  }

  @Test
  void aRedactionThatNamesNothingStopsTheDistrict() throws IOException {
    try (EdfiSandbox sandbox = EdfiSandbox.start()) {
      Pulling pulling = new Pulling(directory).from(sandbox).redaction("firstNmae");

      PullResult result = pulling.pullOne();

      assertThat(result.how(), is(How.FAILED));
      assertThat(result.why(), containsString("firstNmae"));
      assertThat(result.rejects(), anEmptyMap());
    }
  }

  @Test
  void recordsAreFoundByIdAndCounted() throws Exception {
    try (EdfiSandbox sandbox = EdfiSandbox.start()) {
      Pulling.write(sandbox, 3);
      Pulling pulling = new Pulling(directory).from(sandbox);
      pulling.pullOne();
      JsonNode row = pulling.rows("students").get(0);
      try (EdfiApi api = EdfiApi.open(Submitting.district(sandbox), Pulling.settings("records"))) {
        EdfiRecords records = new EdfiRecords(api);
        ResourceName students = ResourceName.parse("students");

        String record = records.get(students, row.get("id").asText()).orElseThrow();
        assertThat(record, containsString(row.get("studentUniqueId").asText()));
        assertThat(records.get(students, "0".repeat(32)).isPresent(), is(false));
        assertThat(records.count(students, Map.of()).getAsLong(), is(3L));
        assertThat(
            records.count(students, Map.of("studentUniqueId", Pulling.key(2))).getAsLong(), is(1L));
      }
    }
  }
}
