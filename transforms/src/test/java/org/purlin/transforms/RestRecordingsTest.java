package org.purlin.transforms;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.purlin.transforms.rest.FoundRecord;
import org.purlin.transforms.rest.PageContent;
import org.purlin.transforms.rest.PageReader;
import org.purlin.transforms.rest.RecordPath;
import org.purlin.transforms.rest.RecordSink;

/** Recorded pages of REST APIs, compared with what a general JSON reader says is in them. */
class RestRecordingsTest {

  private static final RecordPath COINS = RecordPath.of("data");
  private static final RecordPath QUOTES = RecordPath.of("data", "*", "quote", "*");

  /** Takes records; a rejection fails the test. */
  private static final class Records implements RecordSink {

    private final List<FoundRecord> coins = new ArrayList<>();
    private final List<FoundRecord> others = new ArrayList<>();

    @Override
    public void found(FoundRecord found) {
      (found.path().equals(COINS) ? coins : others).add(found);
    }

    @Override
    public void rejected(RecordPath path, String place, String reason) {
      throw new AssertionError(path + " " + place + ": " + reason);
    }
  }

  private static byte[] page(String directory, String name) throws Exception {
    Path file = Recordings.directory(directory).resolve(name);
    return Files.readAllBytes(file);
  }

  @Test
  void everyCoinAndQuoteOfARankingIsFoundWithItsValues() throws Exception {
    for (Map.Entry<String, Integer> recording :
        Map.of(
                "v1_listings_latest_body_1000coins_USD_2021-06-29.json", 1000,
                "v1_listings_latest_body_10coins_USD_2021-06-29.json", 10,
                "v3_listings_latest_20coins_SHAPE_SYNTHETIC.json", 20)
            .entrySet()) {
      byte[] page = page("coinmarketcap", recording.getKey());
      Records records = new Records();

      PageContent content =
          new PageReader(List.of(COINS, QUOTES), Set.of("/status/timestamp")).read(page, records);

      JsonNode expected = new ObjectMapper().readTree(page);
      assertThat(content.picked().get("/status/timestamp"), is(expected.at("/status/timestamp")));
      assertThat(records.coins.size(), is(recording.getValue()));
      assertThat(records.others.size(), is(recording.getValue()));
      for (int i = 0; i < records.coins.size(); i++) {
        ObjectNode coin = records.coins.get(i).fields();
        JsonNode sent = expected.get("data").get(i);
        assertThat(new ObjectMapper().readTree(coin.toString()), is(sent));
        assertThat(records.others.get(i).outer(), is(coin));
        assertThat(
            records.others.get(i).fields().get("price").doubleValue(),
            is(sent.get("quote").iterator().next().get("price").doubleValue()));
      }
    }
  }

  @Test
  void everyGradeOfEveryPupilIsFound() throws Exception {
    RecordPath grades = RecordPath.of("response", "students", "*", "gradeLevels", "*");
    for (String school : List.of("exelem", "exhigh")) {
      byte[] page = page("alma", school + "_students_grade-levels.json");
      Records records = new Records();

      PageContent content = new PageReader(List.of(grades), Set.of()).read(page, records);

      int expected = 0;
      int without = 0;
      for (JsonNode pupil : new ObjectMapper().readTree(page).at("/response/students")) {
        expected += pupil.get("gradeLevels").size();
        without += pupil.get("gradeLevels").isEmpty() ? 1 : 0;
      }
      assertThat(records.others.size(), is(expected));
      assertThat(content.tallies().get(grades).barren(), is((long) without));
    }
  }
}
