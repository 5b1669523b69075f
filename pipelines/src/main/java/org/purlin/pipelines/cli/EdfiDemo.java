package org.purlin.pipelines.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.purlin.io.landing.FileLanding;
import org.purlin.io.landing.IfExists;
import org.purlin.io.landing.Manifest;
import org.purlin.pipelines.edfi.PullEdfi;
import org.purlin.pipelines.edfi.PushEdfi;
import org.purlin.pipelines.report.ExitCode;
import org.purlin.sandbox.edfi.EdfiDistrict;
import org.purlin.sandbox.edfi.EdfiSandbox;
import org.purlin.sandbox.edfi.EdfiSettings;
import org.purlin.sandbox.edfi.SampleSet;

/** Two districts: records pushed to a stand-in of their API, pulled, changed and pulled again. */
final class EdfiDemo implements Demo {

  private static final long SEED = 20260812;
  private static final int STUDENTS = 60;
  private static final List<String> DISTRICTS = List.of("north", "south");

  /** Pulled, and compared with what the stand-in holds. */
  private static final String STUDENTS_RESOURCE = "students";

  /** What a server adds to a record. */
  private static final Set<String> SERVERS_OWN =
      Set.of("id", "_etag", "_lastModifiedDate", "changeVersion");

  /** Environment variables for the demo's own runs. */
  private static final String KEY = "DEMO_EDFI_KEY";

  private static final String SECRET = "DEMO_EDFI_SECRET";

  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public String name() {
    return "edfi";
  }

  @Override
  public String summary() {
    return "Push invented records to two Ed-Fi districts on this machine, and pull them.";
  }

  @Override
  public String about() {
    return """
    Starts a stand-in of an Ed-Fi server with two districts on a free port of this machine. Some
    hundred invented records, in any order, are pushed to both: first only checked, then sent, then
    once more, when nothing is left to send. Then both districts are pulled, some students change
    and one leaves, and what changed is pulled. At the end what was landed is compared with what
    the districts hold. Needs no account and no network, takes some fifteen seconds.
    """;
  }

  @Override
  public String output() {
    return "out/demo/edfi";
  }

  @Override
  public ExitCode run(String output, Surroundings around, Logs logs) {
    try (EdfiSandbox edfi =
        EdfiSandbox.start(
            EdfiSettings.defaults().withDistricts(DISTRICTS.toArray(String[]::new)))) {
      Path files = Files.createDirectories(Path.of(output));
      Path districts = districts(edfi, files.resolve("districts.csv"));
      SampleSet set = SampleSet.of(SEED, STUDENTS).shuffled(SEED);
      Path rows = rows(set, files.resolve("rows.jsonl"));
      Surroundings inside = around.with(KEY, EdfiSettings.KEY).with(SECRET, EdfiSettings.SECRET);
      say(
          around,
          "A stand-in with two districts listens at " + edfi.url() + "; they are listed in");
      say(around, districts + ", and " + rows + " holds rows for both.");
      List<Step> steps =
          List.of(
              new Step("Only look:", push(districts, rows, output), () -> {}),
              new Step("Send:", push(districts, rows, output, "--commit"), () -> {}),
              new Step("Send again:", push(districts, rows, output, "--commit"), () -> {}),
              new Step("Pull:", pull(districts, output), () -> {}),
              new Step(
                  "Some students change, one leaves; pull again:",
                  pull(districts, output),
                  () -> DISTRICTS.forEach(name -> change(edfi.district(name)))));
      for (Step step : steps) {
        ExitCode exitCode = step.run(inside, logs);
        if (exitCode != ExitCode.DONE) {
          return exitCode;
        }
      }
      return compare(around, edfi, output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * One command of the demo.
   *
   * @param words the verb and its flags
   * @param before what happens at the districts first
   */
  private record Step(String title, List<String> words, Runnable before) {

    ExitCode run(Surroundings inside, Logs logs) {
      before.run();
      say(inside, "\n" + title + "\n  purlin edfi " + String.join(" \\\n    ", words) + "\n");
      Verb verb =
          words.get(0).equals("push") ? TaskVerb.of(new PushEdfi()) : TaskVerb.of(new PullEdfi());
      return verb.run(words.subList(1, words.size()), inside, logs);
    }
  }

  private static List<String> push(Path districts, Path rows, String output, String... more) {
    return words(
        "push",
        districts,
        output,
        Stream.concat(Stream.of("--input=" + rows), Arrays.stream(more)));
  }

  private static List<String> pull(Path districts, String output) {
    return words(
        "pull",
        districts,
        output,
        Stream.of("--resources=students,schools,studentSchoolAssociations"));
  }

  private static List<String> words(
      String verb, Path districts, String output, Stream<String> more) {
    List<String> words = new ArrayList<>(List.of(verb, "--districts=" + districts));
    more.forEach(words::add);
    words.add("--output=" + output);
    return words;
  }

  private static Path districts(EdfiSandbox edfi, Path file) throws IOException {
    StringBuilder text = new StringBuilder("district,url,key,secret\n");
    for (String name : DISTRICTS) {
      text.append(name + "," + edfi.baseUrl(name) + ",env:" + KEY + ",env:" + SECRET + "\n");
    }
    return Files.writeString(file, text);
  }

  private static Path rows(SampleSet set, Path file) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String name : DISTRICTS) {
      for (SampleSet.Item item : set.items()) {
        ObjectNode row = JSON.createObjectNode();
        row.put("district", name);
        row.put("resource", item.resource());
        row.set("payload", JSON.readTree(item.payload()));
        text.append(row).append('\n');
      }
    }
    return Files.writeString(file, text);
  }

  /** Somebody else corrects names, and a student who never came leaves. */
  private static void change(EdfiDistrict district) {
    List<String> keys = district.records(STUDENTS_RESOURCE).keySet().stream().sorted().toList();
    for (String key : keys.subList(0, 5)) {
      ObjectNode student = district.records(STUDENTS_RESOURCE).get(key).deepCopy();
      student.put("firstName", student.get("firstName").asText() + "e");
      district.write(STUDENTS_RESOURCE, student.toString());
    }
    ObjectNode passing = district.records(STUDENTS_RESOURCE).get(keys.get(5)).deepCopy();
    passing.put("studentUniqueId", "PASSING");
    district.write(STUDENTS_RESOURCE, passing.toString());
    district.remove(STUDENTS_RESOURCE, "PASSING");
  }

  private static ExitCode compare(Surroundings around, EdfiSandbox edfi, String output)
      throws IOException {
    boolean right = true;
    say(around, "\nWhat was landed against what the districts hold:");
    for (String name : DISTRICTS) {
      Map<String, JsonNode> landed = landed(output, name);
      Map<String, ObjectNode> held = edfi.district(name).records(STUDENTS_RESOURCE);
      boolean same = landed.equals(held);
      right &= same;
      say(
          around,
          "  %s: %d students landed, %d held, %s"
              .formatted(name, landed.size(), held.size(), same ? "the same" : "NOT the same"));
    }
    return right ? ExitCode.DONE : ExitCode.FAILED;
  }

  private static Map<String, JsonNode> landed(String output, String district) throws IOException {
    FileLanding landing = new FileLanding(output, "demo", IfExists.REPLACE);
    Map<String, JsonNode> records = new HashMap<>();
    Path directory = Path.of(landing.directory(STUDENTS_RESOURCE, district));
    List<Manifest.File> files =
        landing.published(STUDENTS_RESOURCE, district).map(Manifest::files).orElse(List.of());
    for (Manifest.File file : files) {
      for (String line : Files.readAllLines(directory.resolve(file.name()))) {
        ObjectNode body = (ObjectNode) JSON.readTree(line).get("body");
        body.remove(SERVERS_OWN);
        records.put(body.get("studentUniqueId").asText(), body);
      }
    }
    return records;
  }

  private static void say(Surroundings around, String text) {
    around.out().println(text);
  }
}
