package org.purlin.io.edfi;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.purlin.io.landing.Part;
import org.purlin.transforms.edfi.RowLineage;
import org.purlin.transforms.rows.Drift;
import org.purlin.transforms.rows.KeyedHash;

/** Reads one unit from its requests to its part files. */
final class PullReader {

  private final PullRun run;
  private final EdfiApi api;
  private final PullPageSize size;
  private final PullUnit unit;
  private final PullTally tally;
  private final List<PullLayer> layers = new ArrayList<>();
  private final Map<String, Part> logs = new LinkedHashMap<>();
  private final Map<String, Long> rejects = new TreeMap<>();
  private final List<String> rejectedAt = new ArrayList<>();
  private final Drift drift = new Drift();

  private PullReader(PullRun run, EdfiApi api, PullPageSize size, PullUnit unit, PullTally tally) {
    this.run = run;
    this.api = api;
    this.size = size;
    this.unit = unit;
    this.tally = tally;
  }

  /**
   * Reads a unit. What was read of one that cannot be read to its end is not kept.
   *
   * @throws IOException when a disk fails; a server that does is an outcome
   */
  static PullPiece read(PullRun run, PullApis apis, PullUnit unit)
      throws IOException, InterruptedException {
    PullTally tally = new PullTally();
    try {
      String district = unit.target().district();
      return new PullReader(run, apis.api(district), apis.pageSize(district), unit, tally).read();
    } catch (IOException e) {
      return PullTrouble.of(e, run.settings(), tally);
    }
  }

  private PullPiece read() throws IOException, InterruptedException {
    PullSource source = PullSource.records(api, unit.target().resource());
    switch (unit.kind()) {
      case PARTITION, CURSOR ->
          layer(records -> new CursorWalk(api, size, records, tally).walk(source, unit.token()));
      case OFFSET -> readByOffset(source);
      case WINDOW -> readWindow(source, unit.first(), unit.last());
      case CLOSING -> layer(records -> walkSince(source, records));
      case CHANGES -> new PullChanges(run, api, this, unit, tally).read(source);
    }
    return new PullPiece.Read(
        unit.number(), layers, logs, tally.numbers(), rejects, rejectedAt, drift);
  }

  /** Something that reads records. */
  @FunctionalInterface
  interface Reading {
    void into(PullRecords records) throws IOException, InterruptedException;
  }

  /** Reads a layer. */
  void layer(Reading reading) throws IOException, InterruptedException {
    PullTally before = tally.copy();
    try (PullRecords records = newLayer()) {
      reading.into(records);
      add(records);
    } catch (OffsetWalk.DepthException e) {
      // What was read is thrown away, and read another way.
      tally.forgetRecordsSince(before);
      throw e;
    }
  }

  PullRecords newLayer() throws IOException {
    return new PullRecords(
        run.landing(),
        unit.rows().writer(run.redaction(), run.hashKey()),
        run.hidesIds() ? new KeyedHash(run.hashKey()) : null,
        new RowLineage(unit.target().district(), unit.newest(), run.runId()),
        tally);
  }

  void add(PullRecords records) throws IOException {
    layers.add(records.finish());
    records.rejects().forEach((reason, count) -> rejects.merge(reason, count, Long::sum));
    rejectedAt.addAll(records.rejectedAt());
    drift.add(records.drift(unit.rows().table().name()));
  }

  void add(PullLayer layer) {
    layers.add(layer);
  }

  void addLog(String table, Part rows) {
    logs.put(table, rows);
  }

  private OffsetWalk offsets(PullSink sink) {
    return new OffsetWalk(api, size, sink, tally);
  }

  /** Reads a list about records; those can only be had by offset. */
  void walkList(PullSource list, PullSink sink) throws IOException, InterruptedException {
    offsets(sink).walk(list, null);
  }

  /** Reads what changed in the unit's first version or later, by cursor where there is one. */
  void walkSince(PullSource source, PullSink sink) throws IOException, InterruptedException {
    PullSource changed = source.since(unit.first());
    if (run.paging() != PullRun.Paging.OFFSET && offersCursor(changed)) {
      new CursorWalk(api, size, sink, tally).walk(changed, null);
    } else {
      offsets(sink).walk(changed, null);
    }
  }

  private boolean offersCursor(PullSource source) throws IOException, InterruptedException {
    return PullPage.ask(api, source, PullSource.parameters("limit", "1"), tally).next() != null;
  }

  /** Where the server does not go so far by offset, but has change versions, by windows of them. */
  private void readByOffset(PullSource source) throws IOException, InterruptedException {
    try {
      layer(records -> offsets(records).walk(source, unit.newest()));
    } catch (OffsetWalk.DepthException e) {
      if (unit.newest() == null) {
        throw e;
      }
      readWindow(source, 0, unit.newest());
      layer(records -> offsets(records).walk(source.since(unit.newest() + 1), null));
    }
  }

  /**
   * Reads what changed last in a range of change versions, both inclusive. Where the server does
   * not go so far by offset, the range is halved until it does.
   */
  private void readWindow(PullSource source, long first, long last)
      throws IOException, InterruptedException {
    try {
      layer(records -> offsets(records).walk(source.between(first, last), unit.newest()));
    } catch (OffsetWalk.DepthException e) {
      if (first >= last) {
        throw e;
      }
      long middle = first + (last - first) / 2;
      readWindow(source, first, middle);
      readWindow(source, middle + 1, last);
    }
  }
}
