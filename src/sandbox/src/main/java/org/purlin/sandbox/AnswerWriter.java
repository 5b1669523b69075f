package org.purlin.sandbox;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.purlin.sandbox.Delivery.Ending;

/** Sends answers over one connection, damaged where the answer says so. */
final class AnswerWriter {

  private static final int PIECE_BYTES = 64 * 1024;
  private static final int DRIPS_PER_SECOND = 10;

  /** Long enough for a reader on this machine to take what was sent before a reset discards it. */
  private static final int BEFORE_RESET_MILLIS = 100;

  private static final Map<Integer, String> REASONS =
      Map.ofEntries(
          Map.entry(200, "OK"),
          Map.entry(204, "No Content"),
          Map.entry(400, "Bad Request"),
          Map.entry(401, "Unauthorized"),
          Map.entry(403, "Forbidden"),
          Map.entry(404, "Not Found"),
          Map.entry(405, "Method Not Allowed"),
          Map.entry(413, "Content Too Large"),
          Map.entry(429, "Too Many Requests"),
          Map.entry(500, "Internal Server Error"),
          Map.entry(502, "Bad Gateway"),
          Map.entry(503, "Service Unavailable"),
          Map.entry(504, "Gateway Timeout"));

  private final Socket socket;
  private final OutputStream out;

  AnswerWriter(Socket socket) throws IOException {
    this.socket = socket;
    this.out = new BufferedOutputStream(socket.getOutputStream(), PIECE_BYTES);
  }

  /**
   * Sends the answer and closes its body.
   *
   * @param beforeLastPiece run before the end of the body leaves, so that whatever it releases is
   *     free by the time the client can have seen the end
   * @return whether the connection can be used again
   */
  boolean write(Answer answer, Request request, Runnable beforeLastPiece) throws IOException {
    try (Body body = answer.body();
        InputStream bytes = body.open()) {
      Delivery delivery = answer.delivery();
      if (delivery instanceof Delivery.Reset) {
        reset();
        return false;
      }
      if (delivery instanceof Delivery.Cut cut) {
        cutOff(answer, cut, bytes);
        return false;
      }
      boolean bodiless = answer.status() == 204 || answer.status() == 304;
      head(answer, bodiless ? "" : "Content-Length: " + body.length(), request.persistent());
      long length = bodiless || request.method().equals("HEAD") ? 0 : body.length();
      if (delivery instanceof Delivery.Drip drip) {
        drip(bytes, length, drip.bytesPerSecond(), beforeLastPiece);
      } else {
        send(bytes, length, beforeLastPiece);
      }
      return request.persistent();
    }
  }

  private void head(Answer answer, String framing, boolean persistent) throws IOException {
    StringBuilder head = new StringBuilder("HTTP/1.1 ").append(answer.status());
    head.append(' ').append(REASONS.getOrDefault(answer.status(), "")).append("\r\n");
    answer.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    head.append("Date: ")
        .append(DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)))
        .append("\r\n");
    if (!framing.isEmpty()) {
      head.append(framing).append("\r\n");
    }
    if (!persistent) {
      head.append("Connection: close\r\n");
    }
    out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  private void send(InputStream bytes, long length, Runnable beforeLastPiece) throws IOException {
    long left = length;
    while (left > PIECE_BYTES) {
      piece(bytes, PIECE_BYTES);
      left -= PIECE_BYTES;
    }
    // All before this goes out first; the end is then held in the buffer until the flush.
    out.flush();
    beforeLastPiece.run();
    piece(bytes, (int) left);
    out.flush();
  }

  private void drip(InputStream bytes, long length, int perSecond, Runnable beforeLastPiece)
      throws IOException {
    int size = Math.max(1, perSecond / DRIPS_PER_SECOND);
    out.flush();
    for (long left = length; left > size; left -= size) {
      piece(bytes, size);
      out.flush();
      pause(1000L * size / perSecond);
    }
    beforeLastPiece.run();
    piece(bytes, (int) (length == 0 ? 0 : (length - 1) % size + 1));
    out.flush();
  }

  private void cutOff(Answer answer, Delivery.Cut cut, InputStream bytes) throws IOException {
    long length = answer.body().length();
    long sent = cut.afterBytes() == Delivery.HALF ? length / 2 : Math.min(length, cut.afterBytes());
    Ending ending = cut.ending();
    switch (ending) {
      case RESET, CLOSE -> head(answer, "Content-Length: " + length, true);
      case CHUNKED -> head(answer, "Transfer-Encoding: chunked", true);
      case UNMARKED -> head(answer, "", false);
    }
    for (long left = sent; left > 0; left -= PIECE_BYTES) {
      int size = (int) Math.min(left, PIECE_BYTES);
      if (ending == Ending.CHUNKED) {
        out.write((Integer.toHexString(size) + "\r\n").getBytes(StandardCharsets.US_ASCII));
      }
      piece(bytes, size);
      if (ending == Ending.CHUNKED) {
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
      }
    }
    out.flush();
    if (ending == Ending.RESET) {
      pause(BEFORE_RESET_MILLIS);
      reset();
    }
  }

  private void piece(InputStream bytes, int size) throws IOException {
    out.write(bytes.readNBytes(size));
  }

  /** Closes so that the kernel sends RST instead of FIN. */
  private void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  static void pause(long millis) throws IOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the server is being closed");
    }
  }
}
