package org.purlin.io.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A proxy on loopback. Whatever host it is asked for, it leads to one local port, so that tests can
 * use hosts that do not exist. It may want a login, and its next answers may be refusals.
 */
final class FakeProxy implements AutoCloseable {

  static final String USER = "COUNCIL\\senders";
  static final String PASSWORD = "proxy-pässword-1";

  private static final String NONCE = "0a1b2c3d";

  /** Which login it wants. */
  enum Login {
    NONE,
    BASIC,
    DIGEST,
    WINDOWS
  }

  private final ServerSocket listening;
  private final int target;
  private final Login login;
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final Queue<Integer> refusals = new ArrayDeque<>();

  FakeProxy(int target, Login login) throws IOException {
    this.target = target;
    this.login = login;
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::listen);
  }

  /** Answers the next request with this status. */
  void refuseNext(int status) {
    synchronized (refusals) {
      refusals.add(status);
    }
  }

  int port() {
    return listening.getLocalPort();
  }

  ProxySettings settings() {
    return ProxySettings.parse("http://127.0.0.1:" + port());
  }

  /** First lines, each with the scheme of the login that came with it. */
  List<String> seen() {
    return List.copyOf(seen);
  }

  private void listen() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        start(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      InputStream in = client.getInputStream();
      String head = head(in);
      String first = head.substring(0, head.indexOf("\r\n"));
      String given = header(head, "Proxy-Authorization");
      seen.add(
          first.replace(" HTTP/1.1", "") + (given.isEmpty() ? "" : " " + given.split(" ", -1)[0]));
      OutputStream out = client.getOutputStream();
      Integer refusal = nextRefusal();
      if (refusal != null) {
        out.write(FakeServer.head(refusal, "Content-Length: 0"));
      } else if (!accepts(first, given)) {
        String[] challenges =
            challenges().stream()
                .map(challenge -> "Proxy-Authenticate: " + challenge)
                .toArray(String[]::new);
        out.write(FakeServer.head(407, "Content-Length: 0", challenges));
      } else {
        lead(client, first, head);
      }
      out.flush();
      client.shutdownOutput();
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException clientHasGone) {
      // What the client saw is what tests look at.
    }
  }

  private Integer nextRefusal() {
    synchronized (refusals) {
      return refusals.poll();
    }
  }

  private void lead(Socket client, String first, String head) throws IOException {
    try (Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
      if (first.startsWith("CONNECT ")) {
        client
            .getOutputStream()
            .write("HTTP/1.1 200 Connected\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      } else {
        URI uri = URI.create(first.split(" ", -1)[1]);
        server
            .getOutputStream()
            .write(
                head.replace(uri.toString(), uri.getRawPath())
                    .replaceAll("(?i)Proxy-[A-Za-z]+: .*\r\n", "")
                    .getBytes(StandardCharsets.ISO_8859_1));
      }
      start(() -> pipe(client, server));
      server.getInputStream().transferTo(client.getOutputStream());
    }
  }

  private static void pipe(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException oneHasGone) {
      // The other direction ends the same way.
    }
  }

  private List<String> challenges() {
    return switch (login) {
      case NONE -> List.of();
      case BASIC -> List.of("Basic realm=\"proxy\", charset=\"UTF-8\"");
      case DIGEST ->
          List.of(
              "Basic realm=\"proxy\"",
              "Digest realm=\"proxy\", nonce=\"" + NONCE + "\", qop=\"auth\", charset=UTF-8");
      case WINDOWS -> List.of("Negotiate", "NTLM");
    };
  }

  private boolean accepts(String first, String given) {
    String method = first.split(" ", -1)[0];
    return switch (login) {
      case NONE -> true;
      case BASIC -> given.equals("Basic " + base64(USER + ":" + PASSWORD));
      case DIGEST -> given.startsWith("Digest ") && isRight(method, given);
      case WINDOWS -> false;
    };
  }

  /** RFC 7616 3.4.1 with MD5 and qop auth. */
  private static boolean isRight(String method, String given) {
    String secret = md5(USER + ":proxy:" + PASSWORD);
    String asked = md5(method + ":" + parameter(given, "uri"));
    String expected =
        md5(
            String.join(
                ":",
                secret,
                NONCE,
                parameter(given, "nc"),
                parameter(given, "cnonce"),
                "auth",
                asked));
    return expected.equals(parameter(given, "response"));
  }

  private static String parameter(String given, String name) {
    Matcher found = Pattern.compile("\\b" + name + "=\"?([^\",]*)").matcher(given);
    return found.find() ? found.group(1) : "";
  }

  private static String md5(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String header(String head, String name) {
    Matcher found = Pattern.compile("(?i)\r\n" + name + ": (.*)\r\n").matcher(head);
    return found.find() ? found.group(1) : "";
  }

  /** Byte by byte, because what follows may be TLS. */
  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int read = in.read();
      if (read < 0) {
        throw new IOException("The client closed the connection.");
      }
      head.append((char) read);
    }
    return head.toString();
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "fake-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
