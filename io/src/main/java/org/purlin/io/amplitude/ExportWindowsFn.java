package org.purlin.io.amplitude;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.beam.sdk.io.range.OffsetRange;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.splittabledofn.OffsetRangeTracker;
import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker;
import org.apache.beam.sdk.transforms.splittabledofn.SplitResult;
import org.purlin.io.amplitude.AmplitudeClient.Answer;
import org.purlin.io.amplitude.HourRecord.ArchiveEntry;
import org.purlin.io.amplitude.HourRecord.Status;
import org.purlin.io.landing.Storage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for a lane's windows, one after another, and lands each archive untouched.
 *
 * <p>The restriction is a range of places in the lane: claiming a place is a promise to settle
 * every hour of that window, halving it as often as Amplitude says it is too much. Each settled
 * hour is in the ledger before the next request goes out, so a killed run asks for none of them
 * again. An hour that cannot be had is an outcome, not an exception; refused credentials are one
 * and end the run.
 */
@DoFn.BoundedPerElement
final class ExportWindowsFn extends DoFn<Lane, LandedArchive> {

  private static final long serialVersionUID = 1L;

  private static final Logger LOG = LoggerFactory.getLogger(ExportWindowsFn.class);

  /**
   * Runs that found nobody answering, or were told to wait, for as long as a request is repeated:
   * waiting as long for each window would take days. One set for each worker, because a lane that
   * was interrupted goes on in another instance.
   */
  private static final Set<String> NOT_NOW = ConcurrentHashMap.newKeySet();

  private final AmplitudeRun run;
  private final AmplitudeSource source;
  private final Counter askedHours = Metrics.counter(AmplitudeIO.class, "settledHours");
  private transient AmplitudeClient client;

  ExportWindowsFn(AmplitudeRun run, AmplitudeSource source) {
    this.run = run;
    this.source = source;
  }

  @Setup
  public void setup() {
    client = new AmplitudeClient(source, run.limits());
  }

  @Teardown
  public void teardown() {
    if (client != null) {
      client.close();
    }
  }

  @GetInitialRestriction
  public OffsetRange initialRestriction(@Element Lane lane) {
    return new OffsetRange(0, lane.windows().size());
  }

  @NewTracker
  public LaneTracker newTracker(@Restriction OffsetRange places) {
    return new LaneTracker(places);
  }

  /** May be interrupted between windows, but not shared: a lane is one request at a time. */
  static final class LaneTracker extends OffsetRangeTracker {
    LaneTracker(OffsetRange places) {
      super(places);
    }

    @Override
    public SplitResult<OffsetRange> trySplit(double fractionOfRemainder) {
      return fractionOfRemainder == 0 ? super.trySplit(0) : null;
    }
  }

  @ProcessElement
  public void processElement(
      @Element Lane lane, RestrictionTracker<OffsetRange, Long> tracker, MultiOutputReceiver out)
      throws IOException, InterruptedException {
    for (long place = tracker.currentRestriction().getFrom(); tracker.tryClaim(place); place++) {
      HourWindow window = lane.windows().get((int) place);
      settle(window, out);
      askedHours.inc(window.size());
    }
  }

  /** Settles every hour of a window. */
  private void settle(HourWindow whole, MultiOutputReceiver out)
      throws IOException, InterruptedException {
    Deque<HourWindow> open = new ArrayDeque<>();
    open.push(whole);
    long asked = 0;
    while (!open.isEmpty()) {
      HourWindow window = open.pop();
      if (NOT_NOW.contains(started())) {
        fail(
            window,
            null,
            "not asked for, because Amplitude did not answer, or said to wait, for too long",
            out);
        continue;
      }
      Path file = run.landing().newLocalFile(".zip");
      asked++;
      Answer answer = client.export(window, file);
      if (answer instanceof Answer.Archive archive) {
        land(window, archive, file, out);
      } else if (answer instanceof Answer.Empty empty) {
        window.hours().forEach(hour -> settle(hour, Status.EMPTY, empty.status(), null, out));
      } else if (answer instanceof Answer.TooMuch tooMuch && window.size() > 1) {
        LOG.info("{} is too much at once (status {}); asking for halves", window, tooMuch.status());
        open.push(window.halves().get(1));
        open.push(window.halves().get(0));
      } else if (answer instanceof Answer.TooMuch tooMuch) {
        settle(window.first(), tooLarge(tooMuch), tooMuch.status(), reason(window, tooMuch), out);
      } else if (answer instanceof Answer.Failed failed) {
        if (failed.forAll()) {
          NOT_NOW.add(started());
        }
        fail(window, failed.status(), failed.reason(), out);
      }
    }
    out.get(AmplitudeIO.OUTCOMES).output(new Outcome.OfRequests(whole, asked));
  }

  private String started() {
    return run.startedAt() + run.runId();
  }

  /** A time-out of one hour may be gone tomorrow; status 400 will not be. */
  private static Status tooLarge(Answer.TooMuch answer) {
    return answer.status() == 400 ? Status.TOO_LARGE : Status.FAILED;
  }

  private static String reason(HourWindow hour, Answer.TooMuch answer) {
    return "Amplitude answered "
        + answer.status()
        + " for the single hour "
        + Hours.compact(hour.first())
        + (answer.problem().isEmpty() ? " without a body" : ": " + answer.problem())
        + (answer.status() == 400
            ? " (an hour over 4 GB can only be had by Amplitude's S3 export)"
            : "");
  }

  private void fail(HourWindow window, Integer status, String reason, MultiOutputReceiver out) {
    window.hours().forEach(hour -> settle(hour, Status.FAILED, status, reason, out));
  }

  private void settle(
      long hour, Status status, Integer httpStatus, String reason, MultiOutputReceiver out) {
    String now = Instant.now().toString();
    HourRecord record =
        HourRecord.of(hour, status, httpStatus, reason, run.runId(), now).finishedAt(now);
    String key = run.key(hour);
    try {
      Optional<HourRecord> before = run.ledger().read(key);
      if (status == Status.EMPTY) {
        record = AmplitudeLedger.emptyUnlessItHadRows(before, record);
      }
      run.ledger().write(key, record.keeping(before));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.get(AmplitudeIO.OUTCOMES).output(Outcome.OfHour.withoutRows(key, record));
  }

  private void land(HourWindow window, Answer.Archive archive, Path file, MultiOutputReceiver out)
      throws IOException {
    String name = run.archiveName(window);
    String place = run.keepArchives() ? name : run.landing().temporaryName(name);
    run.landing().adopt(file, place);
    String started = Instant.now().toString();
    for (long hour : window.hours().toArray()) {
      HourRecord record =
          HourRecord.of(hour, Status.LANDED, archive.status(), null, run.runId(), started)
              .withArchive(new ArchiveEntry(place, archive.bytes(), archive.sha256()));
      run.ledger().write(run.key(hour), record.keeping(run.ledger().read(run.key(hour))));
    }
    LOG.info("Landed {}: {} bytes", window, archive.bytes());
    out.get(AmplitudeIO.ARCHIVES)
        .output(
            new LandedArchive(
                Storage.resolve(run.landing().root(), place),
                place,
                archive.bytes(),
                archive.sha256(),
                window,
                window.hours().boxed().toList()));
  }
}
