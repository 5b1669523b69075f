package org.purlin.io.amplitude;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.purlin.io.amplitude.HourRecord.ArchiveEntry;
import org.purlin.io.amplitude.HourRecord.Counts;
import org.purlin.io.amplitude.HourRecord.Status;
import org.purlin.io.landing.FileLanding;
import org.purlin.io.landing.IfExists;
import org.purlin.io.memory.MemoryFileSystem;

class HourPlanTest {

  private static final long DAY = Hours.parse("day", "2026-01-01");
  private static final Counts SEVEN_ROWS = new Counts(1, 0, 10, 20, 7, 7, 0, 0, 0, 0);

  private final String root = MemoryFileSystem.newBucket();
  private final AmplitudeRun run = Runs.in(root, "run-2", false);

  private static NavigableSet<Long> hours(int... hours) {
    NavigableSet<Long> set = new TreeSet<>();
    for (int hour : hours) {
      set.add(DAY + hour);
    }
    return set;
  }

  private void record(int hour, Status status, String settings, String archive) throws IOException {
    run.ledger().write(run.key(DAY + hour), recordOf(hour, status, settings, archive));
  }

  private static HourRecord recordOf(int hour, Status status, String settings, String archive) {
    return new HourRecord(
        Hours.compact(DAY + hour),
        status,
        200,
        null,
        "7",
        archive == null ? List.of() : List.of(new ArchiveEntry(archive, 3, "sum")),
        SEVEN_ROWS,
        Map.of(),
        List.of(),
        List.of(),
        "inputs",
        settings,
        "run-2",
        "2026-01-01T00:00:00Z",
        null);
  }

  private void publish(int hour) throws IOException {
    run.landing().publish(AmplitudeTables.EVENTS, "7/" + Hours.path(DAY + hour), List.of(), true);
  }

  private List<HourWindow> asked(HourPlan plan) {
    return plan.lanes().stream().flatMap(lane -> lane.windows().stream()).toList();
  }

  @Test
  void anHourIsAskedForUnlessItIsProvenDoneOrItsArchiveIsThere() throws IOException {
    MemoryFileSystem.put(root + "archives/a.zip", new byte[3]);
    MemoryFileSystem.put(root + "archives/short.zip", new byte[2]);
    record(1, Status.DONE, run.settings(), "archives/a.zip");
    publish(1);
    record(2, Status.EMPTY, null, null);
    record(3, Status.LANDED, null, "archives/a.zip");
    record(4, Status.DONE, "of another redaction", "archives/a.zip");
    publish(4);
    record(5, Status.DONE, run.settings(), "archives/a.zip"); // its rows are gone
    record(6, Status.LANDED, null, "archives/short.zip");
    record(7, Status.FAILED, run.settings(), "archives/a.zip");
    record(8, Status.TOO_LARGE, null, null);
    record(9, Status.NOT_YET, null, null);
    record(10, Status.LANDED, null, "archives/gone.zip");

    HourPlan plan = HourPlan.of(run, hours(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10), 24, 1);

    assertThat(asked(plan), contains(new HourWindow(DAY, DAY), new HourWindow(DAY + 6, DAY + 10)));
    assertThat(plan.landedEarlier().size(), is(1));
    assertThat(plan.landedEarlier().get(0).wanted(), contains(DAY + 3, DAY + 4, DAY + 5));
    assertThat(plan.doneEarlier().size(), is(2));
    assertThat(plan.hoursToAsk(), is(6L));
    assertThat(plan.hoursLanded(), is(3L));
    assertThat(plan.asksFor(new HourWindow(DAY, DAY)), is(true));
    assertThat(plan.asksFor(new HourWindow(DAY + 6, DAY + 7)), is(false));
  }

  @Test
  void rowsThatAnotherRunPutThereAreNotWhatTheLedgerSpeaksOf() throws IOException {
    record(1, Status.DONE, run.settings(), null);
    publish(1);
    HourPlan own = HourPlan.of(run, hours(1), 24, 1);
    new FileLanding(root, "run-9", IfExists.REPLACE)
        .publish(AmplitudeTables.EVENTS, "7/" + Hours.path(DAY + 1), List.of(), true);
    HourPlan others = HourPlan.of(run, hours(1), 24, 1);

    assertThat(own.hoursToAsk(), is(0L));
    assertThat(others.hoursToAsk(), is(1L));
  }

  @Test
  void againAsksForEverything() throws IOException {
    record(1, Status.EMPTY, null, null);
    AmplitudeRun again = Runs.of(root, "run-3", false, true, "");
    assertThat(
        asked(HourPlan.of(again, hours(0, 1, 2), 24, 3)), contains(new HourWindow(DAY, DAY + 2)));
  }

  @Test
  void openHoursAreTheOnesThatMayStillCome() throws IOException {
    record(1, Status.DONE, "s", null);
    record(2, Status.EMPTY, null, null);
    record(3, Status.LANDED, null, "a");
    record(4, Status.TOO_LARGE, null, null);
    record(5, Status.FAILED, null, null);
    record(6, Status.NOT_YET, null, null);
    record(9, Status.FAILED, null, null);

    assertThat(HourPlan.open(run, DAY - 30, DAY + 9), is(hours(3, 5, 6)));
    assertThat(HourPlan.open(run, DAY + 4, DAY + 10), is(hours(5, 6, 9)));
  }

  @Test
  void onlyHoursOfWhichNothingIsKnownAreNoted() throws IOException {
    record(1, Status.DONE, "s", null);
    HourPlan.noteNotYet(run, hours(1, 2), "not exportable yet");
    assertThat(run.ledger().read(run.key(DAY + 1)).orElseThrow().status(), is(Status.DONE));
    HourRecord noted = run.ledger().read(run.key(DAY + 2)).orElseThrow();
    assertThat(noted.status(), is(Status.NOT_YET));
    assertThat(noted.reason(), is("not exportable yet"));
    assertThat(HourPlan.firstPublished(run, hours(2, 1)), is(Optional.of("20260101T01")));
    assertThat(HourPlan.firstPublished(run, hours(2)), is(Optional.empty()));
  }

  @Test
  void aNewStateKeepsWhatIsKnownOfPublishedRows() {
    HourRecord before = recordOf(1, Status.DONE, "s", "archives/a.zip");
    HourRecord failed =
        HourRecord.of(DAY + 1, Status.FAILED, 503, "busy", "run-2", "2026-01-02T00:00:00Z");

    HourRecord kept = failed.keeping(Optional.of(before));

    assertThat(kept.status(), is(Status.FAILED));
    assertThat(kept.reason(), is("busy"));
    assertThat(kept.counts(), is(SEVEN_ROWS));
    assertThat(kept.project(), is("7"));
    assertThat(failed.keeping(Optional.empty()), is(failed));
    HourRecord empty = HourRecord.of(DAY + 1, Status.EMPTY, 404, null, "run-3", "x");
    HourRecord doubted = AmplitudeLedger.emptyUnlessItHadRows(Optional.of(kept), empty);
    assertThat(doubted.status(), is(Status.FAILED));
    assertThat(
        doubted.reason(),
        is(
            "Amplitude now says it has no events of this hour, of which it had 7; the rows landed"
                + " earlier were kept"));
    assertThat(AmplitudeLedger.emptyUnlessItHadRows(Optional.empty(), empty), is(empty));
  }
}
