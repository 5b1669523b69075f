package org.purlin.sandbox.alma;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks as a client would that signs itself, with the JDK's HTTP client. Not thread-safe. */
final class AlmaClient {

  static final ObjectMapper JSON = new ObjectMapper();

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Pattern CHALLENGED = Pattern.compile("(\\w+)=(?:\"([^\"]*)\"|([^,\\s]+))");

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String host;
  private final String secret;
  private final Map<String, String> challenge = new LinkedHashMap<>();
  private int count;

  AlmaClient(AlmaSandbox sandbox) {
    this(sandbox, AlmaSettings.SECRET);
  }

  AlmaClient(AlmaSandbox sandbox, String secret) {
    this.host = sandbox.url().toString();
    this.secret = secret;
  }

  /** A client that has a nonce already. */
  static AlmaClient challenged(AlmaSandbox sandbox) throws Exception {
    AlmaClient client = new AlmaClient(sandbox);
    client.send("/v2/" + AlmaSettings.DISTRICT + "/ping", "");
    return client;
  }

  /** GETs what is behind {@code /v2/}; answers one challenge, if there is one. */
  HttpResponse<String> get(String path) throws Exception {
    String target = "/v2/" + path;
    if (challenge.isEmpty()) {
      send(target, "");
    }
    HttpResponse<String> answer = send(target, signature(target, 0, Map.of()));
    return answer.statusCode() == 401 ? send(target, signature(target, 0, Map.of())) : answer;
  }

  /** The response of an answer that must be a 200. */
  JsonNode response(String path) throws Exception {
    HttpResponse<String> answer = get(path);
    if (answer.statusCode() != 200) {
      throw new AssertionError(path + " was answered " + answer.statusCode());
    }
    return JSON.readTree(answer.body()).get("response");
  }

  /** The values of a field of every row of a list. */
  List<String> values(String path, String field) throws Exception {
    List<String> values = new ArrayList<>();
    response(path).forEach(row -> values.add(row.path(field).asText()));
    return values;
  }

  /**
   * GETs with a header of one's own, or unsigned when it is empty; remembers a challenge that comes
   * back.
   */
  HttpResponse<String> send(String target, String authorization)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(host + target))
            .timeout(TIMEOUT)
            .header("Accept", "application/json, application/problem+json");
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    HttpResponse<String> answer =
        http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    answer.headers().firstValue("WWW-Authenticate").ifPresent(this::remember);
    return answer;
  }

  /** What the last challenge said. */
  Map<String, String> challenge() {
    return challenge;
  }

  /**
   * Signs a target.
   *
   * @param nonceCount the count to tell; 0 for the next one
   * @param wrong parts to send in place of the right ones, without quotes; empty leaves one out
   */
  String signature(String target, int nonceCount, Map<String, String> wrong) throws Exception {
    String nc = "%08x".formatted(nonceCount == 0 ? ++count : nonceCount);
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("username", AlmaSettings.KEY);
    for (String given : List.of("realm", "nonce", "opaque", "algorithm")) {
      if (challenge.containsKey(given)) {
        parts.put(given, challenge.get(given));
      }
    }
    parts.put("uri", target);
    parts.put("qop", "auth");
    parts.put("nc", nc);
    parts.put("cnonce", "0a4f113b");
    parts.put("response", response("GET", parts));
    parts.putAll(wrong);
    StringBuilder header = new StringBuilder("Digest ");
    parts.forEach(
        (name, value) -> {
          boolean plain = name.equals("qop") || name.equals("nc") || name.equals("algorithm");
          if (!value.isEmpty()) {
            header.append(header.length() > 7 ? ", " : "").append(name).append('=');
            header.append(plain ? value : '"' + value + '"');
          }
        });
    return header.toString();
  }

  private String response(String method, Map<String, String> parts) throws Exception {
    String who = hash(AlmaSettings.KEY + ":" + parts.get("realm") + ":" + secret);
    String what = hash(method + ":" + parts.get("uri"));
    return hash(who + ":" + parts.get("nonce") + ":" + parts.get("nc") + ":0a4f113b:auth:" + what);
  }

  private String hash(String text) throws Exception {
    byte[] hash =
        MessageDigest.getInstance(challenge.getOrDefault("algorithm", "MD5"))
            .digest(text.getBytes(StandardCharsets.UTF_8));
    return ("%0" + 2 * hash.length + "x").formatted(new BigInteger(1, hash));
  }

  private void remember(String header) {
    challenge.clear();
    count = 0;
    Matcher part = CHALLENGED.matcher(header);
    while (part.find()) {
      challenge.put(part.group(1), part.group(2) == null ? part.group(3) : part.group(2));
    }
  }

  /** The status that Java's own Digest gets, which shares nothing with this class. */
  static int statusWithJavasOwn(
      AlmaSandbox alma, String method, String target, String key, String secret) throws Exception {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create(alma.url() + target).toURL().openConnection();
    connection.setReadTimeout(10_000);
    connection.setRequestMethod(method);
    connection.setAuthenticator(
        new Authenticator() {
          @Override
          protected PasswordAuthentication getPasswordAuthentication() {
            return new PasswordAuthentication(key, secret.toCharArray());
          }
        });
    try {
      return connection.getResponseCode();
    } finally {
      connection.disconnect();
    }
  }
}
