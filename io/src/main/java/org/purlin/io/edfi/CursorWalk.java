package org.purlin.io.edfi;

import java.io.IOException;
import java.util.Map;

/**
 * Reads page after page, each by the token that came with the one before. Ends when a page comes
 * without a token and never before: pages may be short or empty in between.
 */
final class CursorWalk {

  /** Servers have one or two empty pages at a seam; so many in a row are no seam. */
  private static final int MOST_EMPTY_PAGES = 1000;

  private final EdfiApi api;
  private final PullPageSize size;
  private final PullSink sink;
  private final PullTally tally;

  CursorWalk(EdfiApi api, PullPageSize size, PullSink sink, PullTally tally) {
    this.api = api;
    this.size = size;
    this.sink = sink;
    this.tally = tally;
  }

  /**
   * Reads to the end.
   *
   * @param start token of the first page; null begins at the beginning
   * @throws DistrictException when the pages do not come to an end
   */
  void walk(PullSource source, String start) throws IOException, InterruptedException {
    String token = start;
    int empty = 0;
    while (true) {
      PullPage page = ask(source, token);
      long number = tally.pages;
      int records =
          page.visit(
              (record, index) -> {
                sink.take(record, new PullSink.Place(number, index + 1));
                return true;
              });
      String next = page.next();
      if (next == null) {
        return;
      }
      empty = records == 0 ? empty + 1 : 0;
      if (next.equals(token) || empty > MOST_EMPTY_PAGES) {
        throw new DistrictException(
            api.district().key()
                + " answers "
                + source.resource().path()
                + " with "
                + (next.equals(token) ? "the same next page" : "empty pages")
                + " again and again. Page it by offset instead.");
      }
      token = next;
    }
  }

  private PullPage ask(PullSource source, String token) throws IOException, InterruptedException {
    while (true) {
      int asked = size.get();
      Map<String, String> parameters =
          token == null
              ? PullSource.parameters("limit", Integer.toString(asked))
              : PullSource.parameters("pageToken", token, "pageSize", Integer.toString(asked));
      try {
        return PullPage.ask(api, source, parameters, tally);
      } catch (RefusedException e) {
        if (!size.learn(asked, e)) {
          throw e;
        }
      }
    }
  }
}
