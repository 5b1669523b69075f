package org.purlin.e2e;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.sandbox.edfi.EdfiSandbox;
import org.purlin.sandbox.edfi.EdfiSettings;
import org.purlin.sandbox.edfi.Flavour;

/** A push that is killed at any moment is completed by the next run, and little is sent twice. */
class EdfiKillIT {

  /** {@code -Dpurlin.e2e.seed} repeats the moments of an earlier run. */
  private static final long SEED = Long.getLong("purlin.e2e.seed", System.nanoTime());

  private static final int KILLED = 137;
  private static final int KILLS = 3;
  private static final int STUDENTS = 1_200;
  private static final int CONCURRENCY = 8;

  @TempDir Path directory;

  /** Contract, check 13. */
  @Test
  void aPushKilledThreeTimesIsCompletedAndOnlyWhatWasUnderWayIsSentTwice() throws Exception {
    System.out.println("Moments are drawn with -Dpurlin.e2e.seed=" + SEED);
    Random random = new Random(SEED);
    Path input = directory.resolve("students.jsonl");
    Files.write(input, IntStream.range(0, STUDENTS).mapToObj(EdfiKillIT::student).toList());
    try (EdfiSandbox sandbox =
        EdfiSandbox.start(EdfiSettings.of(Flavour.PLAIN).withDelay(Duration.ofMillis(10)))) {
      Purlin purlin =
          Purlin.script(directory)
              .with("EDFI_KEY", EdfiSettings.KEY)
              .with("EDFI_SECRET", EdfiSettings.SECRET)
              .with("PURLIN_JAVA_OPTS", Day.QUICK);
      List<String> push =
          List.of(
              "edfi",
              "push",
              "--url=" + sandbox.baseUrl(),
              "--key=env:EDFI_KEY",
              "--secret=env:EDFI_SECRET",
              "--input=" + input,
              "--concurrency=" + CONCURRENCY,
              "--output=out",
              "--commit");
      for (int kill = 0; kill < KILLS; kill++) {
        int posts = sandbox.posts().size() + 50 + random.nextInt(200);
        try (Started run = purlin.start(push)) {
          assertThat(run.reaches(() -> sandbox.posts().size() >= posts), is(true));
          run.kill();
          assertThat(run.end().exitCode(), is(KILLED));
        }
      }

      Ended last = purlin.run(push).exits(0);

      assertThat(sandbox.count("students"), is(STUDENTS));
      int twice = sandbox.posts().size() - STUDENTS;
      assertThat(last.toString(), twice, lessThanOrEqualTo(KILLS * CONCURRENCY));
      assertThat(deliveredInLedger(), is(STUDENTS));
      assertThat(
          "unfinished files", new Landed(directory.resolve("out")).temporaryFiles(), is(empty()));
      int posts = sandbox.posts().size();
      purlin.run(push).exits(0);
      assertThat("a further run sends nothing", sandbox.posts().size(), is(posts));
    }
  }

  private static String student(int number) {
    return ("{\"studentUniqueId\":\"SYN%06d\",\"firstName\":\"First%d\",\"lastSurname\":\"Testerson\","
            + "\"birthDate\":\"2011-04-05\"}")
        .formatted(number, number);
  }

  /** Records whose last line in the ledger says delivered. */
  private int deliveredInLedger() throws IOException {
    ObjectMapper json = new ObjectMapper();
    Map<String, String> states = new HashMap<>();
    List<Path> ledgers = new ArrayList<>();
    try (Stream<Path> files = Files.walk(directory.resolve("out/_state"))) {
      files.filter(file -> file.toString().endsWith(".jsonl")).sorted().forEach(ledgers::add);
    }
    for (Path ledger : ledgers) {
      for (String line : Files.readAllLines(ledger)) {
        if (line.endsWith("}")) {
          JsonNode entry = json.readTree(line);
          states.put(entry.get("key").asText(), entry.get("state").asText());
        }
      }
    }
    return (int) states.values().stream().filter("DELIVERED"::equals).count();
  }
}
