package org.purlin.io.edfi;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.OptionalLong;
import org.purlin.io.http.HttpReply;
import org.purlin.transforms.edfi.EdfiJson;

/** One page in memory, as it came. Its records are read one at a time, as often as needed. */
final class PullPage {

  /** A record of a page is followed by others. */
  private static final ObjectReader RECORDS =
      EdfiJson.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final String NEXT = "Next-Page-Token";
  private static final String TOTAL = "Total-Count";

  private final HttpReply reply;
  private final URI url;

  private PullPage(HttpReply reply, URI url) {
    this.reply = reply;
    this.url = url;
  }

  /** Takes the records of a page, one after another. */
  @FunctionalInterface
  interface Visitor {

    /** Returns whether more are wanted. */
    boolean visit(JsonNode record, int index) throws IOException;
  }

  /**
   * Asks for a page.
   *
   * @throws RefusedException when the answer is no 200
   */
  static PullPage ask(
      EdfiApi api, PullSource source, Map<String, String> parameters, PullTally tally)
      throws IOException, InterruptedException {
    URI url = source.url(parameters);
    HttpReply reply = source.isRecords() ? api.read(source.resource(), url) : api.get(url);
    tally.requests += reply.attempts();
    if (reply.status() != 200) {
      throw new RefusedException(reply.status(), EdfiApi.problem(reply));
    }
    tally.pages++;
    tally.bytes += reply.body().available();
    return new PullPage(reply, url);
  }

  /** How many records there are; empty when the server does not say. */
  static OptionalLong count(EdfiApi api, PullSource source, PullTally tally)
      throws IOException, InterruptedException {
    URI url = source.url(PullSource.COUNT);
    HttpReply reply = source.isRecords() ? api.read(source.resource(), url) : api.get(url);
    tally.requests += reply.attempts();
    return reply.status() == 200 ? total(reply) : OptionalLong.empty();
  }

  static OptionalLong total(HttpReply reply) {
    return reply.headers().firstValue(TOTAL).stream()
        .filter(text -> text.strip().matches("\\d{1,18}"))
        .mapToLong(text -> Long.parseLong(text.strip()))
        .findFirst();
  }

  /**
   * An answer that is one record.
   *
   * @param shown where it is, for messages
   */
  static JsonNode record(HttpReply reply, String shown) throws IOException {
    try {
      JsonNode record = EdfiJson.reader().readTree(reply.body());
      if (record != null && record.isObject()) {
        return record;
      }
    } catch (IOException e) {
      // The parser's message would repeat what it cannot read.
    }
    throw new DistrictException(shown + " answered 200, but not with a record.");
  }

  /** The token of the next page; null when this one is the last. */
  String next() {
    return reply.headers().firstValue(NEXT).filter(token -> !token.isBlank()).orElse(null);
  }

  /**
   * Reads the records, until no more are wanted.
   *
   * @return how many were visited
   * @throws DistrictException when the answer is no array of JSON
   */
  int visit(Visitor visitor) throws IOException {
    int index = 0;
    try (JsonParser parser = RECORDS.createParser(reply.body())) {
      if (next(parser) != JsonToken.START_ARRAY) {
        throw notAnArray();
      }
      while (next(parser) != JsonToken.END_ARRAY) {
        if (!visitor.visit(tree(parser), index++)) {
          return index;
        }
      }
      if (next(parser) != null) {
        throw notAnArray();
      }
    }
    return index;
  }

  private JsonToken next(JsonParser parser) throws IOException {
    try {
      return parser.nextToken();
    } catch (IOException e) {
      throw notAnArray();
    }
  }

  private JsonNode tree(JsonParser parser) throws IOException {
    try {
      return RECORDS.readTree(parser);
    } catch (IOException e) {
      throw notAnArray();
    }
  }

  /** Without the parser's words, which repeat what it cannot read. */
  private DistrictException notAnArray() {
    return new DistrictException(
        Urls.place(url)
            + " answered 200, but not with a whole list of records. Does a proxy or a firewall"
            + " answer in the server's place?");
  }
}
