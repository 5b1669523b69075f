package org.purlin.sandbox.csc;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.purlin.sandbox.Answer;
import org.purlin.sandbox.Request;

/** The token address, in the shape of Microsoft Entra's v2 one, and the tokens it gave. */
final class Tokens {

  private static final int TOKEN_BYTES = 48;

  private final CscSettings settings;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Instant> expiries = new HashMap<>();
  private int issued;

  Tokens(CscSettings settings) {
    this.settings = settings;
  }

  static String path(String tenant) {
    return "/" + tenant + "/oauth2/v2.0/token";
  }

  static boolean isAskedBy(Request request) {
    return request.path().endsWith("/oauth2/v2.0/token");
  }

  Answer answer(Request request) throws IOException {
    if (!request.method().equals("POST")) {
      return Answer.text(405, "Only POST is possible here.\n").with("Allow", "POST");
    }
    if (!request.path().equals(path(settings.tenant()))) {
      return refusal(400, "invalid_request", "The tenant is not known.");
    }
    if (!request
        .header("content-type")
        .orElse("")
        .startsWith("application/x-www-form-urlencoded")) {
      return refusal(400, "invalid_request", "The body must be a URL-encoded form.");
    }
    Map<String, String> form = form(request.body());
    if (!"client_credentials".equals(form.get("grant_type"))) {
      return refusal(400, "unsupported_grant_type", "The grant type is not supported.");
    }
    if (!settings.clientId().equals(form.get("client_id"))
        || !settings.clientSecret().equals(form.get("client_secret"))) {
      return refusal(401, "invalid_client", "The client or its secret is wrong.");
    }
    if (!settings.scope().equals(form.get("scope"))) {
      return refusal(400, "invalid_scope", "The scope is not valid.");
    }
    long seconds = settings.tokenLifetime().toSeconds();
    return Answer.json(
            200,
            "{\"token_type\":\"Bearer\",\"expires_in\":%d,\"ext_expires_in\":%d,\"access_token\":\"%s\"}"
                .formatted(seconds, seconds, issue()))
        .with("Cache-Control", "no-store");
  }

  /** Whether an Authorization header holds a token that is good now. */
  synchronized boolean opens(String authorization) {
    String[] words = authorization.split(" ", 2);
    Instant expiry = words.length == 2 ? expiries.get(words[1].strip()) : null;
    return words[0].equalsIgnoreCase("bearer")
        && expiry != null
        && settings.clock().instant().isBefore(expiry);
  }

  /** Makes all tokens given so far useless. */
  synchronized void revoke() {
    expiries.clear();
  }

  synchronized int issued() {
    return issued;
  }

  private synchronized String issue() {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    String token = HexFormat.of().formatHex(bytes);
    expiries.put(token, settings.clock().instant().plus(settings.tokenLifetime()));
    issued++;
    return token;
  }

  private static Answer refusal(int status, String error, String description) {
    return Answer.json(
        status, "{\"error\":\"%s\",\"error_description\":\"%s\"}".formatted(error, description));
  }

  private static Map<String, String> form(String body) throws IOException {
    Map<String, String> form = new HashMap<>();
    for (String pair : body.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        form.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
    return form;
  }

  private static String decoded(String text) throws IOException {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new IOException("the form is not URL-encoded", e);
    }
  }
}
