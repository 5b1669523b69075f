package org.purlin.io.http;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;

/** An answer whose body is still to be read. Single-threaded; must be closed. */
final class Answer implements Closeable {

  /** Turns a failure of reading into words; may throw that we were interrupted. */
  @FunctionalInterface
  interface Failure {
    IOException explain(IOException failure, String howFar) throws InterruptedException;
  }

  private final int status;
  private final HttpHeaders headers;
  private final InputStream body;
  private final long length;
  private final Failure failure;
  private final Runnable whenDone;
  private long received;
  private boolean ended;

  /**
   * @param length as declared; -1 when it is not
   */
  Answer(
      int status,
      HttpHeaders headers,
      InputStream body,
      long length,
      Failure failure,
      Runnable whenDone) {
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.length = length;
    this.failure = failure;
    this.whenDone = whenDone;
  }

  /** An answer that is known already. */
  static Answer known(HttpReply reply) {
    byte[] bytes = reply.bodyBytes();
    return new Answer(
        reply.status(),
        reply.headers(),
        new ByteArrayInputStream(bytes),
        bytes.length,
        (trouble, howFar) -> trouble,
        () -> {});
  }

  int status() {
    return status;
  }

  HttpHeaders headers() {
    return headers;
  }

  boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /** Declared length of the body in bytes; -1 when it is not declared. */
  long length() {
    return length;
  }

  long received() {
    return received;
  }

  /** Whether the body was read to its end. */
  boolean ended() {
    return ended;
  }

  /**
   * Reads the next piece of the body; -1 at its end.
   *
   * @throws WeatherException when the body breaks off or is shorter than declared
   */
  int read(byte[] buffer) throws IOException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    int read;
    try {
      read = body.read(buffer);
    } catch (IOException trouble) {
      throw failure.explain(trouble, howFar());
    }
    if (read >= 0) {
      received += read;
      return read;
    }
    ended = true;
    if (length >= 0 && received != length) {
      throw WeatherException.brokenOff("body ended after " + howFar(), null);
    }
    return read;
  }

  private String howFar() {
    return Words.count(received) + (length < 0 ? "" : " of " + Words.count(length)) + " bytes";
  }

  @Override
  public void close() {
    whenDone.run();
  }
}
