package org.purlin.io.coinmarketcap;

import java.io.Serializable;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.purlin.io.http.HttpSettings;
import org.purlin.io.landing.FileLanding;

/**
 * One run over logos. Immutable; travels in the job graph; holds no secrets.
 *
 * @param runId name of the run
 * @param startedAt when it began
 * @param landing where rows and pictures go
 * @param http the host of the logos
 * @param ids whose logos; empty: of all coins with landed metadata
 * @param told whether addresses are taken from the metadata, where there are some of the coin
 * @param sizes in pixels
 * @param lanes fetches under way at a time
 * @param proof file that the run leaves when it came to its end
 */
public record LogoRun(
    String runId,
    Instant startedAt,
    FileLanding landing,
    HttpSettings http,
    List<Long> ids,
    boolean told,
    List<Integer> sizes,
    int lanes,
    String proof)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Where logos are. */
  public static final String HOST = "https://s2.coinmarketcap.com";

  /** Sizes there are. */
  public static final List<Integer> SIZES = List.of(16, 32, 64, 128, 200);

  /** The largest real ones have some 40 kB; more than this is something else. */
  public static final long MOST_BYTES = 1_000_000;

  /** The window of all logos. */
  static final String WINDOW = "all";

  public LogoRun {
    ids = List.copyOf(ids);
    sizes = List.copyOf(sizes);
  }

  /** The host's address. */
  URI host() {
    return http.endpoint();
  }

  /** Where a picture goes, below the output. */
  static String path(long id, int size) {
    return "logos/" + size + "/" + id + ".png";
  }
}
