package org.purlin.io.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server on loopback that wants Digest (RFC 7616) and does its sums with nothing but a message
 * digest. It takes each count of a nonce once, in any order.
 */
final class FakeDigestServer implements AutoCloseable {

  static final String USER = "key-of-the-app";
  static final String PASSWORD = "zebra crossing 4711";
  static final String REALM = "willowbrook";
  static final String OPAQUE = "5ccc069c403ebaf9f0171e9517f40e41";

  private static final String STALE = ", stale=true";

  private static final Pattern PARAMETER = Pattern.compile("([a-z]+)=(?:\"([^\"]*)\"|([^,\\s]+))");

  /**
   * What came, and what it was answered.
   *
   * @param authorization null when there was none
   */
  record Seen(String method, String target, String authorization, String body, int status) {

    /** A parameter of the authorization; null when it is not there. */
    String get(String name) {
      return parameters(authorization).get(name);
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final Set<String> counts = new HashSet<>();
  private final Map<String, String> redirects = new TreeMap<>();
  private List<String> challenges = List.of();
  private String algorithm;
  private String password = PASSWORD;
  private String nonce = "nonce-0";
  private int nonces;
  private int refuseAsStale;
  private boolean newNonceWithEach401;

  FakeDigestServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  /** Names this algorithm in challenges, and does its sums with it. */
  synchronized void useAlgorithm(String name) {
    algorithm = name;
  }

  synchronized void usePassword(String another) {
    password = another;
  }

  /** Sends these in place of its own challenge; {@code NONCE} stands for the nonce. */
  synchronized void challengeWith(String... headers) {
    challenges = List.of(headers);
  }

  synchronized void redirect(String path, String location) {
    redirects.put(path, location);
  }

  /** From now on the nonce is another one. */
  synchronized void changeNonce() {
    nonces++;
    nonce = "nonce-" + nonces;
  }

  synchronized void changeNonceWithEach401() {
    newNonceWithEach401 = true;
  }

  /** Calls the nonce of so many good answers stale, and changes it each time. */
  synchronized void callStale(int answers) {
    refuseAsStale = answers;
  }

  URI uri(String pathAndQuery) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + pathAndQuery);
  }

  List<Seen> seen() {
    return List.copyOf(seen);
  }

  List<Integer> statuses() {
    return seen.stream().map(Seen::status).toList();
  }

  /** The counts that came with this nonce, in their order. */
  List<String> counts(String ofNonce) {
    return seen.stream()
        .filter(one -> ofNonce.equals(one.get("nonce")))
        .map(one -> one.get("nc"))
        .sorted()
        .toList();
  }

  private void serve(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    String answer;
    int status;
    synchronized (this) {
      String target = exchange.getRequestURI().toString();
      status = judge(exchange, target, authorization);
      seen.add(new Seen(exchange.getRequestMethod(), target, authorization, body, status));
      answer = status == 200 ? "good" : "refused: " + authorization;
    }
    exchange.sendResponseHeaders(status, answer.getBytes(UTF_8).length);
    exchange.getResponseBody().write(answer.getBytes(UTF_8));
    exchange.close();
  }

  private int judge(HttpExchange exchange, String target, String authorization) {
    Map<String, String> shown = parameters(authorization);
    boolean right = isRight(exchange.getRequestMethod(), target, shown);
    boolean stale = right && (!nonce.equals(shown.get("nonce")) || refuseAsStale > 0);
    if (right && !stale && counts.add(nonce + " " + shown.get("nc"))) {
      String location = redirects.get(target);
      if (location != null) {
        exchange.getResponseHeaders().add("Location", location);
      }
      return location == null ? 200 : 302;
    }
    if (newNonceWithEach401 || (stale && refuseAsStale > 0)) {
      changeNonce();
    }
    refuseAsStale -= stale && refuseAsStale > 0 ? 1 : 0;
    for (String challenge : challenges()) {
      exchange
          .getResponseHeaders()
          .add("WWW-Authenticate", challenge.replace("NONCE", nonce) + (stale ? STALE : ""));
    }
    return 401;
  }

  private List<String> challenges() {
    return challenges.isEmpty()
        ? List.of(
            "Digest realm=\"willowbrook\", qop=\"auth\", nonce=\"NONCE\", opaque=\""
                + OPAQUE
                + "\""
                + (algorithm == null ? "" : ", algorithm=" + algorithm))
        : challenges;
  }

  private boolean isRight(String method, String target, Map<String, String> shown) {
    if (!shown.containsKey("response")) {
      return false;
    }
    String ha1 = hash(USER + ":" + REALM + ":" + password);
    String ha2 = hash(method + ":" + target);
    String expected =
        hash(
            String.join(
                ":",
                List.of(
                    ha1,
                    shown.get("nonce"),
                    shown.get("nc"),
                    shown.get("cnonce"),
                    shown.get("qop"),
                    ha2)));
    return expected.equals(shown.get("response"))
        && USER.equals(shown.get("username"))
        && REALM.equals(shown.get("realm"))
        && target.equals(shown.get("uri"));
  }

  private String hash(String text) {
    String java =
        algorithm == null ? "MD5" : algorithm.equals("SHA-512-256") ? "SHA-512/256" : algorithm;
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(java).digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> parameters(String authorization) {
    Map<String, String> parameters = new TreeMap<>();
    Matcher found = PARAMETER.matcher(authorization == null ? "" : authorization);
    while (found.find()) {
      parameters.put(found.group(1), found.group(2) == null ? found.group(3) : found.group(2));
    }
    return parameters;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
