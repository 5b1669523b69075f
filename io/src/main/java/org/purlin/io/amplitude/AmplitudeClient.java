package org.purlin.io.amplitude;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.purlin.io.http.CredentialsRefusedException;
import org.purlin.io.http.DamagedBodyException;
import org.purlin.io.http.Download;
import org.purlin.io.http.HttpTransport;
import org.purlin.io.http.NoAnswerException;
import org.purlin.transforms.archive.ArchiveLimits;
import org.purlin.transforms.archive.RefusedException;
import org.purlin.transforms.archive.ZipArchive;

/** Speaks the Export API: one request is one window of hours and one {@link Answer}. */
final class AmplitudeClient implements AutoCloseable {

  private static final int TOO_MANY_REQUESTS = 429;

  private final AmplitudeSource source;
  private final ArchiveLimits limits;
  private final HttpTransport http;

  AmplitudeClient(AmplitudeSource source, ArchiveLimits limits) {
    this.source = source;
    this.limits = limits;
    this.http = HttpTransport.open(source.http(), source.authorization());
  }

  /** What the API said of a window. */
  sealed interface Answer {

    /** An archive, whole and readable, in the file that was given. */
    record Archive(int status, long bytes, String sha256) implements Answer {}

    /** No events in the window. */
    record Empty(int status) implements Answer {}

    /** More than one archive may hold, or than could be gathered in time. */
    record TooMuch(int status, String problem) implements Answer {}

    /** Not to be had now; {@code forAll}: nor would any other window be. */
    record Failed(Integer status, String reason, boolean forAll) implements Answer {}
  }

  /**
   * Asks for a window.
   *
   * @param target a file that does not exist; it does afterwards only with an archive
   * @throws CredentialsRefusedException on status 401 and 403
   * @throws IOException when this machine's disk fails
   */
  Answer export(HourWindow window, Path target) throws IOException, InterruptedException {
    Download reply;
    try {
      reply = http.download(source.export(window), target, this::check);
    } catch (DamagedBodyException e) {
      return new Answer.Failed(200, e.getMessage(), false);
    } catch (NoAnswerException e) {
      return new Answer.Failed(null, e.getMessage(), true);
    }
    // Amplitude documents no error body, so the status alone decides.
    return switch (reply.status()) {
      case 200 -> new Answer.Archive(200, reply.bytes(), reply.sha256());
      case 404 -> new Answer.Empty(404);
      case 400, 504 -> new Answer.TooMuch(reply.status(), reply.problem());
      case 401, 403 -> throw refused(reply.status(), window, source);
      default ->
          new Answer.Failed(
              reply.status(),
              "Amplitude answered "
                  + reply.status()
                  + " after "
                  + reply.attempts()
                  + " attempts"
                  + (reply.problem().isEmpty() ? "" : ": " + reply.problem()),
              reply.status() == TOO_MANY_REQUESTS);
    };
  }

  /** What status 401 and 403 mean, and what to look at. */
  static CredentialsRefusedException refused(
      int status, HourWindow window, AmplitudeSource source) {
    return new CredentialsRefusedException(
        "Amplitude answered "
            + status
            + " for "
            + window
            + " at "
            + source.endpoint()
            + ". Check the API key, the secret key, and the residency (--residency=us or eu): a key"
            + " of one is unknown in the other.");
  }

  /** A body that is no whole zip is the weather's: a proxy's page, a connection that broke. */
  private void check(Path body) throws IOException {
    try (ZipArchive archive = ZipArchive.open(FileChannel.open(body), limits)) {
      archive.verify();
    } catch (RefusedException e) {
      throw new DamagedBodyException("the archive cannot be read: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
