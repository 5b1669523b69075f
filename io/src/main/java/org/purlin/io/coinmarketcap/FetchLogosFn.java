package org.purlin.io.coinmarketcap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.purlin.io.coinmarketcap.PngPicture.NotPngException;
import org.purlin.io.http.Authorization;
import org.purlin.io.http.BodyCheck;
import org.purlin.io.http.BodyTooLargeException;
import org.purlin.io.http.Download;
import org.purlin.io.http.HttpTransport;
import org.purlin.io.http.NoAnswerException;
import org.purlin.io.http.RefusedAddressException;
import org.purlin.io.landing.Storage;

/** Fetches logos, one after another. What is wrong with one is in its row. */
final class FetchLogosFn extends DoFn<KV<Integer, Iterable<Logo>>, KV<String, Logo>> {

  private static final long serialVersionUID = 1L;

  private static final int NOT_MODIFIED = 304;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final LogoRun run;
  private transient HttpTransport transport;

  FetchLogosFn(LogoRun run) {
    this.run = run;
  }

  @Setup
  public void setup() {
    transport = HttpTransport.open(run.http(), Authorization.none());
  }

  @Teardown
  public void teardown() {
    if (transport != null) {
      transport.close();
    }
  }

  @ProcessElement
  public void process(
      @Element KV<Integer, Iterable<Logo>> lane, OutputReceiver<KV<String, Logo>> out)
      throws IOException, InterruptedException {
    for (Logo logo : lane.getValue()) {
      out.output(KV.of("logos", fetch(logo)));
    }
  }

  private Logo fetch(Logo logo) throws IOException, InterruptedException {
    LogoRow row = new LogoRow(run, logo);
    if (logo.address() == null) {
      return logo.with(Logo.Outcome.NOT_FETCHED, row.without(logo.problem()));
    }
    Path local = run.landing().newLocalFile(".png");
    try {
      URI address = URI.create(logo.address());
      Download answer =
          transport.download(address, local, BodyCheck.none(), marks(logo), address.getRawPath());
      row.answered(answer);
      if (answer.status() == NOT_MODIFIED && logo.row() != null) {
        return logo.with(Logo.Outcome.UNCHANGED, logo.row());
      }
      if (answer.status() / 100 != 2) {
        return logo.with(
            Logo.Outcome.NOT_FETCHED,
            row.without("The answer has status " + answer.status() + "."));
      }
      PngPicture picture = PngPicture.of(Files.readAllBytes(local));
      String path = LogoRun.path(logo.id(), logo.size());
      run.landing().adopt(local, path);
      return logo.with(Logo.Outcome.FETCHED, row.with(picture, answer, path));
    } catch (NotPngException
        | BodyTooLargeException
        | RefusedAddressException
        | NoAnswerException e) {
      return logo.with(Logo.Outcome.NOT_FETCHED, row.without(e.getMessage()));
    } finally {
      Files.deleteIfExists(local);
    }
  }

  /** What lets the server say that nothing changed; nothing when the picture is not there. */
  private Map<String, String> marks(Logo logo) throws IOException {
    Map<String, String> headers = new TreeMap<>();
    headers.put("Accept", "image/png");
    if (logo.row() == null) {
      return headers;
    }
    JsonNode row = JSON.readTree(logo.row());
    String path = LogoRun.path(logo.id(), logo.size());
    boolean isThere =
        row.path("path").asText().equals(path)
            && row.path("url").asText().equals(logo.address())
            && Storage.size(Storage.resolve(run.landing().root(), path))
                .equals(Optional.of(row.path("bytes").asLong()));
    if (isThere) {
      addMark(headers, "If-None-Match", row.path("etag"));
      addMark(headers, "If-Modified-Since", row.path("last_modified"));
    }
    return headers;
  }

  private static void addMark(Map<String, String> headers, String name, JsonNode mark) {
    if (mark.isTextual()) {
      headers.put(name, mark.asText());
    }
  }
}
