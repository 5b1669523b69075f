package org.purlin.e2e;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.sandbox.Answer;
import org.purlin.sandbox.Fault;

/** Several runs at once on one table: one sends, the others say whose turn it is. */
class CscRaceIT {

  private static final int RUNS = 4;
  private static final int CHILDREN = 150;

  /** What the runs may take on a busy machine, all four together. */
  private static final int PATIENCE_SECONDS = 100;

  private static final Pattern RUN_ID = Pattern.compile("run (\\d{8}T\\d{6}Z-[0-9a-f]+)");

  @TempDir Path directory;

  @Test
  void ofFourRunsAtOnceOneSendsAndTheOthersNameIt() throws Exception {
    try (Authority authority = Authority.of(CHILDREN)) {
      authority.populate();
      authority.purlin(directory).run(authority.send("first")).exits(0);
      authority.cohort().nextNight(1, 100, 0, 0);
      authority.populate();

      Set<String> changed = race(authority);

      assertThat(changed.size(), is(100));
    }
  }

  @Test
  void fourFirstRunsAtOnceOnATableMakeTheSendersTablesOnce() throws Exception {
    try (Authority authority = Authority.of(CHILDREN)) {
      authority.populate();

      Set<String> sent = race(authority);

      assertThat(sent.size(), is(CHILDREN));
    }
  }

  /**
   * Starts them together. The first answer of the receiver waits until the others have ended, so
   * that they all meet the run that sends.
   *
   * @return the children that were accepted, each once
   */
  private Set<String> race(Authority authority) throws Exception {
    int postsBefore = authority.receiver().posts().size();
    CountDownLatch othersEnded = new CountDownLatch(1);
    authority
        .receiver()
        .onNextPost(
            Fault.of(
                ordinary -> {
                  Answer answer = ordinary.answer();
                  await(othersEnded);
                  return answer;
                }));
    List<Started> runs = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(RUNS);
    try {
      CompletionService<Ended> ends = new ExecutorCompletionService<>(threads);
      for (int i = 0; i < RUNS; i++) {
        Started run =
            authority.purlin(directory).start(authority.send("out" + i, "--timeout=PT2M"));
        runs.add(run);
        ends.submit(run::end);
      }
      List<Ended> refused = new ArrayList<>();
      for (int i = 1; i < RUNS; i++) {
        refused.add(ends.take().get());
      }
      othersEnded.countDown();
      Ended sender = ends.take().get().exits(0);

      String runId = runIdOf(sender);
      for (Ended other : refused) {
        assertThat(
            other.exits(2).error(),
            allOf(
                containsString("Run " + runId + " on "),
                containsString("is sending for the same authority, table and receiver"),
                containsString("Nothing was sent.")));
      }
    } finally {
      othersEnded.countDown();
      threads.shutdownNow();
      runs.forEach(Started::close);
    }
    assertThat(authority.wrong(), is(empty()));
    List<String> accepted =
        authority.receiver().posts().stream()
            .skip(postsBefore)
            .flatMap(post -> post.children().stream())
            .toList();
    Set<String> once = Set.copyOf(accepted);
    assertThat("each child was sent once", accepted.size(), is(once.size()));
    return once;
  }

  private static String runIdOf(Ended ended) {
    Matcher runId = RUN_ID.matcher(ended.err());
    assertThat(ended.toString(), runId.find(), is(true));
    return runId.group(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS), is(true));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
