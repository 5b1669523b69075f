package org.purlin.io.rest;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.http.HttpHeaders;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PagingLimitTest {

  @Test
  void theLastPageAsksForNoMoreThanIsWantedAltogether() {
    Paging paging = Paging.start("start", "limit", 500).upTo(1200);

    assertThat(paging.place(1, null).parameters(), is(Map.of("start", "1", "limit", "500")));
    assertThat(paging.place(3, null).parameters(), is(Map.of("start", "1001", "limit", "200")));
    assertThat(paging.hasNext(2, page(500)), is(true));
    assertThat(paging.hasNext(3, page(200)), is(false));
  }

  @Test
  void nothingFollowsAFullPageThatIsAllThatIsWanted() {
    assertThat(Paging.offset("offset", "limit", 500).upTo(500).hasNext(1, page(500)), is(false));
  }

  @Test
  void aShortPageIsTheLastAlsoWhenMoreAreWanted() {
    assertThat(Paging.offset("offset", "limit", 500).upTo(900).hasNext(1, page(10)), is(false));
  }

  @Test
  void oneRecordIsALimitToo() {
    Paging paging = Paging.start("start", "limit", 1).upTo(1);

    assertThat(paging.place(1, null).parameters(), is(Map.of("start", "1", "limit", "1")));
    assertThat(paging.hasNext(1, page(1)), is(false));
  }

  @Test
  void numberedPagesOfOneSizeAreNotLimited() {
    Paging paging = Paging.page("page", 1, "per_page", 500);
    assertThrows(IllegalArgumentException.class, () -> paging.upTo(10));
    assertThrows(IllegalArgumentException.class, () -> Paging.none().upTo(10));
  }

  private static Paging.Page page(long records) {
    return new Paging.Page(HttpHeaders.of(Map.of(), (name, value) -> true), Map.of(), records);
  }
}
