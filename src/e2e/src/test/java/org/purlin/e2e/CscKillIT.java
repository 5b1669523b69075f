package org.purlin.e2e;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.sandbox.Answer;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.csc.Cohort;
import org.purlin.sandbox.csc.CscFaults;

/** A night that is killed at any moment is completed by the next run, with no child lost. */
class CscKillIT {

  /** {@code -Dpurlin.e2e.seed} repeats the moments of an earlier run. */
  private static final long SEED = Long.getLong("purlin.e2e.seed", System.nanoTime());

  private static final int KILLED = 137;
  private static final int NIGHTS = 5;

  /** Sent each night, in twenty posts. */
  private static final int CHILDREN = 2_000;

  private static final int ADDED = 50;

  /** Fewer than the brake on deletions lets pass. */
  private static final int REMOVED = 50;

  @TempDir Path directory;

  private final Random random = new Random(SEED);
  private final Set<Phase> caught = new HashSet<>();

  /** Where in a run it is killed. */
  private enum Phase {
    /** So long after its start; the tables may not have been looked at yet. */
    START,
    /** It has the lock and reads and compares; nothing was posted. */
    COMPARE,
    /** The receiver has accepted a post, whose answer never comes. */
    BEFORE_ANSWER,
    /** The answer stands in the records, and the staging table cannot be written. */
    WRITE_BACK,
    /** So long after a post was accepted. */
    ANY
  }

  /**
   * A moment of a run.
   *
   * @param posts how many have been accepted
   * @param millis to wait after that
   */
  private record Moment(Phase phase, int posts, int millis) {}

  @Test
  void nightsKilledTenTimesAreCompletedWithEachChildAsItIsToday() throws Exception {
    System.out.println("Moments are drawn with -Dpurlin.e2e.seed=" + SEED);
    List<Moment> moments = tenMoments();
    try (Authority authority = Authority.of(CHILDREN)) {
      for (int night = 0; night < NIGHTS; night++) {
        Set<String> expected = passNight(authority, night);
        Map<String, Integer> acceptedBefore = authority.accepted();
        Map<String, Integer> hits = new HashMap<>();
        for (Moment moment : moments.subList(2 * night, 2 * night + 2)) {
          kill(authority, moment);
          inDoubt(authority).forEach(child -> hits.merge(child, 1, Integer::sum));
          assertNothingIsSaidInVain(authority);
        }

        authority.purlin(directory).run(authority.send("out")).exits(0);

        assertThat("children that differ at the receiver", authority.wrong(), is(empty()));
        assertThat("left in the outbox", inDoubt(authority), is(empty()));
        assertThat("left in the outbox", authority.inOutbox("accepted"), is(empty()));
        assertThat(
            "rows that say sent",
            Set.copyOf(authority.saidToBeSent()),
            is(authority.cohort().today().keySet()));
        assertThat(
            "unfinished files", new Landed(directory.resolve("out")).temporaryFiles(), is(empty()));
        assertAcceptedAsOftenAsNeeded(authority, acceptedBefore, expected, hits);
      }
    }
    // The others depend on how fast the machine is just now; these do not.
    assertThat(caught, hasItems(Phase.BEFORE_ANSWER, Phase.WRITE_BACK));
  }

  /** Two a night; a night's twenty posts are enough for both. */
  private List<Moment> tenMoments() {
    List<Moment> moments = new ArrayList<>();
    moments.add(new Moment(Phase.START, 0, 300 + random.nextInt(1_200)));
    for (int i = 0; i < 2; i++) {
      moments.add(new Moment(Phase.COMPARE, 0, random.nextInt(500)));
      moments.add(new Moment(Phase.WRITE_BACK, 1 + random.nextInt(6), random.nextInt(20)));
      moments.add(new Moment(Phase.ANY, 1 + random.nextInt(6), random.nextInt(200)));
    }
    for (int i = 0; i < 3; i++) {
      moments.add(new Moment(Phase.BEFORE_ANSWER, 1 + random.nextInt(6), random.nextInt(100)));
    }
    Collections.shuffle(moments, random);
    return moments;
  }

  /** Returns the children who differ from what the receiver holds. */
  private Set<String> passNight(Authority authority, int night) throws SQLException {
    Set<String> expected = new HashSet<>();
    if (night == 0) {
      expected.addAll(authority.cohort().today().keySet());
    } else {
      Cohort.Night changes =
          authority.cohort().nextNight(SEED + night, CHILDREN - ADDED - REMOVED, ADDED, REMOVED);
      expected.addAll(changes.changed());
      expected.addAll(changes.added());
      expected.addAll(changes.removed());
    }
    assertThat(expected, hasSize(CHILDREN));
    authority.populate();
    return expected;
  }

  private void kill(Authority authority, Moment moment) throws Exception {
    int posts = authority.posts() + moment.posts();
    Set<String> holdersBefore = authority.lockHolders();
    try (Connection other = authority.database().connect();
        Started run = start(authority, moment, other)) {
      BooleanSupplier reached =
          switch (moment.phase()) {
            case START -> () -> true;
            case COMPARE ->
                // A killed run leaves its name in the lock.
                asking(() -> !holdersBefore.containsAll(authority.lockHolders()));
            case BEFORE_ANSWER, ANY -> () -> authority.posts() >= posts;
            case WRITE_BACK ->
                asking(
                    () -> authority.posts() >= posts && !authority.inOutbox("accepted").isEmpty());
          };
      assertThat("reached " + moment, run.reaches(reached), is(true));
      Thread.sleep(moment.millis());
      run.kill();
      run.end().exits(KILLED);
      if (moment.phase() == Phase.WRITE_BACK) {
        other.rollback();
      }
    }
    authority.receiver().clearFaults();
    note(authority, moment, posts);
  }

  /** Starts a run, and prepares the receiver and the table for the moment. */
  private Started start(Authority authority, Moment moment, Connection other) throws Exception {
    if (moment.posts() > 1) {
      authority.receiver().onNextPost(Fault.late(Duration.ZERO).times(moment.posts() - 1));
    }
    if (moment.phase() == Phase.BEFORE_ANSWER) {
      authority.receiver().onNextPost(CscFaults.lateAnswer(Duration.ofSeconds(30)));
    } else if (moment.phase() == Phase.WRITE_BACK) {
      authority
          .receiver()
          .onNextPost(
              Fault.of(
                  ordinary -> {
                    Answer answer = ordinary.answer();
                    Authority.keepTableFromBeingWritten(other);
                    return answer;
                  }));
    }
    return authority.purlin(directory).start(authority.send("out"));
  }

  /** Says what the kill left behind, so that a failure can be understood. */
  private void note(Authority authority, Moment moment, int posts) throws SQLException {
    List<String> inDoubt = inDoubt(authority);
    List<String> accepted = authority.tablesAreThere() ? authority.inOutbox("accepted") : List.of();
    boolean hit =
        switch (moment.phase()) {
          case START, COMPARE -> authority.posts() == posts;
          case BEFORE_ANSWER -> !inDoubt.isEmpty() && accepted.isEmpty();
          case WRITE_BACK -> !accepted.isEmpty();
          case ANY -> true;
        };
    if (hit) {
      caught.add(moment.phase());
    }
    System.out.printf(
        "%s%s: %d in doubt, %d accepted and not written back%n",
        moment, hit ? "" : " missed", inDoubt.size(), accepted.size());
  }

  private static List<String> inDoubt(Authority authority) throws SQLException {
    return authority.tablesAreThere() ? authority.inOutbox("prepared") : List.of();
  }

  /** A row that says sent was sent, as it is in the row. */
  private static void assertNothingIsSaidInVain(Authority authority) throws SQLException {
    Set<String> said = new HashSet<>(authority.saidToBeSent());
    said.retainAll(authority.wrong());
    assertThat("rows that say sent and are not held so", said, is(empty()));
  }

  /** Who was under way at a kill may come once more for it; who did not change never comes. */
  private static void assertAcceptedAsOftenAsNeeded(
      Authority authority,
      Map<String, Integer> before,
      Set<String> expected,
      Map<String, Integer> hits) {
    List<String> wrong = new ArrayList<>();
    authority
        .accepted()
        .forEach(
            (child, count) -> {
              int times = count - before.getOrDefault(child, 0);
              int most = expected.contains(child) ? 1 + hits.getOrDefault(child, 0) : 0;
              if (times > most) {
                wrong.add(child + " " + times + " times, " + most + " at most");
              }
            });
    assertThat("accepted too often", wrong, is(empty()));
  }

  /** A condition that asks the database. */
  @FunctionalInterface
  private interface Asked {
    boolean isSo() throws SQLException;
  }

  private static BooleanSupplier asking(Asked condition) {
    return () -> {
      try {
        return condition.isSo();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    };
  }
}
