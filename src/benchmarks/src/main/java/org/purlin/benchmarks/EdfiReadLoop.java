package org.purlin.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;

/** How fast a server gives its students, if nobody looks at them. */
final class EdfiReadLoop {

  private static final ObjectMapper JSON = new ObjectMapper();

  private EdfiReadLoop() {}

  /**
   * Takes the number of partitions, each read on a connection of its own, and how many rows a page
   * has; the server is in the environment. Prints how many bytes the pages had.
   */
  public static void main(String[] args) throws Exception {
    System.out.println(run(System.getenv(), Integer.parseInt(args[0]), Integer.parseInt(args[1])));
  }

  static long run(Map<String, String> site, int partitions, int pageSize)
      throws IOException, InterruptedException, ExecutionException {
    try (EdfiSession session = new EdfiSession(site, partitions)) {
      JsonNode tokens =
          session.get(
              "/partitions?number=" + partitions,
              response -> JSON.readTree(response.getEntity().getContent()).get("pageTokens"));
      List<Callable<Long>> walks = new ArrayList<>();
      tokens.forEach(token -> walks.add(() -> walk(session, token.textValue(), pageSize)));
      return InParallel.run(walks).stream().mapToLong(Long::longValue).sum();
    }
  }

  private static long walk(EdfiSession session, String firstToken, int pageSize)
      throws IOException {
    long bytes = 0;
    String token = firstToken;
    while (token != null) {
      Page page =
          session.get("?pageSize=" + pageSize + "&pageToken=" + token, EdfiReadLoop::throwAway);
      bytes += page.bytes();
      token = page.next();
    }
    return bytes;
  }

  /**
   * What is kept of a page.
   *
   * @param next token of the page behind it; null when it is the last
   */
  private record Page(long bytes, String next) {}

  private static Page throwAway(ClassicHttpResponse response) throws IOException {
    Header next = response.getFirstHeader("Next-Page-Token");
    try (InputStream body = response.getEntity().getContent()) {
      return new Page(
          body.transferTo(OutputStream.nullOutputStream()), next == null ? null : next.getValue());
    }
  }
}
