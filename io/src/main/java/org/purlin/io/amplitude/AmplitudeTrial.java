package org.purlin.io.amplitude;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.purlin.io.http.CredentialsRefusedException;
import org.purlin.io.http.HttpReply;
import org.purlin.io.http.HttpSettings;
import org.purlin.io.http.HttpTransport;

/**
 * Tries whether a project's keys are accepted, with one request that downloads nothing.
 *
 * <p>The Export API has no call that only signs in. A single hour is asked for which is older than
 * nearly every project, so that the answer is "no data" (404). Where there are events of that hour
 * after all, the answer is dropped before its body.
 */
public final class AmplitudeTrial {

  /**
   * The hour that is asked for. That keys are looked at before hours, so that this tells good ones
   * from bad ones, is a guess; so is that such an old hour is not refused. Files are by the hour
   * since November 2014.
   */
  private static final Instant TRIED_HOUR = Instant.parse("2015-01-01T00:00:00Z");

  /** There is nothing to gather, so there is no need to wait as long as for an export. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private AmplitudeTrial() {}

  /**
   * Asks once.
   *
   * @return what was answered, in words
   * @throws CredentialsRefusedException on status 401 and 403
   * @throws IOException when there is no answer, or none of the Export API's
   */
  public static String ask(AmplitudeSource source) throws IOException, InterruptedException {
    long hour = Hours.of(TRIED_HOUR);
    HourWindow window = new HourWindow(hour, hour);
    HttpSettings once =
        source
            .http()
            .withRetry(source.http().retry().withAttempts(1))
            .withTimeouts(source.http().timeouts().withResponse(PATIENCE).withTotal(PATIENCE));
    try (HttpTransport http = HttpTransport.open(once, source.authorization())) {
      return judge(http.begin(source.export(window)), window, source);
    }
  }

  private static String judge(HttpReply reply, HourWindow window, AmplitudeSource source)
      throws IOException {
    // The web app, which some take for the API's host, answers everything with a page.
    boolean page = reply.headers().firstValue("Content-Type").orElse("").startsWith("text/html");
    if (reply.status() == 200 && !page) {
      return "the keys are accepted; data of " + window + " was begun and dropped";
    }
    return switch (reply.status()) {
      case 404 -> "the keys are accepted; there is no data of " + window + ", as expected";
      case 401, 403 -> throw AmplitudeClient.refused(reply.status(), window, source);
      default ->
          throw new IOException(
              source.endpoint()
                  + " answered "
                  + reply.status()
                  + (page ? " with a web page" : "")
                  + ", which is not an answer of the Export API to one old hour.");
    };
  }
}
