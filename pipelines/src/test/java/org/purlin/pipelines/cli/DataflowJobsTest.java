package org.purlin.pipelines.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.beam.model.pipeline.v1.RunnerApi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.purlin.pipelines.Job;

/** What each job would send to Dataflow, as the runner writes it. */
@Timeout(120)
class DataflowJobsTest {

  private static final List<String> END =
      List.of(
          "EndRun/Start",
          "EndRun/NoteStart",
          "EndRun/Everything",
          "EndRun/WaitForAll",
          "EndRun/ReportRun");

  private static final List<String> SUBMIT =
      List.of(
          "Submit/Files",
          "Submit/SpreadFiles",
          "Submit/SplitByDistrict",
          "Submit/GroupByDistrict",
          "Submit/SubmitDistrict",
          "Submit/NoRows",
          "Submit/AllResults",
          "Submit/Together",
          "Submit/WaitForAll",
          "Submit/PublishResults");

  /** The steps of each job, in the data's order, as its page on Dataflow shows them. */
  private static final Map<String, List<String>> STEPS = new TreeMap<>();

  static {
    STEPS.put(
        "amplitude",
        List.of(
            "Export/Lanes",
            "Export/ExportWindows",
            "Export/LandedEarlier",
            "Export/DoneEarlier",
            "Export/AllArchives",
            "Export/AllOutcomes",
            "Flatten/ListMembers",
            "Flatten/GroupByHour",
            "Flatten/FlattenHours",
            "Flatten/Outcomes",
            "Publish/Together",
            "Publish/WaitForAll",
            "Publish/PublishHours"));
    STEPS.put(
        "csc",
        List.of(
            "OpenRun/Start",
            "OpenRun/SettleEarlierRuns",
            "FindChanges/SpreadRows",
            "FindChanges/ReadStaging",
            "FindChanges/SpreadHeld",
            "FindChanges/ReadAccepted",
            "FindChanges/DetectChanges",
            "FindChanges/Everything",
            "Submit/Together",
            "Submit/WaitForAll",
            "Submit/SubmitBatches"));
    STEPS.put(
        "edfi pull",
        List.of(
            "Pull/Districts",
            "Pull/SpreadDistricts",
            "Pull/ListTargets",
            "Pull/SpreadTargets",
            "Pull/PlanPulls",
            "Pull/SpreadUnits",
            "Pull/ReadUnits",
            "Pull/AllPieces",
            "Pull/ByTarget",
            "Pull/GroupByTarget",
            "Pull/PublishPulls",
            "Pull/Together",
            "Pull/WaitForAll",
            "Pull/WriteProof"));
    STEPS.put("edfi push", SUBMIT);
    STEPS.put("edfi delete", SUBMIT);
    List<String> alma = new ArrayList<>(List.of("Read/PlanSchools", "Read/StartsOfSchools"));
    read(alma, "Schools");
    for (String resource :
        List.of(
            "SchoolYears",
            "GradeLevels",
            "StudentGradeLevels",
            "Students",
            "Attendance",
            "Enrollment")) {
      alma.add("Read/UnitsOf" + resource);
      read(alma, resource);
      read(alma, resource + "Again");
    }
    alma.addAll(
        List.of(
            "Read/AllPieces",
            "Read/GroupByWindow",
            "Read/MergeWindows",
            "Read/ListRows",
            "Read/CompareRows",
            "Read/EachChange",
            "Read/ChangesByWindow",
            "Read/ByWindow",
            "Read/PairWithChanges",
            "Read/WriteChanges",
            "Read/Together",
            "Read/WaitForAll",
            "Read/PublishWindows",
            "NameWindows/Map"));
    STEPS.put("alma", alma);
    List<String> coins = new ArrayList<>();
    for (String resource : List.of("Listings", "Map")) {
      coins.addAll(List.of("Read/Plan" + resource, "Read/StartsOf" + resource));
      read(coins, resource);
    }
    coins.addAll(
        List.of(
            "Read/AllPieces",
            "Read/GroupByWindow",
            "Read/MergeWindows",
            "Read/Together",
            "Read/WaitForAll",
            "Read/PublishWindows",
            "NameWindows/Map",
            "Logos/AllRead",
            "Logos/WaitForRows",
            "Logos/PlanLogos",
            "Logos/DealLogos",
            "Logos/FetchLogos",
            "Logos/WaitForLogos",
            "Logos/PublishLogos",
            "RowsAndLogos"));
    STEPS.put("coinmarketcap", coins);
  }

  /** Steps that a runner may split while they run. */
  private static final Map<String, Set<String>> SPLITTABLE =
      Map.of(
          "amplitude",
          Set.of("Export/ExportWindows"),
          "alma",
          STEPS.get("alma").stream()
              .filter(step -> step.matches("Read/Read.*"))
              .collect(Collectors.toSet()),
          "coinmarketcap",
          Set.of("Read/ReadListings", "Read/ReadMap"));

  @TempDir Path directory;

  private static void read(List<String> steps, String resource) {
    steps.add("Read/Deal" + resource);
    steps.add("Read/Lanes" + resource);
    steps.add("Read/Read" + resource);
  }

  static List<String> verbs() {
    return Launch.jobs().stream().map(Job::verb).toList();
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void eachJobIsWrittenForDataflowWithItsStepsAndWithoutAnySecret(String verb) throws IOException {
    DataflowDesk desk = new DataflowDesk(directory);
    List<String> words = DataflowCommands.of(desk.secret(), DataflowDesk.CANARY).get(verb);

    int exitCode = desk.write(verb, words);

    assertThat(desk.err, exitCode, is(0));
    assertThat(
        desk.out,
        is(
            "The graph of run Night_1 is written to "
                + desk.template()
                + ". When it has run, its report is in mem://"
                + desk.bucket()
                + "/out/report.json.\n"));
    List<String> expected = new ArrayList<>(STEPS.get(verb));
    expected.addAll(END);
    assertThat(steps(desk.pipeline()), is(expected));
    Set<String> splittable = new TreeSet<>(splittable(desk.pipeline()));
    splittable.retainAll(STEPS.get(verb));
    assertThat(splittable, is(new TreeSet<>(SPLITTABLE.getOrDefault(verb, Set.of()))));
    assertThat(desk.everythingSent(), not(containsString(DataflowDesk.CANARY)));
    assertIsOurs(desk.graph(), verb.replace(' ', '-'));
  }

  /** Composites of ours one level below the job, and what stands alone. */
  private static List<String> steps(RunnerApi.Pipeline pipeline) {
    List<String> steps = new ArrayList<>();
    Map<String, RunnerApi.PTransform> all = pipeline.getComponents().getTransformsMap();
    for (String root : pipeline.getRootTransformIdsList()) {
      List<String> below = all.get(root).getSubtransformsList();
      if (below.isEmpty()) {
        steps.add(all.get(root).getUniqueName());
      }
      below.forEach(step -> steps.add(all.get(step).getUniqueName()));
    }
    return steps;
  }

  private static List<String> splittable(RunnerApi.Pipeline pipeline) throws IOException {
    List<String> names = new ArrayList<>();
    for (RunnerApi.PTransform step : pipeline.getComponents().getTransformsMap().values()) {
      if (step.getSpec().getUrn().equals(DataflowDesk.PAR_DO)
          && !RunnerApi.ParDoPayload.parseFrom(step.getSpec().getPayload())
              .getRestrictionCoderId()
              .isEmpty()) {
        names.add(step.getUniqueName());
      }
    }
    return names;
  }

  private static void assertIsOurs(JsonNode graph, String verb) {
    assertThat(graph.path("type").asText(), is("JOB_TYPE_BATCH"));
    assertThat(graph.path("name").asText(), is("purlin-" + verb + "-night-1"));
    assertThat(graph.path("labels").path("purlin-job").asText(), is(verb));
    assertThat(graph.path("labels").path("purlin-run").asText(), is("night_1"));
    JsonNode pool = graph.path("environment").path("workerPools").path(0);
    assertThat(pool.path("machineType").asText(), is("e2-standard-2"));
    assertThat(pool.path("autoscalingSettings").path("maxNumWorkers").asInt(), is(4));
    JsonNode options = graph.path("environment").path("sdkPipelineOptions").path("options");
    assertThat(options.path("streaming").asBoolean(true), is(false));
    assertThat(options.path("enableStreamingEngine").asBoolean(true), is(false));
    assertThat(texts(graph.path("environment").path("experiments")), hasItem("use_runner_v2"));
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  @Test
  void whatTheUserSaysOfWorkersIsTaken() throws IOException {
    DataflowDesk desk = new DataflowDesk(directory);
    List<String> words = DataflowCommands.of(desk.secret(), "x").get("coinmarketcap");
    words.addAll(
        List.of(
            "--maxNumWorkers=9",
            "--workerMachineType=n1-standard-4",
            "--jobName=mine",
            "--labels={\"team\":\"data\"}",
            "--usePublicIps=false",
            "--experiments=disable_runner_v2"));

    assertThat(desk.err, desk.write("coinmarketcap", words), is(0));

    JsonNode graph = desk.graph();
    JsonNode pool = graph.path("environment").path("workerPools").path(0);
    assertThat(graph.path("name").asText(), is("mine"));
    assertThat(graph.path("labels").toString(), is("{\"team\":\"data\"}"));
    assertThat(pool.path("machineType").asText(), is("n1-standard-4"));
    assertThat(pool.path("autoscalingSettings").path("maxNumWorkers").asInt(), is(9));
    assertThat(pool.path("ipConfiguration").asText(), is("WORKER_IP_PRIVATE"));
    assertThat(texts(graph.path("environment").path("experiments")), contains("disable_runner_v2"));
    assertThat(
        graph.path("steps").path(0).path("properties").path("user_name").path("value").asText(),
        startsWith("Read/"));
  }

  @Test
  void theNameOfAJobIsOneThatDataflowTakes() {
    assertThat(
        DataflowDefaults.name("edfi pull", "20260101T030405Z-1a2b3c"),
        is("purlin-edfi-pull-20260101t030405z-1a2b3c"));
    assertThat(DataflowDefaults.name("csc", "a.b_"), is("purlin-csc-a-b"));
  }
}
