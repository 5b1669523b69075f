package org.purlin.io.amplitude;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.purlin.io.amplitude.HourRecord.Status;
import org.purlin.io.landing.OutputChangedException;
import org.purlin.io.landing.Part;
import org.purlin.io.landing.Storage;

/**
 * The last step: publishes every hour, then writes the ledger, then the run's proof. It gets all
 * outcomes at once, so it starts when everything before it has succeeded, and publishes nothing
 * unless every part file is there. Harmless to repeat.
 */
final class PublishFn extends DoFn<KV<String, Iterable<Outcome>>, Void> {

  private static final long serialVersionUID = 1L;

  private static final ObjectWriter JSON =
      new ObjectMapper().writerFor(new TypeReference<Outcome>() {});

  private final AmplitudeRun run;

  PublishFn(AmplitudeRun run) {
    this.run = run;
  }

  @ProcessElement
  public void processElement(@Element KV<String, Iterable<Outcome>> all) throws IOException {
    if (Storage.size(run.marker()).isEmpty()) {
      throw new OutputChangedException(
          "The output directory "
              + run.landing().root()
              + " was removed or replaced while the run was under way, so nothing was published."
              + " Run again.");
    }
    Set<String> doubtfulArchives = new HashSet<>();
    for (Outcome outcome : all.getValue()) {
      check(outcome, doubtfulArchives);
    }
    List<String> lines = new ArrayList<>();
    for (Outcome outcome : all.getValue()) {
      Outcome published =
          outcome instanceof Outcome.OfHour hour && !hour.unchanged()
              ? publish(hour, doubtfulArchives)
              : outcome;
      lines.add(JSON.writeValueAsString(published));
    }
    lines.add(JSON.writeValueAsString(new Outcome.OfPublication(run.runId())));
    Storage.writeText(run.outcomes(), String.join("\n", lines) + "\n");
  }

  private void check(Outcome outcome, Set<String> doubtfulArchives) throws IOException {
    if (outcome instanceof Outcome.OfArchive archive && !archive.problems().isEmpty()) {
      doubtfulArchives.add(archive.name());
    }
    if (outcome instanceof Outcome.OfHour hour) {
      for (Part part : hour.parts()) {
        run.landing().check(part);
      }
      for (Part part : hour.rejectedParts()) {
        run.landing().check(part);
      }
    }
  }

  private Outcome publish(Outcome.OfHour hour, Set<String> doubtfulArchives) throws IOException {
    HourRecord record = hour.record();
    if (hour.isNew()) {
      run.landing().publish(AmplitudeTables.EVENTS, hour.window(), hour.parts(), true);
      run.landing().publish(AmplitudeTables.REJECTED, hour.window(), hour.rejectedParts(), false);
      if (!run.byProject() && isIn(doubtfulArchives, record)) {
        // What was refused may have been this hour's: it is asked for again next time.
        record = record.withStatus(Status.FAILED, "a member of its archive was refused");
      }
    } else if (record.status() == Status.EMPTY) {
      record = AmplitudeLedger.emptyUnlessItHadRows(run.ledger().read(hour.key()), record);
    }
    record = record.finishedAt(Instant.now().toString());
    run.ledger().write(hour.key(), record);
    return hour.withRecord(record);
  }

  private static boolean isIn(Set<String> names, HourRecord record) {
    return record.archives().stream().anyMatch(archive -> names.contains(archive.name()));
  }
}
