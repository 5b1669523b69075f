package org.purlin.pipelines.edfi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.purlin.io.edfi.DistrictResult;
import org.purlin.io.edfi.EdfiIO;
import org.purlin.io.edfi.Fate;
import org.purlin.io.edfi.ResultTable;
import org.purlin.io.edfi.SubmitProof;
import org.purlin.io.edfi.SubmitRun;
import org.purlin.io.landing.Manifest;
import org.purlin.io.landing.RowLines;
import org.purlin.io.landing.Storage;
import org.purlin.pipelines.RunPlaces;
import org.purlin.pipelines.plan.DryRun;
import org.purlin.pipelines.plan.Plan;
import org.purlin.pipelines.plan.PlanText;

/**
 * What a push or a deletion would send: the job's own dry run, in a directory that is deleted, with
 * a copy of what earlier runs proved delivered.
 */
final class SubmitPlan {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What a dry run found nothing against. */
  private static final Set<Fate> SENT =
      EnumSet.of(Fate.VALID, Fate.WOULD_CREATE, Fate.WOULD_UPDATE, Fate.WOULD_DELETE);

  /** Rows of a district, by resource and fate. */
  private record Group(String district, String resource, String fate) implements Comparable<Group> {

    @Override
    public int compareTo(Group other) {
      return (district + "\n" + resource + "\n" + fate)
          .compareTo(other.district + "\n" + other.resource + "\n" + other.fate);
    }
  }

  private final SubmitRun run;
  private final SubmitProof proof;
  private final Plan.Builder builder;

  private SubmitPlan(SubmitRun run, SubmitProof proof) {
    this.run = run;
    this.proof = proof;
    this.builder = Plan.of(RunSettings.window(run.districts()));
  }

  /**
   * Makes the plan.
   *
   * @param settings reads the options
   */
  static Plan of(SubmitOptions options, Supplier<SubmitRun> settings) {
    String output = options.getOutput();
    String state = options.getState();
    boolean commit = options.isCommit();
    String kept = RunPlaces.state(options);
    try (DryRun dry = DryRun.begin()) {
      dry.copyOf(Storage.resolve(kept, SubmitSettings.LEDGERS), "state/" + SubmitSettings.LEDGERS);
      options.setState(dry.place("state"));
      options.setOutput(dry.place("out"));
      options.setCommit(false);
      SubmitRun run = settings.get();
      dry.run(options, pipeline -> pipeline.apply("Submit", EdfiIO.submit(run)));
      SubmitProof proof = SubmitProof.read(run.proof()).orElseThrow();
      return new SubmitPlan(run, proof).plan(commit);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      options.setOutput(output);
      options.setState(state);
      options.setCommit(commit);
    }
  }

  private Plan plan(boolean commit) throws IOException {
    Map<Group, Long> groups = new TreeMap<>();
    for (DistrictResult result : proof.districts()) {
      if (result.problem() != null) {
        builder.gap(name(result.district()) + ": " + result.problem());
      }
      count(result, groups);
    }
    groups.forEach(
        (group, rows) ->
            builder.records(name(group.district()), group.resource(), group.fate(), rows));
    estimates();
    if (!commit) {
      builder.notice("Without --commit a run only checks; nothing of this is sent.");
    }
    if (groups.isEmpty()) {
      builder.notice("The input has no rows.");
    }
    builder.request(
        "each district's discovery document, OpenAPI documents, order of resources and a token"
            + (run.mode() == SubmitRun.Mode.DELETE
                ? "; and whether the records that are to be deleted are there."
                : run.compare() ? "; and, for --compare, what it holds of each record." : "."));
    return builder.build();
  }

  private void count(DistrictResult result, Map<Group, Long> groups) throws IOException {
    String directory = directory(result.district());
    Manifest manifest =
        run.landing().published(ResultTable.TABLE.name(), window(result.district())).orElseThrow();
    for (Manifest.File file : manifest.files()) {
      try (RowLines line = RowLines.open(Storage.resolve(directory, file.name()))) {
        while (line.next()) {
          JsonNode row = JSON.readTree(line.bytes(), line.offset(), line.length());
          groups.merge(
              new Group(
                  result.district(),
                  row.path("resource").asText(),
                  kind(row.path("status").asText())),
              1L,
              Long::sum);
        }
      }
    }
  }

  private String directory(String district) {
    return run.landing().directory(ResultTable.TABLE.name(), window(district));
  }

  private String window(String district) {
    return SubmitRun.window(run.runId(), district);
  }

  private static String kind(String fate) {
    for (Fate each : Fate.values()) {
      if (each.words().equals(fate)) {
        return switch (each) {
          case VALID -> "to send";
          case WOULD_CREATE -> "to send, would be new";
          case WOULD_UPDATE -> "to send, would change what is there";
          case WOULD_DELETE -> "to delete";
          case ALREADY_DELIVERED -> "delivered before";
          case UNCHANGED -> "there already, as it is";
          case NOT_FOUND -> "not there, so nothing to delete";
          case REJECTED -> "refused by the checks before sending";
          case NOT_SENT, IN_DOUBT -> "not known, the district could not be asked";
          default -> fate;
        };
      }
    }
    return fate;
  }

  private void estimates() throws IOException {
    long rows = proof.districts().stream().mapToLong(DistrictResult::rows).sum();
    long sent =
        proof.districts().stream()
            .mapToLong(result -> SENT.stream().mapToLong(result::count).sum())
            .sum();
    builder.estimate("calls", sent, "one for each record to be sent, without repeats");
    if (run.mode() == SubmitRun.Mode.DELETE || rows == 0) {
      return;
    }
    long bytes = 0;
    for (String input : run.inputs()) {
      bytes += Storage.size(input).orElse(0L);
    }
    builder.estimate(
        "bytes to send",
        Math.round((double) bytes * sent / rows),
        "the share of the input, which has "
            + PlanText.bytes(bytes)
            + " in "
            + PlanText.number(rows)
            + " rows");
  }

  private static String name(String district) {
    return district.isEmpty() ? "rows without a district" : district;
  }
}
