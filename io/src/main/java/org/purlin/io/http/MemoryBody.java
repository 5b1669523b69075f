package org.purlin.io.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Reads bodies into memory, within limits. */
final class MemoryBody {

  private static final int BUFFER_BYTES = 16 * 1024;

  private MemoryBody() {}

  /** Reads a whole good body, or the start of what a server says about a problem. */
  static HttpReply read(Answer answer, long maxBytes) throws IOException, InterruptedException {
    byte[] body = answer.isSuccess() ? whole(answer, maxBytes) : start(answer, Problem.KEPT_BYTES);
    return new HttpReply(answer.status(), answer.headers(), body, 1);
  }

  /** Leaves a good body unread. */
  static HttpReply unlessGood(Answer answer) throws IOException, InterruptedException {
    byte[] body = answer.isSuccess() ? new byte[0] : start(answer, Problem.KEPT_BYTES);
    return new HttpReply(answer.status(), answer.headers(), body, 1);
  }

  static byte[] start(Answer answer, int maxBytes) throws IOException, InterruptedException {
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int read = 0; read >= 0 && kept.size() < maxBytes; read = answer.read(buffer)) {
      kept.write(buffer, 0, Math.min(read, maxBytes - kept.size()));
    }
    return kept.toByteArray();
  }

  private static byte[] whole(Answer answer, long maxBytes)
      throws IOException, InterruptedException {
    refuseMoreThan(maxBytes, answer.length());
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int read = 0; read >= 0; read = answer.read(buffer)) {
      refuseMoreThan(maxBytes, answer.received());
      body.write(buffer, 0, read);
    }
    return body.toByteArray();
  }

  static void refuseMoreThan(long maxBytes, long bytes) throws BodyTooLargeException {
    if (bytes > maxBytes) {
      throw new BodyTooLargeException(
          "A body of "
              + Words.count(bytes)
              + " bytes or more is over the limit of "
              + Words.count(maxBytes)
              + " bytes.");
    }
  }
}
