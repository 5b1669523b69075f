package org.purlin.transforms;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.transforms.csc.ChildDelta;
import org.purlin.transforms.csc.ChildJson;
import org.purlin.transforms.csc.ChildRules;
import org.purlin.transforms.csc.DeltaSettings;
import org.purlin.transforms.csc.MergingReceiver;
import org.purlin.transforms.csc.Receiver;
import org.purlin.transforms.csc.ReplacingReceiver;
import org.purlin.transforms.rows.BadRecordException;

/** Thousands of generated pairs of an accepted and a current record, and three examples. */
class CscRecordingsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long MINUTES = 2;

  @TempDir Path directory;

  /** Running totals of one way to send. */
  private static final class Tally {
    final String name;
    final DeltaSettings settings;
    int sent;
    long bytes;
    int wrongIfMerged;
    int wrongIfReplaced;

    Tally(String name, DeltaSettings settings) {
      this.name = name;
      this.settings = settings;
    }

    void add(ObjectNode previous, ObjectNode current) {
      Optional<ObjectNode> record = ChildDelta.between(previous, current, settings);
      record.ifPresent(
          r -> {
            sent++;
            bytes += ChildJson.text(r).getBytes(StandardCharsets.UTF_8).length;
          });
      wrongIfMerged += wrong(new MergingReceiver(), previous, current, record);
      wrongIfReplaced += wrong(new ReplacingReceiver(), previous, current, record);
    }

    private int wrong(
        Receiver receiver, ObjectNode previous, ObjectNode current, Optional<ObjectNode> record) {
      receiver.receive(ChildDelta.full(previous, settings));
      record.ifPresent(receiver::receive);
      return receiver.holds(current) ? 0 : 1;
    }

    String line() {
      return String.format(
          "%-30s %6d sent, %5d bytes on average, wrong if merged %4d, if replaced %4d",
          name, sent, bytes / Math.max(1, sent), wrongIfMerged, wrongIfReplaced);
    }
  }

  @Test
  void noChangedChildEndsUpWrongUnderEitherReading() throws Exception {
    DeltaSettings settings = DeltaSettings.DEFAULT;
    List<Tally> table =
        List.of(
            byDefault(),
            new Tally("if it merges", settings.withReading(DeltaSettings.Reading.MERGE)),
            new Tally("if it replaces", settings.withReading(DeltaSettings.Reading.REPLACE)),
            new Tally(
                "cleared scalars left out", settings.withCleared(DeltaSettings.Cleared.OMIT)));
    run(3000, "1", table);
    Tally byDefault = table.get(0);
    assertThat(byDefault.sent, is(3000));
    assertThat(byDefault.wrongIfMerged, is(0));
    assertThat(byDefault.wrongIfReplaced, is(0));
    assertThat(table.get(1).wrongIfMerged, is(0));
    assertThat(table.get(2).wrongIfReplaced, is(0));
    assertThat(table.get(3).wrongIfReplaced, is(0));
  }

  @Test
  void ofAnOrdinaryNightOnlyTheChangedChildrenAreSent() throws Exception {
    Tally byDefault = byDefault();
    run(20_000, "0.15", List.of(byDefault));
    assertThat(byDefault.sent, is(3000));
    assertThat(byDefault.wrongIfMerged, is(0));
    assertThat(byDefault.wrongIfReplaced, is(0));
  }

  @Test
  void theExamplesKeepTheRules() throws Exception {
    ChildRules rules = ChildRules.standard();
    Path file = Recordings.directory("csc").resolve("children-examples.json");
    for (var child : JSON.readTree(file.toFile())) {
      assertThat(rules.check((ObjectNode) child), is(empty()));
    }
  }

  private static Tally byDefault() {
    return new Tally("either reading (default)", DeltaSettings.DEFAULT);
  }

  /** Adds every pair to every tally and prints them. */
  private void run(int children, String changed, List<Tally> table) throws Exception {
    ChildRules rules = ChildRules.standard();
    long checking = 0;
    try (BufferedReader pairs = Files.newBufferedReader(generated(children, changed))) {
      for (String line = pairs.readLine(); line != null; line = pairs.readLine()) {
        ObjectNode pair = parsed(line);
        ObjectNode current = (ObjectNode) pair.get("current");
        for (Tally tally : table) {
          tally.add((ObjectNode) pair.get("previous"), current);
        }
        long start = System.nanoTime();
        assertThat(rules.check(current), is(empty()));
        checking += System.nanoTime() - start;
      }
    }
    System.out.println(children + " children, " + changed + " of them changed");
    table.forEach(tally -> System.out.println(tally.line()));
    System.out.println("checked in " + TimeUnit.NANOSECONDS.toMillis(checking) + " ms");
  }

  private static ObjectNode parsed(String line) {
    try {
      return ChildJson.parse(line);
    } catch (BadRecordException e) {
      throw new IllegalStateException(e);
    }
  }

  private Path generated(int children, String changed) throws IOException, InterruptedException {
    Path generator =
        Recordings.directory("csc").resolve("../../bench/gen_csc_pairs.py").normalize();
    assumeTrue(Files.exists(generator), "Needs " + generator + " beside the recordings.");
    Path pairs = directory.resolve("pairs.jsonl");
    Process process;
    try {
      process =
          new ProcessBuilder(
                  "python3",
                  generator.toString(),
                  "--n",
                  Integer.toString(children),
                  "--changed",
                  changed,
                  "--out",
                  pairs.toString())
              .inheritIO()
              .start();
    } catch (IOException e) {
      assumeTrue(false, "Needs python3: " + e.getMessage());
      throw e;
    }
    boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
    process.destroyForcibly();
    assertThat("the generator ended in time", ended, is(true));
    assertThat(process.exitValue(), is(0));
    return pairs;
  }
}
