package org.purlin.io.edfi;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.purlin.io.http.ClientCredentials;
import org.purlin.sandbox.Answer;
import org.purlin.sandbox.FakeServer;
import org.purlin.sandbox.Request;

/**
 * A server of one collection, sorted by id, that pages by offset only and may do something before
 * each page. Without discovery and without a login.
 */
final class OffsetServer implements AutoCloseable {

  final TreeSet<String> ids = new TreeSet<>();
  final List<String> queries = new ArrayList<>();

  /** What happens before a page is answered; gets its number, from 1. */
  IntConsumer before = page -> {};

  int cap = Integer.MAX_VALUE;
  long deepest = Long.MAX_VALUE;
  long hidden;
  boolean ignoresOffset;
  private int pages;
  private final FakeServer server;

  OffsetServer(String... ids) throws IOException {
    this.ids.addAll(List.of(ids));
    server = FakeServer.start(0, (request, inFlight) -> answer(request));
  }

  /** Ids from 1000 on, two apart, so that others fit between them. */
  static OffsetServer of(int count) throws IOException {
    return new OffsetServer(
        Stream.iterate(1000, n -> n + 2).limit(count).map(String::valueOf).toArray(String[]::new));
  }

  private synchronized Answer answer(Request request) {
    queries.add(request.parameters().toString());
    int limit = Integer.parseInt(request.parameter("limit").orElse("25"));
    if (request.parameter("totalCount").isPresent()) {
      return Answer.json(200, "[]").with("Total-Count", Long.toString(ids.size() + hidden));
    }
    before.accept(++pages);
    long offset = ignoresOffset ? 0 : Long.parseLong(request.parameter("offset").orElse("0"));
    if (offset > deepest) {
      return Answer.json(400, "{\"message\":\"The offset is too large.\"}");
    }
    return Answer.json(
        200,
        ids.stream()
            .skip(offset)
            .limit(Math.min(limit, cap))
            .map(id -> "{\"id\":\"" + id + "\"}")
            .collect(Collectors.joining(",", "[", "]")));
  }

  /** Removes the n-th id, from 0, if there are so many. */
  void remove(int n) {
    Optional<String> id = ids.stream().skip(n).findFirst();
    id.ifPresent(ids::remove);
  }

  EdfiApi api() throws IOException, InterruptedException {
    Login nobody = new Login(null, null, null, null, null, ClientCredentials.Style.BASIC_AND_FORM);
    District district = District.of("d", server.url(), nobody).withApiVersion("v3");
    EdfiSettings usual = Pulling.settings("offset-" + server.url().getPort());
    return EdfiApi.open(
        district,
        new EdfiSettings(
            4,
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            0,
            false,
            null,
            null,
            usual.trust(),
            null,
            false,
            usual.run()));
  }

  @Override
  public void close() {
    server.close();
  }
}
