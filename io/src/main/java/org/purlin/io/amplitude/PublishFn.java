package org.purlin.io.amplitude;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.purlin.io.amplitude.HourRecord.ArchiveEntry;
import org.purlin.io.amplitude.HourRecord.Status;
import org.purlin.io.landing.OutputChangedException;
import org.purlin.io.landing.Part;
import org.purlin.io.landing.Storage;

/**
 * The last step: publishes every hour, then writes the ledger, then the run's proof. It gets all
 * outcomes at once, so it starts when everything before it has succeeded, and publishes nothing
 * unless every part file is there. Harmless to repeat. Emits one text when all is done.
 */
final class PublishFn extends DoFn<KV<String, Iterable<Outcome>>, String> {

  private static final long serialVersionUID = 1L;

  private static final ObjectWriter JSON =
      new ObjectMapper().writerFor(new TypeReference<Outcome>() {});

  private final AmplitudeRun run;

  PublishFn(AmplitudeRun run) {
    this.run = run;
  }

  @ProcessElement
  public void processElement(
      @Element KV<String, Iterable<Outcome>> all, OutputReceiver<String> ended) throws IOException {
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
    if (!run.keepArchives() && !run.byProject()) {
      deleteArchives(all.getValue());
    }
    lines.add(JSON.writeValueAsString(new Outcome.OfPublication(run.runId())));
    Storage.writeText(run.outcomes(), String.join("\n", lines) + "\n");
    ended.output("events published");
  }

  private void check(Outcome outcome, Set<String> doubtfulArchives) throws IOException {
    if (outcome instanceof Outcome.OfArchive archive && !archive.problems().isEmpty()) {
      doubtfulArchives.add(archive.name());
    }
    if (outcome instanceof Outcome.OfHour hour) {
      for (Part part : hour.parts()) {
        run.landing().check(AmplitudeTables.EVENTS, hour.window(), part);
      }
      for (Part part : hour.rejectedParts()) {
        run.landing().check(AmplitudeTables.REJECTED, hour.window(), part);
      }
    }
  }

  private Outcome publish(Outcome.OfHour hour, Set<String> doubtfulArchives) throws IOException {
    Optional<HourRecord> before = run.ledger().read(hour.key());
    HourRecord now = judge(hour, before, doubtfulArchives);
    HourRecord record = now.finishedAt(Instant.now().toString());
    if (hour.isNew() && !takesRowsAway(now, before)) {
      run.landing().publish(AmplitudeTables.EVENTS, hour.window(), hour.parts(), true);
      run.landing().publish(AmplitudeTables.REJECTED, hour.window(), hour.rejectedParts(), false);
      run.ledger().write(hour.key(), record);
      return hour.withRecord(record);
    }
    if (hour.isNew()) {
      record =
          record
              .withStatus(Status.FAILED, now.reason() + "; the rows landed earlier were kept")
              .refused();
    }
    run.ledger().write(hour.key(), record.keeping(before));
    return hour.withRecord(record);
  }

  /** Archives that earlier runs kept go as well, once no hour of theirs is open. */
  private void deleteArchives(Iterable<Outcome> outcomes) throws IOException {
    Set<String> names = new TreeSet<>();
    for (Outcome outcome : outcomes) {
      if (outcome instanceof Outcome.OfHour hour) {
        hour.record().archives().stream()
            .map(ArchiveEntry::name)
            .filter(name -> name.startsWith(AmplitudeRun.ARCHIVES + "/"))
            .forEach(names::add);
      }
    }
    for (String name : names) {
      HourWindow window = HourWindow.parse(Storage.fileName(name));
      boolean open = false;
      for (long hour : window.hours().toArray()) {
        open |= !run.ledger().read(run.key(hour)).map(HourRecord::isSettled).orElse(false);
      }
      if (!open) {
        Storage.delete(List.of(Storage.resolve(run.landing().root(), name)));
      }
    }
  }

  private HourRecord judge(
      Outcome.OfHour hour, Optional<HourRecord> before, Set<String> doubtfulArchives) {
    HourRecord record = hour.record();
    if (hour.isNew() && !run.byProject() && isIn(doubtfulArchives, record)) {
      // What was refused may have been this hour's: it is asked for again next time.
      return record.withStatus(Status.FAILED, "a member of its archive was refused");
    }
    return record.status() == Status.EMPTY
        ? AmplitudeLedger.emptyUnlessItHadRows(before, record)
        : record;
  }

  /** An hour of which something is missing must not replace one of which more is there. */
  private static boolean takesRowsAway(HourRecord now, Optional<HourRecord> before) {
    return now.status() == Status.FAILED
        && now.counts().rows() < AmplitudeLedger.publishedRows(before);
  }

  private static boolean isIn(Set<String> names, HourRecord record) {
    return record.archives().stream().anyMatch(archive -> names.contains(archive.name()));
  }
}
