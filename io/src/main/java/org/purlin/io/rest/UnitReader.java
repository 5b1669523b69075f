package org.purlin.io.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.purlin.transforms.rest.FoundRecord;
import org.purlin.transforms.rest.PageContent;
import org.purlin.transforms.rest.PageException;
import org.purlin.transforms.rest.PageReader;
import org.purlin.transforms.rest.RecordPath;
import org.purlin.transforms.rest.RecordSink;
import org.purlin.transforms.rest.Tally;
import org.purlin.transforms.rows.BadRecordException;

/** Reads one unit from its first request to its part files, one page in memory at a time. */
final class UnitReader implements Closeable {

  /**
   * So many pages in a row without a new record, with more to follow, lead nowhere. One alone can
   * be of records that moved.
   */
  private static final int STALE_PAGES = 2;

  private final RestClient client;
  private final RestRun run;
  private final RestSource source;
  private final RestResource resource;
  private final Unit unit;
  private final UnitAddress address;
  private final PageReader pages;
  private final List<TableRows> tables = new ArrayList<>();
  private final Map<String, String> variables;
  private final Offspring offspring;
  private final List<Piece.Call> calls;
  private final boolean dealing;
  private final List<Piece.Reject> rejects = new ArrayList<>();
  private final Set<String> notices = new LinkedHashSet<>();
  private final List<Kept> kept = new ArrayList<>();
  private final SeenRecords seen;
  private long pagesRead;
  private long records;
  private long charged;
  private Long total;
  private String incomplete;
  private List<Unit> further = List.of();

  /**
   * @param calls to which the requests are added
   * @param dealing whether other units may be left its pages after the first
   */
  UnitReader(
      RestClient client,
      TableRows.Flatteners flatteners,
      Unit unit,
      List<Piece.Call> calls,
      boolean dealing) {
    this.client = client;
    this.calls = calls;
    this.dealing = dealing;
    this.run = client.run();
    this.source = run.source();
    this.resource = source.resource(unit.resource());
    this.unit = unit;
    this.seen = new SeenRecords(resource);
    this.variables = new TreeMap<>(unit.variables());
    this.offspring = new Offspring(source, resource, unit);
    this.address = new UnitAddress(source, resource);
    this.pages = client.pages(resource);
    resource.tables().forEach(table -> tables.add(flatteners.rows(table)));
  }

  /** Units of children that were found, and the units that read the rest of this one's pages. */
  Offspring offspring() {
    return offspring;
  }

  /** See {@link #offspring()}. */
  List<Unit> further() {
    return further;
  }

  /**
   * Reads it.
   *
   * @param last whether it may no longer be put off
   * @return what became of it; null when it is put off
   * @throws IOException when our credentials are refused, or a disk fails
   */
  Piece read(boolean last) throws IOException, InterruptedException {
    try {
      readBatch(unit.variables());
      writeKept();
      return finished();
    } catch (UnreadException e) {
      if (e.kind() == UnreadException.Kind.PUT_OFF && !last) {
        return null;
      }
      if (e.kind() == UnreadException.Kind.STOPPED && pagesRead > 0) {
        incomplete = e.getMessage();
        writeKept();
        return finished();
      }
      return new Piece.Failed(unit.shown(source), e.getMessage(), List.copyOf(calls), charged);
    }
  }

  private Piece finished() throws IOException {
    Map<String, Piece.TablePiece> pieces = new LinkedHashMap<>();
    for (TableRows rows : tables) {
      String name = rows.table().table().name();
      pieces.put(
          name,
          rows.finish(rejects.stream().filter(reject -> name.equals(reject.table())).count()));
    }
    return new Piece.Read(
        unit.order(),
        unit.slice(source),
        pieces,
        List.copyOf(rejects),
        List.copyOf(calls),
        pagesRead,
        records,
        // Once for all units that share the pages of one.
        unit.firstPage() == 1 ? total : null,
        charged,
        List.copyOf(notices),
        incomplete,
        false);
  }

  /** Reads a batch, or looks in halves of it for what is bad. */
  private void readBatch(Map<String, String> asked)
      throws UnreadException, IOException, InterruptedException {
    try {
      readPages(asked);
    } catch (UnreadException e) {
      if (e.kind() != UnreadException.Kind.HALVED || resource.batched() == null) {
        throw e;
      }
      halve(asked, e);
    }
  }

  private void halve(Map<String, String> asked, UnreadException refusal)
      throws UnreadException, IOException, InterruptedException {
    List<String> values = List.of(asked.get(resource.batched()).split(",", -1));
    if (values.size() == 1) {
      rejects.add(
          new Piece.Reject(
              null, named(values.get(0)), refusal.getMessage(), address.shown(asked, null), 1));
      return;
    }
    int half = values.size() / 2;
    for (List<String> part :
        List.of(values.subList(0, half), values.subList(half, values.size()))) {
      Map<String, String> less = new TreeMap<>(asked);
      less.put(resource.batched(), String.join(",", part));
      readBatch(less);
    }
  }

  /** One of a batch, as far as it may be named. */
  private String named(String value) {
    return source.shown(Map.of(resource.batched(), value)).get(resource.batched());
  }

  private void readPages(Map<String, String> asked)
      throws UnreadException, IOException, InterruptedException {
    Paging paging = resource.paging();
    Paging.Page last = null;
    Set<Paging.Place> places = new HashSet<>();
    Set<String> there = new HashSet<>();
    int stale = 0;
    for (long number = unit.firstPage();
        unit.lastPage() == 0 || number <= unit.lastPage();
        number++) {
      Paging.Place place = paging.place(number, last);
      URI uri = address.uri(asked, place);
      String shown = address.shown(asked, place);
      if (!places.add(place)) {
        throw failed(
            shown + " leads to itself as its next page. Does it know the parameters of paging?");
      }
      RestClient.Answer answer = client.ask(resource, uri, shown, pages, calls);
      charged += answer.charged();
      Taking taken = take(number, uri, answer, shown, there);
      noteCall(taken.primary);
      last = new Paging.Page(answer.page().headers(), answer.page().picked(), taken.elements);
      if (taken.elements == 0 && number == 1 && resource.isNeverEmpty()) {
        throw failed(shown + " has no records, which cannot be.");
      }
      if (number == 1 && dealOut(last)) {
        break;
      }
      if (!paging.hasNext(number, last)) {
        break;
      }
      if (taken.elements > 0) {
        stale = taken.fresh == 0 ? stale + 1 : 0;
      }
      if (stale >= STALE_PAGES) {
        throw failed(
            shown
                + " and the page before it gave no record that was not there already. Does it know"
                + " the parameters of paging?");
      }
    }
    expect(asked, there);
  }

  private static UnreadException failed(String why) {
    return new UnreadException(UnreadException.Kind.FAILED, why);
  }

  private void noteCall(long found) {
    Piece.Call call = calls.remove(calls.size() - 1);
    calls.add(
        new Piece.Call(
            call.shown(), call.status(), call.attempts(), found, call.millis(), call.error()));
  }

  /** Where the total is known, other units read the pages after the first. */
  private boolean dealOut(Paging.Page first) {
    if (!dealing || !resource.paging().isParallel() || total == null) {
      return false;
    }
    int size = resource.paging().size();
    long count = (total + size - 1) / size;
    List<Unit> units = new ArrayList<>();
    long parts = Math.min(run.concurrency(), count - 1);
    for (long part = 0; part < parts; part++) {
      long from = 2 + part * (count - 1) / parts;
      long to = 1 + (part + 1) * (count - 1) / parts;
      // The last one reads on until the end, in case there are more by then.
      units.add(unit.pages(from, part == parts - 1 ? 0 : to));
    }
    further = units;
    return count > 1 || !resource.paging().hasNext(1, first);
  }

  /** Takes the records of a page. */
  private Taking take(
      long number, URI uri, RestClient.Answer answer, String shown, Set<String> there)
      throws UnreadException, IOException {
    Map<String, JsonNode> picked = answer.page().picked();
    if (pagesRead == 0) {
      for (Map.Entry<String, String> capture : resource.captures().entrySet()) {
        Optional<String> value = answer.page().text(capture.getValue());
        if (value.isEmpty()) {
          throw failed(shown + " does not say " + capture.getValue() + ", which its rows need.");
        }
        variables.put(capture.getKey(), value.get());
      }
    }
    pagesRead++;
    if (resource.total() != null && picked.containsKey(resource.total())) {
      total = Math.min(picked.get(resource.total()).asLong(), resource.paging().most());
    }
    if (resource.notice() != null) {
      answer.page().text(resource.notice()).ifPresent(notices::add);
    }
    for (TableRows rows : tables) {
      rows.page(number, uri.toString(), variables);
    }
    Taking taking = new Taking(number, uri.toString(), shown, there);
    try {
      PageContent content = pages.read(answer.reply().bodyBytes(), taking);
      Tally tally = content.tallies().get(resource.records());
      taking.elements = tally.found() + tally.rejected() + tally.nulls();
      rejectNulls(tally.nulls(), number, shown);
    } catch (PageException e) {
      throw failed(shown + ": " + e.getMessage());
    }
    records += taking.primary;
    return taking;
  }

  /** A null in the place of a record is none, and must not go unseen. */
  private void rejectNulls(long nulls, long page, String shown) {
    for (RestTable table : resource.tables()) {
      for (long i = 0; i < nulls && table.records().equals(resource.records()); i++) {
        rejects.add(
            new Piece.Reject(
                table.table().name(), "page " + page, "null in place of a record", shown, page));
      }
    }
  }

  /** Takes what one page holds. */
  private final class Taking implements RecordSink {

    private final long number;
    private final String shown;
    private final Set<String> there;
    private final String url;
    private long primary;

    /** Whatever stands in the places of records. */
    private long elements;

    /** Records that no page of this unit had before, as far as that can be told. */
    private long fresh;

    private Taking(long number, String url, String shown, Set<String> there) {
      this.number = number;
      this.url = url;
      this.shown = shown;
      this.there = there;
    }

    @Override
    public void found(FoundRecord found) throws IOException {
      if (found.path().equals(resource.records())) {
        primary++;
        fresh += !resource.paging().isPaged() || seen.add(found.fields()) ? 1 : 0;
        note(found);
        if (resource.edit() == null) {
          offspring.of(found.fields());
        }
      }
      if (resource.edit() != null) {
        kept.add(new Kept(found, number, url, shown));
        return;
      }
      write(found, number, shown);
    }

    private void note(FoundRecord found) {
      if (resource.expected() != null) {
        String name =
            resource.expected().equals("*")
                ? found.key()
                : found.fields().path(resource.expected()).asText();
        if (name != null) {
          there.add(name);
        }
      }
    }

    @Override
    public void rejected(RecordPath path, String place, String reason) {
      for (RestTable table : resource.tables()) {
        if (table.records().equals(path)) {
          rejects.add(new Piece.Reject(table.table().name(), place, reason, shown, number));
        }
      }
    }
  }

  private void write(FoundRecord found, long page, String shown) throws IOException {
    for (TableRows rows : tables) {
      if (rows.table().records().equals(found.path())) {
        try {
          rows.write(found);
        } catch (BadRecordException e) {
          rejects.add(
              new Piece.Reject(
                  rows.table().table().name(), found.place(), e.getMessage(), shown, page));
        }
      }
    }
  }

  /** Edits and writes what was kept until all of it was there. */
  private void writeKept() throws IOException {
    if (resource.edit() == null) {
      return;
    }
    List<Kept> copies = new ArrayList<>();
    List<ObjectNode> primary = new ArrayList<>();
    for (Kept one : kept) {
      Kept copy = one.copy();
      copies.add(copy);
      if (copy.found().path().equals(resource.records())) {
        primary.add(copy.found().fields());
      }
    }
    resource.edit().edit(primary);
    primary.forEach(offspring::of);
    for (Kept copy : copies) {
      tables.forEach(rows -> rows.page(copy.page(), copy.url(), variables));
      write(copy.found(), copy.page(), copy.shown());
    }
  }

  /** A record that waits for its neighbours, and where it was read. */
  private record Kept(FoundRecord found, long page, String url, String shown) {

    Kept copy() {
      return new Kept(
          new FoundRecord(
              found.path(), found.fields().deepCopy(), found.outer(), found.key(), found.place()),
          page,
          url,
          shown);
    }
  }

  /** What was asked for by name and is not there is a rejected record. */
  private void expect(Map<String, String> asked, Set<String> there) {
    if (resource.expected() == null) {
      return;
    }
    for (String name : asked.get(resource.batched()).split(",", -1)) {
      if (!there.contains(name)) {
        rejects.add(
            new Piece.Reject(
                null,
                named(name),
                "missing: the answer does not hold it",
                address.shown(asked, null),
                1));
      }
    }
  }

  /** Deletes what is not finished. */
  @Override
  public void close() throws IOException {
    seen.close();
    for (TableRows rows : tables) {
      rows.close();
    }
  }
}
