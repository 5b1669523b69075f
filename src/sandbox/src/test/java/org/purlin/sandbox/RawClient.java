package org.purlin.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A socket that sends text and takes down what comes back, byte by byte, and how it ends. */
public final class RawClient implements AutoCloseable {

  private static final int TIMEOUT_MILLIS = 10_000;

  private final Socket socket;

  public RawClient(URI server) throws IOException {
    socket = new Socket(server.getHost(), server.getPort());
    socket.setSoTimeout(TIMEOUT_MILLIS);
  }

  /** What came until the connection ended, and whether a reset ended it. */
  public record Heard(String text, boolean reset) {

    public String head() {
      return text.substring(0, text.indexOf("\r\n\r\n") + 2);
    }

    public String body() {
      return text.substring(text.indexOf("\r\n\r\n") + 4);
    }

    public int contentLength() {
      return Integer.parseInt(head().replaceAll("(?s).*Content-Length: (\\d+)\r\n.*", "$1"));
    }
  }

  public RawClient send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  /** Listens until the server ends the connection. */
  public Heard hearOut() throws IOException {
    ByteArrayOutputStream heard = new ByteArrayOutputStream();
    InputStream in = socket.getInputStream();
    boolean reset = false;
    try {
      for (int next = in.read(); next >= 0; next = in.read()) {
        heard.write(next);
      }
    } catch (SocketException e) {
      reset = true;
    }
    return new Heard(heard.toString(StandardCharsets.ISO_8859_1), reset);
  }

  /** Listens until the text has come. */
  public String hear(String end) throws IOException {
    StringBuilder heard = new StringBuilder();
    while (heard.indexOf(end) < 0) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        throw new IOException("the connection ended before '" + end + "', after: " + heard);
      }
      heard.append((char) next);
    }
    return heard.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
