package org.purlin.io.edfi;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.purlin.io.edfi.PullRun.Paging;
import org.purlin.io.edfi.PullUnit.Kind;
import org.purlin.io.http.HttpReply;
import org.purlin.io.landing.Manifest;
import org.purlin.transforms.edfi.ResourceName;
import org.purlin.transforms.edfi.ResourceRows;
import org.purlin.transforms.rows.Table;

/** Decides how a target is read, and cuts that into units. */
final class PullPlanner {

  /** Records of a window, about: twenty of the largest pages keep offsets small. */
  static final int WINDOW_RECORDS = 10_000;

  /** What a server without partitions, or without this request for a resource, answers. */
  private static final List<Integer> NOT_OFFERED = List.of(400, 404, 405);

  private static final int FORBIDDEN = 403;

  /** What a server answers that does not show us a list. */
  private static final List<Integer> REFUSED = List.of(403, 404, 405);

  /** Changes when the same records give other rows than before. */
  private static final String FORMAT = "1";

  private final PullRun run;
  private final EdfiApi api;
  private final PullTarget target;
  private final PullTally tally;
  private final PullSource source;

  PullPlanner(PullRun run, EdfiApi api, PullTarget target, PullTally tally) {
    this.run = run;
    this.api = api;
    this.target = target;
    this.tally = tally;
    this.source = PullSource.records(api, target.resource());
  }

  /** A plan and its units. */
  record Planned(PullPlan plan, List<PullUnit> units) {}

  /** Reads the newest change version first: what changes afterwards comes with the next run. */
  Planned plan() throws IOException, InterruptedException {
    OptionalLong newest = newest();
    ResourceRows rows = rows();
    String settings = fingerprint(rows);
    Optional<Watermark> base = Watermark.read(run.watermark(target));
    String why = base.isEmpty() ? null : whyFull(base.get(), newest, rows, settings);
    if (base.isEmpty() || why != null) {
      List<PullUnit> units = full(newest.isPresent() ? newest.getAsLong() : null, rows);
      boolean closing = units.get(0).kind() == Kind.WINDOW;
      return new Planned(
          plan(PullResult.How.FULL, why, null, newest, settings, rows, units, closing), units);
    }
    if (base.get().version() == newest.getAsLong()) {
      return new Planned(
          plan(
              PullResult.How.UNCHANGED, null, base.get(), newest, settings, rows, List.of(), false),
          List.of());
    }
    List<PullUnit> units =
        List.of(
            PullUnit.since(
                target, Kind.CHANGES, 0, base.get().version() + 1, newest.getAsLong(), rows));
    return new Planned(
        plan(PullResult.How.CHANGES, null, base.get(), newest, settings, rows, units, false),
        units);
  }

  /** How the target would be read. Cuts nothing into units, but counts the records. */
  PullPreview.Target preview() throws IOException, InterruptedException {
    OptionalLong newest = newest();
    ResourceRows rows = rows();
    Optional<Watermark> base = Watermark.read(run.watermark(target));
    String why = base.isEmpty() ? null : whyFull(base.get(), newest, rows, fingerprint(rows));
    if (base.isEmpty() || why != null) {
      return preview(rows, PullResult.How.FULL, why, count(source));
    }
    if (base.get().version() == newest.getAsLong()) {
      return preview(rows, PullResult.How.UNCHANGED, null, OptionalLong.of(0));
    }
    OptionalLong changed = count(source.since(base.get().version() + 1));
    return preview(rows, PullResult.How.CHANGES, null, changed);
  }

  private PullPreview.Target preview(
      ResourceRows rows, PullResult.How how, String why, OptionalLong records) {
    List<String> tables = new ArrayList<>(List.of(rows.table().name()));
    rows.children().forEach(child -> tables.add(child.name()));
    return new PullPreview.Target(
        target.district(),
        target.resource().path(),
        tables,
        how,
        why,
        records.isPresent() ? records.getAsLong() : null);
  }

  /** Empty when the server does not count; one that we may not read refuses the same here. */
  private OptionalLong count(PullSource counted) throws IOException, InterruptedException {
    HttpReply reply = api.read(target.resource(), counted.url(PullSource.COUNT));
    tally.requests += reply.attempts();
    if (REFUSED.contains(reply.status())) {
      throw new RefusedException(reply.status(), EdfiApi.problem(reply));
    }
    return reply.status() == 200 ? PullPage.total(reply) : OptionalLong.empty();
  }

  private ResourceRows rows() throws IOException, InterruptedException {
    return ResourceRows.of(
        target.resource(),
        api.model().resource(target.resource()).orElse(null),
        run.children(),
        run.body());
  }

  private PullPlan plan(
      PullResult.How how,
      String why,
      Watermark base,
      OptionalLong newest,
      String settings,
      ResourceRows rows,
      List<PullUnit> units,
      boolean closing) {
    return new PullPlan(
        how,
        why,
        base,
        newest.isPresent() ? newest.getAsLong() : null,
        api.endpoints().data().toString(),
        settings,
        rows,
        units.size(),
        closing);
  }

  private OptionalLong newest() throws IOException, InterruptedException {
    tally.requests++;
    try {
      return api.newestChangeVersion();
    } catch (RefusedException e) {
      if (e.status() != FORBIDDEN) {
        throw e;
      }
      // That is no matter of one resource, so it must not pass for one that we may not read.
      throw new DistrictException(
          api.district().key()
              + " does not let us read its change versions: "
              + e.problem().reason()
              + " Ask its host for that right.");
    }
  }

  /** Everything but the records that decides what rows look like. */
  private String fingerprint(ResourceRows rows) {
    StringBuilder text = new StringBuilder(FORMAT);
    text.append('|').append(run.redaction()).append('|').append(run.settings().profile());
    List<Table> tables = new ArrayList<>(rows.children());
    tables.add(rows.table());
    for (Table table : tables) {
      text.append('|').append(table.name());
      table
          .columns()
          .forEach(column -> text.append('|').append(column.name()).append(column.type()));
    }
    byte[] key = run.hashKey();
    return PullHash.of(text.toString(), key == null ? new byte[0] : key);
  }

  /** Why changes do not do, in words; null when they do. */
  private String whyFull(Watermark base, OptionalLong newest, ResourceRows rows, String settings)
      throws IOException, InterruptedException {
    if (run.full()) {
      return "everything was asked for";
    }
    if (run.hidesIds()) {
      return "ids are redacted, so changed records cannot be found";
    }
    if (newest.isEmpty()) {
      return "the server no longer offers change queries";
    }
    if (!base.url().equals(api.endpoints().data().toString())) {
      return "the server has another URL than at the last pull";
    }
    if (!base.settings().equals(settings)) {
      return "rows look different than at the last pull";
    }
    if (newest.getAsLong() < base.version()) {
      return "the server's newest change is older than at the last pull; was it restored?";
    }
    if (newest.getAsLong() == base.version() && isThere(base, rows)) {
      return null;
    }
    if (!isThere(base, rows)) {
      return "the last pull's output is not there as it was published";
    }
    return offersDeletes(base) ? null : "the server does not let us read what was deleted";
  }

  /** A right of its own, which a client that may read a resource need not have. */
  private boolean offersDeletes(Watermark base) throws IOException, InterruptedException {
    URI url =
        PullSource.list(api, target.resource(), "deletes")
            .since(base.version() + 1)
            .url(PullSource.parameters("limit", "1"));
    HttpReply reply = api.get(url);
    tally.requests += reply.attempts();
    if (REFUSED.contains(reply.status())) {
      return false;
    }
    if (reply.status() != 200) {
      throw new RefusedException(reply.status(), EdfiApi.problem(reply));
    }
    return true;
  }

  private boolean isThere(Watermark base, ResourceRows rows) throws IOException {
    List<Table> tables = new ArrayList<>(rows.children());
    tables.add(rows.table());
    for (Table table : tables) {
      Optional<Manifest> manifest = run.landing().intact(table.name(), target.district());
      if (manifest.filter(found -> found.runId().equals(base.runId())).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private List<PullUnit> full(Long newest, ResourceRows rows)
      throws IOException, InterruptedException {
    if (run.paging() != Paging.OFFSET) {
      Optional<List<PullUnit>> partitions = partitions(newest, rows);
      if (partitions.isPresent()) {
        return partitions.get();
      }
      if (hasCursor()) {
        return List.of(PullUnit.whole(target, Kind.CURSOR, newest, rows));
      }
      if (run.paging() == Paging.CURSOR) {
        throw new DistrictException(
            api.district().key()
                + " offers no cursor for "
                + target.resource().path()
                + ". Let the way of paging be chosen automatically, or page by offset.");
      }
    }
    if (newest != null && newest > 0) {
      long count = PullPage.count(api, source, tally).orElse(0);
      long windows = Math.min((count + WINDOW_RECORDS - 1) / WINDOW_RECORDS, newest + 1);
      if (windows > 1) {
        return windows(windows, newest, rows);
      }
    }
    return List.of(PullUnit.whole(target, Kind.OFFSET, newest, rows));
  }

  /** Empty when the server has no partitions. */
  private Optional<List<PullUnit>> partitions(Long newest, ResourceRows rows)
      throws IOException, InterruptedException {
    if (run.partitions() == 1) {
      return Optional.empty();
    }
    ResourceName resource = target.resource();
    URI url =
        PullSource.list(api, resource, "partitions")
            .url(PullSource.parameters("number", Integer.toString(run.partitions())));
    HttpReply reply = api.read(resource, url);
    tally.requests += reply.attempts();
    if (NOT_OFFERED.contains(reply.status())) {
      return Optional.empty();
    }
    if (reply.status() != 200) {
      throw new RefusedException(reply.status(), EdfiApi.problem(reply));
    }
    JsonNode tokens = PullPage.record(reply, Urls.place(url)).path("pageTokens");
    if (!tokens.isArray()) {
      throw new DistrictException(Urls.place(url) + " answered without pageTokens.");
    }
    List<PullUnit> units = new ArrayList<>();
    for (JsonNode token : tokens) {
      units.add(PullUnit.partition(target, units.size(), token.asText(), newest, rows));
    }
    return Optional.of(
        units.isEmpty()
            ? List.of(PullUnit.whole(target, Kind.CURSOR, newest, rows))
            : List.copyOf(units));
  }

  private boolean hasCursor() throws IOException, InterruptedException {
    PullPage page = PullPage.ask(api, source, PullSource.parameters("limit", "1"), tally);
    // A server leaves the token out on an empty page too.
    return page.next() != null
        || (run.paging() == Paging.CURSOR && page.visit((record, index) -> true) == 0);
  }

  private List<PullUnit> windows(long count, long newest, ResourceRows rows) {
    List<PullUnit> units = new ArrayList<>();
    long versions = newest + 1;
    for (long i = 0; i < count; i++) {
      long first = versions / count * i + Math.min(i, versions % count);
      long next = versions / count * (i + 1) + Math.min(i + 1, versions % count);
      units.add(PullUnit.window(target, (int) i, first, next - 1, newest, rows));
    }
    return units;
  }
}
