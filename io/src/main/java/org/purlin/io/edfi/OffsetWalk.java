package org.purlin.io.edfi;

import java.io.IOException;
import java.util.OptionalLong;

/**
 * Reads page after page by offset, and misses nothing that was there from beginning to end although
 * others write meanwhile.
 *
 * <p>Servers sort by something that does not change. Each page begins with a record that was read
 * before, so nothing slipped through in between. When it does not, records were deleted before it,
 * and the walk steps back until a page has a known record. It ends when nothing follows the last
 * record. Where a page can only hold one record, nothing can overlap; then only counts protect.
 */
final class OffsetWalk {

  /** A server that ignores the offset would show its first page for ever. */
  private static final int MOST_PAGES_WITHOUT_NEWS = 50;

  /** More than somebody who clears out a resource causes. */
  private static final int MOST_SHIFTS = 1000;

  private final EdfiApi api;
  private final PullPageSize size;
  private final PullSink sink;
  private final PullTally tally;

  OffsetWalk(EdfiApi api, PullPageSize size, PullSink sink, PullTally tally) {
    this.api = api;
    this.size = size;
    this.sink = sink;
    this.tally = tally;
  }

  /** The server does not go so far by offset. */
  static final class DepthException extends DistrictException {

    private static final long serialVersionUID = 1L;

    DepthException(String message) {
      super(message);
    }
  }

  /**
   * Reads to the end and compares with the server's count. The sink must not know a record yet.
   *
   * @param newest change version before the first page was read; null when the server has none
   * @throws DepthException when the server refuses an offset
   * @throws DistrictException when records are missing, or the pages do not come to an end
   */
  void walk(PullSource source, Long newest) throws IOException, InterruptedException {
    OptionalLong count = PullPage.count(api, source, tally);
    long read = pages(source);
    if (count.isPresent()) {
      compare(source, newest, count.getAsLong(), read);
    }
  }

  /** What the walk is at. */
  private static final class Position {
    long next;
    long read;
    int largest;
    int quiet;
    int shifts;
  }

  /** Returns how many different records the pages brought. */
  private long pages(PullSource source) throws IOException, InterruptedException {
    Position at = new Position();
    while (true) {
      boolean overlaps = at.next > 0 && at.largest > 1;
      long from = overlaps ? at.next - 1 : at.next;
      PullPage page = ask(source, from);
      Visit visit = visit(page, overlaps);
      if (visit.shifted || (overlaps && visit.records == 0)) {
        stepBack(source, from, at);
        continue;
      }
      at.largest = Math.max(at.largest, visit.records);
      if (visit.records == (overlaps ? 1 : 0)) {
        return at.read;
      }
      at.next = from + visit.records;
      at.read += visit.news;
      at.quiet = visit.news > 0 ? 0 : at.quiet + 1;
      if (at.quiet > MOST_PAGES_WITHOUT_NEWS) {
        throw new DistrictException(
            say(source) + " shows the same records at every offset, so it cannot be read.");
      }
    }
  }

  /** What a page brought. */
  private static final class Visit {
    int records;
    int news;
    boolean shifted;
  }

  private Visit visit(PullPage page, boolean overlaps) throws IOException {
    Visit visit = new Visit();
    long number = tally.pages;
    visit.records =
        page.visit(
            (record, index) -> {
              if (overlaps && index == 0) {
                visit.shifted = !sink.isKnown(record);
                return !visit.shifted;
              }
              if (sink.take(record, new PullSink.Place(number, index + 1))) {
                visit.news++;
              }
              return true;
            });
    return visit;
  }

  /** Goes back until a page has a known record; what is not known there is taken. */
  private void stepBack(PullSource source, long from, Position at)
      throws IOException, InterruptedException {
    at.shifts++;
    if (at.shifts > MOST_SHIFTS) {
      throw new DistrictException(
          say(source)
              + " changes its order from page to page, so it cannot be read by offset. Read it"
              + " from a snapshot, or when nobody writes.");
    }
    long offset = from;
    while (true) {
      offset = Math.max(0, offset - at.largest);
      PullPage page = ask(source, offset);
      boolean[] known = {offset == 0};
      page.visit(
          (record, index) -> {
            known[0] |= sink.isKnown(record);
            return !known[0];
          });
      if (known[0]) {
        Visit visit = visit(page, false);
        at.next = offset + visit.records;
        at.read += visit.news;
        return;
      }
    }
  }

  private PullPage ask(PullSource source, long offset) throws IOException, InterruptedException {
    while (true) {
      int asked = size.get();
      try {
        return PullPage.ask(
            api,
            source,
            PullSource.parameters(
                "offset", Long.toString(offset), "limit", Integer.toString(asked)),
            tally);
      } catch (RefusedException e) {
        if (offset == 0 && size.learn(asked, e)) {
          continue;
        }
        if (offset > 0 && e.status() == 400) {
          throw new DepthException(
              say(source) + " refuses the offset " + offset + ": " + e.problem().reason());
        }
        throw e;
      }
    }
  }

  private void compare(PullSource source, Long newest, long count, long read)
      throws IOException, InterruptedException {
    if (read == count) {
      return;
    }
    OptionalLong again = PullPage.count(api, source, tally);
    long now = again.orElse(count);
    if (now == read) {
      return;
    }
    boolean nothingChanged = newest != null && api.newestChangeVersion().orElse(-1) == newest;
    if (nothingChanged || read < Math.min(count, now)) {
      throw new DistrictException(
          say(source)
              + " has "
              + now
              + " records by its own count, but its pages brought "
              + read
              + ". Run again; if it stays so, its paging cannot be trusted.");
    }
  }

  private String say(PullSource source) {
    return source.resource().path() + " of " + api.district().key();
  }
}
