package org.purlin.io.csc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.purlin.io.csc.CscRun.InDoubt;
import org.purlin.io.staging.DatabaseException;
import org.purlin.sandbox.Answer;
import org.purlin.sandbox.Fault;

/** A runner repeats the submitting step of a run, and no other step. */
@Timeout(120)
class RepeatedAttemptTest {

  /** More than an attempt of two batches writes. */
  private static final int MOST_WRITES = 100;

  private static final int CHILDREN = 3;
  private static final int PATIENCE_SECONDS = 30;

  @TempDir Path directory;

  @AfterEach
  void heal() {
    BreakOff.heal();
  }

  @ParameterizedTest
  @EnumSource
  void anAttemptBrokenOffBeforeAnyOfItsWritesIsSettledByTheNextOne(InDoubt inDoubt)
      throws Exception {
    List<String> left = new ArrayList<>();
    int writes = 0;
    while (brokenOffAfter(writes, inDoubt, left)) {
      writes++;
      assertThat(writes, is(lessThan(MOST_WRITES)));
    }

    assertThat("what broken attempts left", new HashSet<>(left), is(Set.of("", "P", "A")));
  }

  /**
   * @param left gets P if it left a batch without answer in the outbox, A if one with an answer
   * @return whether it broke
   */
  private boolean brokenOffAfter(int writes, InDoubt inDoubt, List<String> left) throws Exception {
    try (Attempts night = new Attempts(directory.resolve(inDoubt + "-" + writes))) {
      BreakOff.watch(night.connection(), night.tables());
      BreakOff.after(writes);
      try {
        night.attempt(inDoubt);
      } catch (DatabaseException broken) {
        // That is what was asked for.
      }
      if (!BreakOff.heal()) {
        return false;
      }
      List<String> prepared = night.inOutbox("prepared");
      List<String> answered = night.inOutbox("accepted");
      left.add((prepared.isEmpty() ? "" : "P") + (answered.isEmpty() ? "" : "A"));

      NightReport report = night.attempt(inDoubt);

      String when = "broken off after " + writes + " writes";
      boolean held = inDoubt == InDoubt.HOLD;
      List<String> doubtful = held ? prepared : List.of();
      assertThat(when, night.inOutbox("prepared"), is(doubtful));
      assertThat(when, night.inOutbox("accepted"), is(empty()));
      assertThat(when, night.rowsThatSay("sent"), is(CHILDREN - doubtful.size()));
      assertThat(when, report.count(NightReport.IN_DOUBT), is((long) doubtful.size()));
      assertThat(when, report.count(NightReport.OPEN_DOUBTS), is((long) doubtful.size()));
      assertThat(
          when,
          report.count(NightReport.RESUMED),
          is((long) answered.size() + (held ? 0 : prepared.size())));
      assertThat(
          when,
          report.deliveredInAll() + report.count(NightReport.HELD),
          is((long) CHILDREN - doubtful.size()));
      night
          .accepted()
          .forEach(
              (child, times) ->
                  assertThat(when, times, is(lessThan(!held && prepared.contains(child) ? 3 : 2))));
      List<String> wrong = night.wrong();
      wrong.removeAll(doubtful);
      assertThat(when, wrong, is(empty()));
      return true;
    }
  }

  @Test
  void anEarlierAttemptThatLivesOnPostsNothingMoreAndChangesNothing() throws Exception {
    ExecutorService threads = Executors.newSingleThreadExecutor();
    CountDownLatch processed = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    try (Attempts night = new Attempts(directory)) {
      night.receiver.onNextPost(
          Fault.of(
              ordinary -> {
                Answer late = ordinary.answer();
                processed.countDown();
                await(answer);
                return late;
              }));
      Future<NightReport> earlier = threads.submit(() -> night.attempt(InDoubt.RESEND));
      await(processed);

      NightReport report = night.attempt(InDoubt.RESEND);
      answer.countDown();
      ExecutionException end =
          assertThrows(
              ExecutionException.class, () -> earlier.get(PATIENCE_SECONDS, TimeUnit.SECONDS));

      assertThat(end.getCause(), is(instanceOf(LeaseLostException.class)));
      // The batch under way, the same once more, and the other one.
      assertThat(night.receiver.posts().size(), is(3));
      assertThat(night.accepted().values(), containsInAnyOrder(2, 2, 1));
      assertThat(report.count(NightReport.POSTS), is(2L));
      assertThat(report.count(NightReport.OPEN_DOUBTS), is(0L));
      assertThat(night.inOutbox("prepared"), is(empty()));
      assertThat(night.inOutbox("accepted"), is(empty()));
      assertThat(night.rowsThatSay("sent"), is(CHILDREN));
      assertThat(night.wrong(), is(empty()));
    } finally {
      answer.countDown();
      threads.shutdownNow();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"prepared", "accepted", "refused"})
  void aRunDoesNotSayThatAllIsSettledWhileTheOutboxHasRowsOfIt(String state) throws Exception {
    try (Attempts night = new Attempts(directory)) {
      night.receiver.onNextPost(
          Fault.of(
              ordinary -> {
                addToOutbox(night, state);
                return ordinary.answer();
              }));

      NightReport report = night.attempt(InDoubt.RESEND);

      assertThat(night.inOutbox(state).size(), is(greaterThan(0)));
      assertThat(report.count(NightReport.OPEN_DOUBTS), is((long) night.inOutbox(state).size()));
    }
  }

  /** As an attempt leaves a batch that nobody knows of. */
  private static void addToOutbox(Attempts night, String state) throws IOException {
    try (Statement copy = night.connection().createStatement()) {
      copy.execute(
          "CREATE TABLE [dbo].[copied] AS SELECT * FROM "
              + Attempts.OUTBOX
              + "; UPDATE [dbo].[copied] SET [batch_id] = 'another', [state] = '"
              + state
              + "'; INSERT INTO "
              + Attempts.OUTBOX
              + " SELECT * FROM [dbo].[copied]");
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      assertThat(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS), is(true));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the test ended");
    }
  }
}
