package org.purlin.io.rest;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.beam.sdk.io.range.OffsetRange;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.splittabledofn.OffsetRangeTracker;
import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker;
import org.apache.beam.sdk.transforms.splittabledofn.SplitResult;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Reads a lane's units, one after another.
 *
 * <p>The restriction is a range of places in the lane: claiming a place is a promise to settle that
 * unit: it is read, or it failed, or it is put off to the second step. A unit that cannot be had is
 * an outcome; refused credentials are an exception and end the run.
 */
@DoFn.BoundedPerElement
final class ReadUnitsFn extends DoFn<Lane, KV<String, Piece>> {

  private static final long serialVersionUID = 1L;

  /** How often a unit that was put off is asked for again. */
  static final int SECOND_TRIES = 3;

  /**
   * So many units in a row that were refused to the last: then it is not the moment, and the others
   * of the lane are asked for once more only.
   */
  private static final int HOPELESS_IN_A_ROW = 5;

  /**
   * So long a lane goes on before it hands in what it has. The direct runner would interrupt it
   * every second, and lets no lane go on before all of them were interrupted.
   */
  private static final Duration STRETCH = Duration.ofSeconds(10);

  private final RestRun run;
  private final boolean second;
  private final Counter settled = Metrics.counter(RestIO.class, "settledUnits");
  private final Counter planned = Metrics.counter(RestIO.class, "plannedUnits");
  private final Counter records = Metrics.counter(RestIO.class, "records");
  private transient RestClient client;
  private transient TableRows.Flatteners flatteners;
  private transient int hopeless;

  /**
   * @param second whether it reads what was put off, and further pages
   */
  ReadUnitsFn(RestRun run, boolean second) {
    this.run = run;
    this.second = second;
  }

  @Setup
  public void setup() {
    client = RestClient.of(run);
    flatteners = new TableRows.Flatteners(run);
  }

  @Teardown
  public void teardown() {
    if (client != null) {
      client.close();
    }
  }

  @GetInitialRestriction
  public OffsetRange initialRestriction(@Element Lane lane) {
    return new OffsetRange(0, lane.units().size());
  }

  @NewTracker
  public LaneTracker newTracker(@Restriction OffsetRange places) {
    return new LaneTracker(places, STRETCH);
  }

  /**
   * May be interrupted between two units after a while, but not shared: a lane is one request at a
   * time.
   */
  static final class LaneTracker extends OffsetRangeTracker {

    private final Duration stretch;
    private final long begun = System.nanoTime();

    LaneTracker(OffsetRange places, Duration stretch) {
      super(places);
      this.stretch = stretch;
    }

    @Override
    public SplitResult<OffsetRange> trySplit(double fractionOfRemainder) {
      return fractionOfRemainder == 0 && isOver(begun, stretch) ? super.trySplit(0) : null;
    }
  }

  private static boolean isOver(long begun, Duration stretch) {
    return System.nanoTime() - begun >= stretch.toNanos();
  }

  @ProcessElement
  public ProcessContinuation process(
      @Element Lane lane, RestrictionTracker<OffsetRange, Long> tracker, MultiOutputReceiver out)
      throws IOException, InterruptedException {
    long begun = System.nanoTime();
    hopeless = 0;
    for (long place = tracker.currentRestriction().getFrom(); tracker.tryClaim(place); place++) {
      Unit unit = lane.units().get((int) place);
      settle(unit, (int) place, out);
      boolean last = place + 1 >= tracker.currentRestriction().getTo();
      if (!last && isOver(begun, STRETCH)) {
        return ProcessContinuation.resume();
      }
    }
    return ProcessContinuation.stop();
  }

  private void settle(Unit unit, int place, MultiOutputReceiver out)
      throws IOException, InterruptedException {
    RestResource resource = run.source().resource(unit.resource());
    PieceLedger ledger = new PieceLedger(client, unit);
    Optional<Piece.Read> known = ledger.read();
    if (known.isPresent()) {
      emit(unit, known.get().readEarlier(), out);
      return;
    }
    int tries = !second ? 1 : hopeless >= HOPELESS_IN_A_ROW ? 1 : SECOND_TRIES;
    List<Piece.Call> calls = new ArrayList<>();
    for (int tried = 1; ; tried++) {
      if (second && !isFurther(unit)) {
        pause(resource.pause());
      }
      try (UnitReader reader = new UnitReader(client, flatteners, unit, calls, !second)) {
        Piece piece = reader.read(second && tried == tries);
        if (piece == null && !second) {
          out.get(RestIO.SECOND).output(KV.of(place % run.concurrency(), unit));
          out.get(RestIO.PIECES)
              .output(KV.of(unit.key(run.source()).text(), new Piece.Tried(List.copyOf(calls))));
          return;
        }
        if (piece != null) {
          hopeless = piece instanceof Piece.Failed ? hopeless + 1 : 0;
          if (piece instanceof Piece.Read read) {
            // A unit whose pages others read is nothing to go on from without them.
            emit(unit, reader.further().isEmpty() ? ledger.write(read) : read, out);
            emitOffspring(unit, reader, out);
            if (read.incomplete() != null) {
              emitUnasked(resource, unit, read.incomplete(), out);
            }
          } else {
            emit(unit, piece, out);
            emitUnasked(resource, unit, ((Piece.Failed) piece).reason(), out);
          }
          return;
        }
      }
    }
  }

  private static boolean isFurther(Unit unit) {
    return unit.firstPage() > 1;
  }

  private static void pause(Duration time) throws InterruptedException {
    double share = ThreadLocalRandom.current().nextDouble(0.75, 1.25);
    Thread.sleep((long) (time.toMillis() * share));
  }

  private void emit(Unit unit, Piece piece, MultiOutputReceiver out) {
    settled.inc();
    if (piece instanceof Piece.Read read) {
      records.inc(read.records());
    }
    out.get(RestIO.PIECES).output(KV.of(unit.key(run.source()).text(), piece));
  }

  /**
   * Records that were not read ask for nothing, so the windows of their children are not whole. Of
   * windows that only such a record would name nothing is said: they stay as they are.
   */
  private void emitUnasked(RestResource parent, Unit unit, String why, MultiOutputReceiver out) {
    for (RestResource child : run.source().childrenOf(parent)) {
      if (unit.variables().keySet().containsAll(Template.variables(child.window()))) {
        String window = Unit.of(child, unit.variables()).key(run.source()).text();
        Piece failed =
            new Piece.Failed(
                "those of " + unit.shown(run.source()),
                "not all of them are known: " + why,
                List.of(),
                0);
        out.get(RestIO.PIECES).output(KV.of(window, new Piece.Planned(1)));
        out.get(RestIO.PIECES).output(KV.of(window, failed));
      }
      emitUnasked(child, unit, why, out);
    }
  }

  private void emitOffspring(Unit unit, UnitReader reader, MultiOutputReceiver out) {
    Offspring offspring = reader.offspring();
    offspring
        .planned()
        .forEach(
            (key, count) ->
                out.get(RestIO.PIECES).output(KV.of(key.text(), new Piece.Planned(count))));
    offspring
        .units()
        .forEach(
            (child, units) -> {
              TupleTag<KV<Integer, Unit>> tag = RestIO.unitsOf(child);
              planned.inc(units.size());
              for (int i = 0; i < units.size(); i++) {
                out.get(tag).output(KV.of(i % run.concurrency(), units.get(i)));
              }
            });
    List<Unit> further = reader.further();
    if (!further.isEmpty()) {
      planned.inc(further.size());
      out.get(RestIO.PIECES)
          .output(KV.of(unit.key(run.source()).text(), new Piece.Planned(further.size())));
      for (int i = 0; i < further.size(); i++) {
        out.get(RestIO.SECOND).output(KV.of(i % run.concurrency(), further.get(i)));
      }
    }
  }
}
