package org.purlin.io.edfi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.purlin.io.edfi.PullResult.How;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.edfi.EdfiSandbox;
import org.purlin.sandbox.edfi.EdfiSettings;
import org.purlin.sandbox.edfi.Flavour;
import org.purlin.transforms.edfi.Children;
import org.purlin.transforms.edfi.ResourceName;

@Timeout(120)
class PullChangesTest {

  @TempDir Path directory;

  private static void assertBalanced(PullResult result) {
    PullNumbers n = result.numbers();
    assertThat(n.read(), is(n.landed() + n.duplicates() + n.replaced() + n.rejected()));
    assertThat(result.publishedRows(), is(n.kept() + n.landed()));
  }

  private static District district(EdfiSandbox sandbox) {
    return Submitting.district(sandbox).withSchoolYear("2026");
  }

  private static void change(EdfiSandbox sandbox) {
    for (int i = 2; i <= 4; i++) {
      sandbox.write("students", Records.student(Pulling.key(i), "Changed"));
    }
    sandbox.remove("students", Pulling.key(5));
    sandbox.remove("students", Pulling.key(6));
    sandbox.write("students", Records.student(Pulling.key(6), "Recreated"));
    sandbox.write("students", Records.student("S99999", "New"));
  }

  @ParameterizedTest
  @EnumSource(names = {"ODS_73", "ODS_6", "ODS_53_YEAR", "V8"})
  void changesAreMergedUntilTheTableIsWhatTheServerHas(Flavour flavour) throws IOException {
    try (EdfiSandbox sandbox = EdfiSandbox.start(EdfiSettings.of(flavour).withPageLimit(3))) {
      Pulling.write(sandbox, 20);
      Pulling pulling = new Pulling(directory).from(district(sandbox));
      long before = pulling.pullOne().toVersion();
      change(sandbox);

      PullResult result = pulling.pullOne();

      assertThat(result.why(), result.how(), is(How.CHANGES));
      assertThat(result.fromVersion(), is(before));
      assertThat(result.toVersion(), is(sandbox.newestChangeVersion()));
      assertBalanced(result);
      assertThat(result.numbers().landed(), is(5L));
      assertThat(result.numbers().removed(), is(5L));
      assertThat(result.numbers().deletes(), is(2L));
      assertThat(pulling.students(), is(sandbox.records("students")));
      assertThat(pulling.watermark().version(), is(sandbox.newestChangeVersion()));
      assertThat(pulling.rows("students_deletes", window("students_deletes")), hasSize(2));
    }
  }

  @Test
  void whoMayNotReadDeletionsReadsEverythingEachTime() throws IOException {
    try (EdfiSandbox sandbox = EdfiSandbox.start()) {
      Pulling.write(sandbox, 10);
      Pulling pulling = new Pulling(directory).from(sandbox);
      pulling.pullOne();
      change(sandbox);
      sandbox.onNext(
          request -> request.path().matches(".*/(deletes|keyChanges)"),
          Fault.status(403).times(1000));

      PullResult result = pulling.pullOne();

      assertThat(result.how(), is(How.FULL));
      assertThat(result.why(), containsString("what was deleted"));
      assertThat(pulling.students(), is(sandbox.records("students")));
    }
  }

  @Test
  void whatWasPublishedDoesNotGrowOldWithoutAWord() throws IOException {
    try (EdfiSandbox sandbox = EdfiSandbox.start()) {
      Pulling.write(sandbox, 10);
      Pulling pulling = new Pulling(directory).from(sandbox).resources();
      for (PullResult result : pulling.pull()) {
        assertThat(result.why(), result.how(), is(How.FULL));
      }
      change(sandbox);
      sandbox.onNext(
          request -> request.path().contains("/students"), Fault.status(403).times(1000));

      PullResult students =
          pulling.pull().stream()
              .filter(result -> result.resource().endsWith("/students"))
              .findFirst()
              .orElseThrow();

      assertThat(students.how(), is(How.FAILED));
    }
  }

  @Test
  void aWatermarkThatIsLostIsReadAfterInFull() throws IOException {
    try (EdfiSandbox sandbox = EdfiSandbox.start()) {
      Pulling.write(sandbox, 10);
      Pulling pulling = new Pulling(directory).from(sandbox);
      pulling.pullOne();
      for (String damage : List.of("", "null", "{}", "{\"url\":")) {
        Files.writeString(Path.of(pulling.watermarkFile()), damage);
        change(sandbox);

        assertThat(pulling.pullOne().how(), is(How.FULL));
        assertThat(pulling.students(), is(sandbox.records("students")));
        sandbox.write("students", Records.student(Pulling.key(5), "Back"));
      }
    }
  }

  private String window(String table) throws IOException {
    try (Stream<Path> windows = Files.list(directory.resolve("out/" + table + "/north"))) {
      return "north/" + windows.findFirst().orElseThrow().getFileName();
    }
  }

  private static String period(String name) {
    return "{\"classPeriodName\":\"" + name + "\",\"schoolReference\":{\"schoolId\":1}}";
  }

  @Test
  void aRecordThatGotAnotherKeyIsLandedOnceUnderTheNewOne() throws IOException {
    try (EdfiSandbox sandbox = EdfiSandbox.start()) {
      Records.prepare(sandbox.district());
      sandbox.write("classPeriods", period("One"));
      sandbox.write("classPeriods", period("Two"));
      Pulling pulling = new Pulling(directory).from(sandbox).resources("classPeriods");
      pulling.pullOne();
      sandbox.changeKey("classPeriods", "One|1", period("Three"));

      PullResult result = pulling.pullOne();

      assertThat(result.numbers().keyChanges(), is(1L));
      List<String> names = new ArrayList<>();
      for (JsonNode row : pulling.rows("classPeriods")) {
        names.add(row.get("classPeriodName").asText());
      }
      names.sort(null);
      assertThat(names, is(List.of("Three", "Two")));
      JsonNode log =
          pulling.rows("classPeriods_keyChanges", window("classPeriods_keyChanges")).get(0);
      assertThat(log.get("old_key_values").get("classPeriodName").asText(), is("One"));
      assertThat(log.get("new_key_values").get("classPeriodName").asText(), is("Three"));
    }
  }

  @Test
  void theRowsOfListsChangeWithTheirRecord() throws IOException {
    try (EdfiSandbox sandbox = EdfiSandbox.start()) {
      Records.prepare(sandbox.district());
      sandbox.write("schools", Records.school(2));
      Pulling pulling =
          new Pulling(directory).from(sandbox).resources("schools").children(Children.TABLES);
      pulling.pullOne();
      assertThat(pulling.rows("schools_gradeLevels"), hasSize(2));
      sandbox.remove("schools", "2");
      sandbox.write("schools", Records.school(1).replace("Test School", "Other School"));

      PullResult result = pulling.pullOne();

      assertThat(result.why(), result.how(), is(How.CHANGES));
      List<JsonNode> schools = pulling.rows("schools");
      List<JsonNode> levels = pulling.rows("schools_gradeLevels");
      assertThat(schools, hasSize(1));
      assertThat(levels, hasSize(1));
      assertThat(levels.get(0).get("_parent_id"), is(schools.get(0).get("id")));
      assertThat(levels.get(0).get("_run_id").asText(), is("run-2"));
    }
  }

  @Test
  void aServerWithoutChangesIsAskedNothingMore() throws IOException {
    try (EdfiSandbox sandbox = EdfiSandbox.start()) {
      Pulling.write(sandbox, 3);
      Pulling pulling = new Pulling(directory).from(sandbox);
      pulling.pullOne();
      int before = sandbox.requests().size();

      PullResult result = pulling.pullOne();

      assertThat(result.how(), is(How.UNCHANGED));
      assertThat(result.publishedRows(), is(3L));
      assertThat(
          sandbox.requests().stream()
              .skip(before)
              .filter(request -> request.toString().contains("/students"))
              .toList(),
          hasSize(0));
    }
  }

  @Test
  void aRecordDeletedBetweenTheListsIsGone() throws IOException {
    try (EdfiSandbox sandbox = EdfiSandbox.start()) {
      Pulling.write(sandbox, 8);
      Pulling pulling = new Pulling(directory).from(sandbox);
      pulling.pullOne();
      sandbox.write("students", Records.student(Pulling.key(2), "Changed"));
      sandbox.onRequest(
          1,
          request ->
              request.path().endsWith("/students/deletes")
                  && request.parameter("offset").isPresent(),
          () -> sandbox.remove("students", Pulling.key(2)));

      PullResult result = pulling.pullOne();

      assertBalanced(result);
      assertThat(result.numbers().replaced(), is(1L));
      assertThat(pulling.students(), is(sandbox.records("students")));
    }
  }

  @Test
  void aPublicationThatFailsLeavesTheWatermarkAndTheNextRunMakesItGood() throws IOException {
    try (EdfiSandbox sandbox = EdfiSandbox.start()) {
      Pulling.write(sandbox, 8);
      Pulling pulling = new Pulling(directory).from(sandbox);
      pulling.pullOne();
      Watermark before = pulling.watermark();
      change(sandbox);
      Path manifest = pulling.published("students").resolve("_manifest.json");
      // A directory in the manifest's place makes publishing fail.
      Path kept = Files.move(manifest, directory.resolve("kept"));
      Path blocker = Files.createDirectory(manifest);
      Files.createFile(blocker.resolve("x"));

      assertThrows(RuntimeException.class, pulling::pullOne);
      assertThat(pulling.watermark(), is(before));

      Files.delete(blocker.resolve("x"));
      Files.delete(blocker);
      Files.move(kept, manifest);
      PullResult result = pulling.pullOne();

      assertThat(pulling.students(), is(sandbox.records("students")));
      assertThat(pulling.watermark().version(), is(sandbox.newestChangeVersion()));
      assertThat(result.how(), not(How.FAILED));
    }
  }

  @Test
  void aReadingThatFailsLeavesTableAndWatermarkAsTheyWere() throws IOException {
    try (EdfiSandbox sandbox = EdfiSandbox.start()) {
      Pulling.write(sandbox, 8);
      Pulling pulling = new Pulling(directory).from(sandbox);
      pulling.pullOne();
      Watermark before = pulling.watermark();
      var rows = pulling.students();
      change(sandbox);
      sandbox.onNext(
          request ->
              request.path().endsWith("/students/deletes")
                  && request.parameter("offset").isPresent(),
          Fault.status(403));

      PullResult failed = pulling.pullOne();

      assertThat(failed.how(), is(How.FAILED));
      assertThat(pulling.watermark(), is(before));
      assertThat(pulling.students(), is(rows));
      assertThat(pulling.pullOne().how(), is(How.CHANGES));
      assertThat(pulling.students(), is(sandbox.records("students")));
    }
  }

  @Test
  void whatWasChangedByHandIsPulledInFull() throws IOException {
    try (EdfiSandbox sandbox = EdfiSandbox.start()) {
      Pulling.write(sandbox, 8);
      Pulling pulling = new Pulling(directory).from(sandbox);
      pulling.pullOne();
      try (Stream<Path> files = Files.list(pulling.published("students"))) {
        for (Path part : files.filter(f -> f.toString().endsWith(".jsonl")).toList()) {
          Files.delete(part);
        }
      }

      PullResult result = pulling.pullOne();

      assertThat(result.how(), is(How.FULL));
      assertThat(result.why(), containsString("not there as it was published"));
      assertThat(pulling.students(), is(sandbox.records("students")));
      assertThat(pulling.full(true).pullOne().why(), is("everything was asked for"));
      assertThat(
          pulling.full(false).children(Children.TABLES).pullOne().why(),
          is("rows look different than at the last pull"));
    }
  }

  @Test
  void aStepThatIsRepeatedPublishesTheSame() throws Exception {
    try (EdfiSandbox sandbox = EdfiSandbox.start()) {
      Pulling.write(sandbox, 8);
      Pulling pulling = new Pulling(directory).from(sandbox);
      pulling.pullOne();
      change(sandbox);
      PullRun run = pulling.run();
      PullTarget target = new PullTarget("north", ResourceName.parse("students"));
      try (PullApis apis = PullApis.of(run)) {
        PullPlanner.Planned planned =
            new PullPlanner(run, apis.api("north"), target, new PullTally()).plan();
        PullReader.read(run, apis, planned.units().get(0));
        List<PullPiece> pieces =
            List.of(
                new PullPiece.Planned(planned.plan(), PullNumbers.NONE),
                PullReader.read(run, apis, planned.units().get(0)));

        new PullPublication(run, apis, target, pieces).publish();
        PullResult again = new PullPublication(run, apis, target, pieces).publish();

        assertThat(again.publishedRows(), is((long) sandbox.count("students")));
        assertThat(pulling.students(), is(sandbox.records("students")));
      }
    }
  }
}
