package org.purlin.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.HttpStatus;

/** How fast a server gives its listings of coins, if nobody looks at them. */
final class CoinReadLoop {

  /** What the vendor puts into a page at most. */
  private static final int PAGE = 5_000;

  private CoinReadLoop() {}

  /**
   * Takes how many coins there are; the server is in the environment. Prints how many bytes the
   * pages had.
   */
  public static void main(String[] args) throws Exception {
    System.out.println(run(System.getenv(), Integer.parseInt(args[0])));
  }

  static long run(Map<String, String> site, int coins) throws IOException {
    long bytes = 0;
    try (CloseableHttpClient http = HttpClients.createDefault()) {
      for (int start = 1; start <= coins; start += PAGE) {
        HttpGet page =
            new HttpGet(
                site.get("BASE_URL")
                    + "/v3/cryptocurrency/listings/latest?convert=USD&start="
                    + start
                    + "&limit="
                    + PAGE);
        page.setHeader("X-CMC_PRO_API_KEY", site.get("API_KEY"));
        bytes +=
            http.execute(
                page,
                answer -> {
                  if (answer.getCode() != HttpStatus.SC_OK) {
                    throw new IOException("The server answered " + answer.getCode() + ".");
                  }
                  try (InputStream body = answer.getEntity().getContent()) {
                    return body.transferTo(OutputStream.nullOutputStream());
                  }
                });
      }
    }
    return bytes;
  }
}
