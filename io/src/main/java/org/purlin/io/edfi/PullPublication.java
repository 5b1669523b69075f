package org.purlin.io.edfi;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.purlin.io.edfi.PullPiece.Failed;
import org.purlin.io.edfi.PullPiece.Planned;
import org.purlin.io.edfi.PullPiece.Read;
import org.purlin.io.edfi.PullResult.How;
import org.purlin.io.landing.FileLanding;
import org.purlin.io.landing.Manifest;
import org.purlin.io.landing.OutputChangedException;
import org.purlin.io.landing.Part;
import org.purlin.transforms.rows.Drift;
import org.purlin.transforms.rows.Table;

/**
 * Publishes a target whose pieces are all there: merges, puts the rows in the place of the earlier
 * ones, then moves the watermark. Of a target that was not read to its end nothing is published.
 */
final class PullPublication {

  private final PullRun run;
  private final PullApis apis;
  private final PullTarget target;
  private final List<Read> reads = new ArrayList<>();
  private PullPlan plan;
  private Failed failed;
  private PullNumbers numbers = PullNumbers.NONE;

  PullPublication(PullRun run, PullApis apis, PullTarget target, List<PullPiece> pieces) {
    this.run = run;
    this.apis = apis;
    this.target = target;
    pieces.forEach(this::add);
    reads.sort(Comparator.comparingInt(Read::number));
  }

  private void add(PullPiece piece) {
    if (piece instanceof Planned planned) {
      plan = planned.plan();
      numbers = numbers.plus(planned.numbers());
    } else if (piece instanceof Read read) {
      reads.add(read);
      numbers = numbers.plus(read.numbers());
    } else if (piece instanceof Failed trouble) {
      // A unit that may not be read says less than one that could not be.
      failed = failed == null || failed.isNotReadable() ? trouble : failed;
      numbers = numbers.plus(trouble.numbers());
    }
  }

  /**
   * Does it. Harmless to repeat.
   *
   * @throws IOException when a disk fails or the output was changed; a server that does is a result
   */
  PullResult publish() throws IOException, InterruptedException {
    if (failed == null && plan.closing()) {
      add(
          PullReader.read(
              run,
              apis,
              PullUnit.since(
                  target,
                  PullUnit.Kind.CLOSING,
                  reads.size(),
                  plan.newest() + 1,
                  plan.newest(),
                  plan.rows())));
    }
    if (failed != null) {
      boolean isNotReadable =
          failed.isNotReadable()
              && target.resource() != null
              && !run.asksFor(target.resource())
              // What was published once must not grow old without a word.
              && Watermark.read(run.watermark(target)).isEmpty();
      return result(isNotReadable ? How.NOT_READABLE : How.FAILED, failed.why(), null, 0);
    }
    if (reads.size() != plan.units() + (plan.closing() ? 1 : 0)) {
      throw new IllegalStateException(target + " was planned and read in different numbers.");
    }
    if (plan.how() == How.UNCHANGED) {
      return unchanged();
    }
    try {
      requireBase();
      return merge();
    } catch (OutputChangedException e) {
      // Of this target; the others can be published.
      return result(How.FAILED, e.getMessage(), null, 0);
    }
  }

  private PullResult unchanged() throws IOException {
    Manifest manifest =
        run.landing()
            .published(plan.rows().table().name(), target.district())
            .orElseThrow(this::changed);
    numbers = numbers.merged(0, 0, manifest.rows(), 0);
    return result(How.UNCHANGED, null, manifest, manifest.bytes());
  }

  /** What changes are added to: what the watermark speaks of, or this run's own first attempt. */
  private void requireBase() throws IOException {
    if (plan.base() == null) {
      return;
    }
    Optional<Manifest> manifest =
        run.landing().intact(plan.rows().table().name(), target.district());
    if (manifest
        .filter(
            found -> found.runId().equals(plan.base().runId()) || found.runId().equals(run.runId()))
        .isEmpty()) {
      throw changed();
    }
  }

  private OutputChangedException changed() {
    return new OutputChangedException(
        run.landing().directory(plan.rows().table().name(), target.district())
            + " was changed during the run. Run again; everything is read then.");
  }

  private PullResult merge() throws IOException {
    FileLanding landing = run.landing();
    String window = target.district();
    Table main = plan.rows().table();
    Manifest manifest;
    long bytes = 0;
    try (PullMerge merge = new PullMerge(landing, plan.rows())) {
      merge.addLayers(reads.stream().flatMap(read -> read.layers().stream()).toList());
      if (plan.base() != null) {
        merge.addPublished(window);
      }
      publishLogs();
      for (Table child : plan.rows().children()) {
        bytes += landing.publish(child, window, merge.parts(child), true).orElseThrow().bytes();
      }
      manifest = landing.publish(main, window, merge.parts(main), true).orElseThrow();
      bytes += manifest.bytes();
      numbers = merge.complete(numbers);
    }
    if (plan.newest() != null) {
      new Watermark(plan.url(), plan.newest(), run.runId(), plan.settings())
          .write(run.watermark(target));
    }
    return result(plan.how(), plan.why(), manifest, bytes);
  }

  /** By the version they begin at, so that a repeat from the same watermark replaces them. */
  private void publishLogs() throws IOException {
    Map<String, Part> logs = new HashMap<>();
    reads.forEach(read -> logs.putAll(read.logs()));
    Table main = plan.rows().table();
    for (Table table : List.of(PullTables.keyChanges(main), PullTables.deletes(main))) {
      Part rows = logs.get(table.name());
      if (rows != null) {
        String window =
            String.format(Locale.ROOT, "%s/%019d", target.district(), plan.base().version() + 1);
        run.landing().publish(table, window, rows.rows() == 0 ? List.of() : List.of(rows), false);
      }
    }
  }

  private PullResult result(How how, String why, Manifest published, long bytes) {
    Map<String, Long> rejects = new TreeMap<>();
    List<String> rejectedAt = new ArrayList<>();
    Drift drift = new Drift();
    for (Read read : reads) {
      read.rejects().forEach((reason, count) -> rejects.merge(reason, count, Long::sum));
      rejectedAt.addAll(read.rejectedAt());
      drift.add(read.drift());
    }
    Map<String, Map<String, Long>> changedTypes = new TreeMap<>();
    drift.changedTypes().forEach((column, types) -> changedTypes.put(column, Map.copyOf(types)));
    return new PullResult(
        target.district(),
        target.resource() == null ? null : target.resource().path(),
        target.resource() == null ? null : target.resource().tableName(),
        how,
        why,
        plan == null || plan.base() == null ? null : plan.base().version(),
        published == null || plan == null ? null : plan.newest(),
        numbers,
        published == null ? 0 : published.rows(),
        bytes,
        rejects,
        rejectedAt,
        drift.newKeys(),
        changedTypes);
  }
}
