package org.purlin.io.edfi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.purlin.transforms.edfi.ResourceName;

@Timeout(60)
class OffsetWalkTest {

  private static final int PAGE = 10;

  /** Keeps ids in the order they came. */
  private static final class Ids implements PullSink {
    final Set<String> taken = new LinkedHashSet<>();

    @Override
    public boolean isKnown(JsonNode record) {
      return taken.contains(record.get("id").asText());
    }

    @Override
    public boolean take(JsonNode record, Place where) {
      return taken.add(record.get("id").asText());
    }
  }

  private static Set<String> walk(OffsetServer server) throws IOException, InterruptedException {
    Ids ids = new Ids();
    try (EdfiApi api = server.api()) {
      new OffsetWalk(api, new PullPageSize(PAGE), ids, new PullTally())
          .walk(PullSource.records(api, ResourceName.parse("things")), null);
    }
    return ids.taken;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 9, 10, 11, 19, 20, 21, 55})
  void everyNumberOfRecordsIsReadWhole(int count) throws Exception {
    try (OffsetServer server = OffsetServer.of(count)) {
      assertThat(new ArrayList<>(walk(server)), is(new ArrayList<>(server.ids)));
    }
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2,1", "2,9", "3,5", "3,25", "4,1", "4,30", "5,12", "6,50", "7,45"})
  void deletionsBeforeAnyPageLoseNothing(int page, int deletions) throws Exception {
    try (OffsetServer server = OffsetServer.of(55)) {
      server.before =
          number -> {
            for (int i = 0; number == page && i < deletions; i++) {
              server.remove(0);
            }
          };
      Set<String> taken = walk(server);
      assertThat(taken.containsAll(server.ids), is(true));
    }
  }

  @ParameterizedTest
  @CsvSource({"2,1", "2,9", "2,10", "2,25", "3,1", "3,15", "4,40", "6,3", "7,1"})
  void insertionsBeforeAnyPageLoseNothing(int page, int insertions) throws Exception {
    try (OffsetServer server = OffsetServer.of(55)) {
      Set<String> before = new HashSet<>(server.ids);
      server.before =
          number -> {
            for (int i = 0; number == page && i < insertions; i++) {
              server.ids.add(String.valueOf(900 + i));
            }
          };
      assertThat(walk(server).containsAll(before), is(true));
    }
  }

  @Test
  void everythingMayBeDeletedMeanwhile() throws Exception {
    try (OffsetServer server = OffsetServer.of(30)) {
      server.before =
          number -> {
            if (number == 3) {
              server.ids.clear();
            }
          };
      assertThat(walk(server), hasSize(19));
    }
  }

  @Property(tries = 60)
  void whatWasThereFromBeginningToEndIsRead(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    try (OffsetServer server = OffsetServer.of(random.nextInt(80))) {
      server.cap = 2 + random.nextInt(PAGE);
      Set<String> throughout = new HashSet<>(server.ids);
      server.before =
          number -> {
            for (int i = random.nextInt(4); i > 0 && number < 40; i--) {
              if (random.nextBoolean()) {
                server.remove(random.nextInt(1 + server.ids.size()));
              } else {
                server.ids.add(String.valueOf(1000 + random.nextInt(200)));
              }
            }
            throughout.retainAll(server.ids);
          };
      Set<String> taken;
      try {
        taken = walk(server);
      } catch (DistrictException loud) {
        assertThat(loud.getMessage(), containsString("by its own count"));
        return;
      }
      assertThat(taken.containsAll(throughout), is(true));
    }
  }

  @Test
  void aServerThatHidesRecordsIsNotBelieved() throws Exception {
    try (OffsetServer server = OffsetServer.of(15)) {
      server.hidden = 3;
      DistrictException e = assertThrows(DistrictException.class, () -> walk(server));
      assertThat(
          e.getMessage(),
          is(
              "ed-fi/things of d has 18 records by its own count, but its pages brought 15. Run"
                  + " again; if it stays so, its paging cannot be trusted."));
    }
  }

  @Test
  void aServerThatIgnoresTheOffsetIsNotAskedForEver() throws Exception {
    try (OffsetServer server = OffsetServer.of(30)) {
      server.ignoresOffset = true;
      DistrictException e = assertThrows(DistrictException.class, () -> walk(server));
      assertThat(e.getMessage(), containsString("shows the same records at every offset"));
      assertThat(server.queries.size(), lessThan(60));
    }
  }

  @Test
  void aServerThatRefusesDeepOffsetsSaysSo() throws Exception {
    try (OffsetServer server = OffsetServer.of(55)) {
      server.deepest = 30;
      DistrictException e = assertThrows(OffsetWalk.DepthException.class, () -> walk(server));
      assertThat(
          e.getMessage(), is("ed-fi/things of d refuses the offset 36: The offset is too large."));
    }
  }

  @Test
  void aPageSizeIsLearnedFromTheServersWords() {
    PullPageSize size = new PullPageSize(0);
    assertThat(size.get(), is(500));
    assertThat(
        size.learn(500, refusal("{\"message\":\"Limit must be between 0 and 200.\"}")), is(true));
    assertThat(size.get(), is(200));
    assertThat(size.learn(200, refusal("{\"message\":\"The limit is too high.\"}")), is(true));
    assertThat(size.get(), is(100));
    assertThat(size.learn(100, refusal("{\"message\":\"No such filter.\"}")), is(false));
    assertThat(List.of(size.get()), is(List.of(100)));
  }

  private static RefusedException refusal(String body) {
    return new RefusedException(
        400, org.purlin.transforms.edfi.ApiProblem.read(400, "application/json", body));
  }
}
