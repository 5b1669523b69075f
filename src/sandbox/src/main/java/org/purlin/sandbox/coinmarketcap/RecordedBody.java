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
 */
record RecordedBody(String text, boolean enveloped, long credits) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int COINS_IN_PAGE = 5000;

  /** The body for a request; the one without data when there are fewer files. */
  static RecordedBody of(List<Path> pages, Query query) throws IOException, BadRequest {
    int start = query.number("start", 1, 1, Integer.MAX_VALUE);
    int limit = query.number("limit", COINS_IN_PAGE, 1, COINS_IN_PAGE);
    // A recorded page can be shorter than what was asked for: the next start is its successor then.
    int page = start == 1 ? 0 : Math.max(1, (start - 1) / limit);
    if (page >= pages.size()) {
      return new RecordedBody("[]", false, Credits.ofListings(0, 1));
    }
    String text = Files.readString(pages.get(page));
    JsonNode root = JSON.readTree(text);
    boolean enveloped = root.isObject() && root.has("status") && root.has("data");
    return new RecordedBody(
        text,
        enveloped,
        enveloped ? root.at("/status/credit_count").asLong() : Credits.ofListings(root.size(), 1));
  }

  Answer answer(Endpoint endpoint, String notice, Instant now) throws IOException {
    if (enveloped) {
      return Answer.json(200, text);
    }
    return Envelope.success(
        endpoint, Reply.of(credits, json -> json.writeRawValue(text)), notice, now);
  }
}
