package org.purlin.io.amplitude;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/**
 * Flattens the members of an hour into part files and says what came of it. May run more than once
 * for an hour: what a lost attempt wrote is temporary and never published.
 */
final class FlattenHoursFn extends DoFn<KV<String, Iterable<MemberRef>>, Outcome> {

  private static final long serialVersionUID = 1L;

  private final AmplitudeRun run;
  private final Counter hours = Metrics.counter(AmplitudeIO.class, "flattenedHours");
  private final Counter bytes = Metrics.counter(AmplitudeIO.class, "flattenedBytes");
  private final Counter rows = Metrics.counter(AmplitudeIO.class, "rows");
  private final Counter badLines = Metrics.counter(AmplitudeIO.class, "badLines");
  private final Counter duplicates = Metrics.counter(AmplitudeIO.class, "duplicates");
  private transient HourFlattener flattener;

  FlattenHoursFn(AmplitudeRun run) {
    this.run = run;
  }

  @Setup
  public void setup() {
    flattener = new HourFlattener(run);
  }

  @ProcessElement
  public void processElement(
      @Element KV<String, Iterable<MemberRef>> hour, OutputReceiver<Outcome> outcomes)
      throws IOException {
    List<MemberRef> members = new ArrayList<>();
    hour.getValue().forEach(members::add);
    Outcome.OfHour outcome = flattener.flatten(members);
    hours.inc();
    bytes.inc(outcome.record().counts().compressedBytes());
    rows.inc(outcome.record().counts().rows());
    badLines.inc(outcome.record().counts().badLines());
    duplicates.inc(outcome.record().counts().duplicates());
    outcomes.output(outcome);
  }
}
