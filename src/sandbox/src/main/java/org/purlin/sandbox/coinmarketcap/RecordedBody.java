package org.purlin.sandbox.coinmarketcap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.purlin.sandbox.Answer;

/**
 * A body given as a file.
 *
 * @param text of the file, sent unchanged
 * @param enveloped whether it has a status of its own
 * @param credits what it says it cost, or what its rows would
 * @param totalCount how many rows all files have together
 */
record RecordedBody(String text, boolean enveloped, long credits, long totalCount) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The body for a request; one without data when there are fewer files than pages. */
  static RecordedBody of(Endpoint endpoint, List<Path> pages, Query query)
      throws IOException, BadRequest {
    int start = query.number("start", 1, 1, Integer.MAX_VALUE);
    int limit = query.number("limit", Reads.PAGE, 1, Reads.MOST_IN_PAGE);
    // A recorded page can be shorter than what was asked for: whatever begins later comes after it.
    int asked = start == 1 ? 0 : Math.max(1, (start - 1) / limit);
    RecordedBody body = new RecordedBody("[]", false, cost(endpoint, 0), 0);
    long rows = 0;
    for (int page = 0; page < pages.size(); page++) {
      String text = Files.readString(pages.get(page));
      JsonNode root = JSON.readTree(text);
      boolean enveloped = root.isObject() && root.has("status") && root.has("data");
      rows += enveloped ? root.path("data").size() : root.size();
      if (page == asked) {
        long credits =
            enveloped ? root.at("/status/credit_count").asLong() : cost(endpoint, root.size());
        body = new RecordedBody(text, enveloped, credits, 0);
      }
    }
    return new RecordedBody(body.text, body.enveloped, body.credits, rows);
  }

  private static long cost(Endpoint endpoint, int coins) {
    return switch (endpoint) {
      case LISTINGS_V1, LISTINGS_V3 -> Credits.ofListings(coins, 1);
      case INFO, QUOTES_V2, QUOTES_V3 -> Credits.ofInfo(coins);
      case MAP, KEY_INFO -> 0;
    };
  }

  Answer answer(Endpoint endpoint, String notice, Instant now) throws IOException {
    if (enveloped) {
      return Answer.json(200, text);
    }
    Reply reply = new Reply(credits, totalCount, json -> json.writeRawValue(text));
    return Envelope.success(endpoint, reply, notice, now);
  }
}
