package org.purlin.sandbox.edfi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.purlin.sandbox.Answer;
import org.purlin.sandbox.Request;

/** The token endpoint of one district, and the tokens it gave. */
final class Tokens {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int TOKEN_BYTES = 16;

  private record Given(String key, Instant expiry) {}

  private final EdfiSettings settings;
  private final Answers answers;
  private final Map<String, String> secrets;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Given> tokens = new HashMap<>();
  private final Map<String, Integer> requests = new HashMap<>();

  Tokens(EdfiSettings settings, String district, Answers answers) {
    this.settings = settings;
    this.answers = answers;
    this.secrets = settings.clients(district);
  }

  Answer answer(Request request) {
    if (!request.method().equals("POST")) {
      return answers.refusal(Problem.method("Tokens are asked for with POST."));
    }
    boolean oneWayOnly = settings.flavour() == Flavour.V8;
    Map<String, String> form = form(request, oneWayOnly);
    Optional<String[]> basic = basic(request);
    Optional<String[]> body =
        form.containsKey("client_id")
            ? Optional.of(
                new String[] {form.get("client_id"), form.getOrDefault("client_secret", "")})
            : Optional.empty();
    basic.or(() -> body).ifPresent(credentials -> count(credentials[0]));
    if (!"client_credentials".equals(form.get("grant_type"))) {
      boolean none = !form.containsKey("grant_type");
      return Answers.oauth(400, none ? "invalid_request" : "unsupported_grant_type");
    }
    if (basic.isPresent() && body.isPresent()) {
      return Answers.oauth(400, "invalid_client");
    }
    Optional<String[]> credentials = basic.isPresent() || oneWayOnly ? basic : body;
    if (credentials.isEmpty() || credentials.get()[1].contains(":")) {
      return Answers.oauth(credentials.isEmpty() ? 401 : 400, "invalid_client");
    }
    String key = credentials.get()[0];
    if (!credentials.get()[1].equals(secrets.get(key))) {
      return Answers.oauth(401, "invalid_client");
    }
    return issue(key)
        .map(token -> Answer.json(200, given(token)).with("Cache-Control", "no-store"))
        .orElseGet(() -> answers.refusal(Problem.tooManyTokens(settings.tokenCap())));
  }

  /** What the bearer of a token may do. */
  Answer info(Request request) {
    Optional<Given> given = living(form(request, false).getOrDefault("token", ""));
    ObjectNode info = JsonNodeFactory.instance.objectNode().put("active", given.isPresent());
    given.ifPresent(
        token -> {
          info.put("client_id", token.key());
          info.putArray("namespace_prefixes").add("uri://");
          info.putArray("assigned_profiles");
          info.putArray("education_organizations");
          Model.get()
              .resources()
              .forEach(
                  resource -> {
                    ObjectNode one = info.withArray("/resources").addObject();
                    one.put("resource", "/ed-fi/" + resource.name());
                    one.putArray("operations").add("Read");
                    if (!resource.readOnly()) {
                      one.withArray("/operations").add("Create").add("Update").add("Delete");
                    }
                  });
        });
    return Answer.json(200, info.toString());
  }

  /** Why the bearer of a request is not let in; empty when it is. */
  Optional<Problem> refusal(Request request) {
    String authorization = request.header("authorization").orElse("");
    if (authorization.isEmpty()) {
      return Optional.of(Problem.unauthenticated("Authorization header is missing."));
    }
    String[] words = authorization.split(" ", 2);
    boolean open =
        words.length == 2
            && words[0].equalsIgnoreCase("bearer")
            && living(words[1].strip()).isPresent();
    return open
        ? Optional.empty()
        : Optional.of(Problem.unauthenticated("Invalid Authorization header."));
  }

  synchronized void revoke() {
    tokens.clear();
  }

  synchronized int requests(String key) {
    return requests.getOrDefault(key, 0);
  }

  /** How many requests all clients made together. */
  synchronized int requests() {
    return requests.values().stream().mapToInt(Integer::intValue).sum();
  }

  private synchronized void count(String key) {
    requests.merge(key, 1, Integer::sum);
  }

  private synchronized Optional<Given> living(String token) {
    return Optional.ofNullable(tokens.get(token))
        .filter(given -> settings.clock().instant().isBefore(given.expiry()));
  }

  /** A new token; empty when the client has too many living ones. */
  private synchronized Optional<String> issue(String key) {
    Instant now = settings.clock().instant();
    tokens.values().removeIf(given -> !now.isBefore(given.expiry()));
    long living = tokens.values().stream().filter(given -> given.key().equals(key)).count();
    if (living >= settings.tokenCap()) {
      return Optional.empty();
    }
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    String token = HexFormat.of().formatHex(bytes);
    tokens.put(token, new Given(key, now.plus(settings.tokenLife())));
    return Optional.of(token);
  }

  private String given(String token) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("access_token", token);
    long seconds = settings.tokenLife().toSeconds();
    switch (settings.expiresIn()) {
      case SECONDS -> body.put("expires_in", seconds);
      case TEXT -> body.put("expires_in", Long.toString(seconds));
      case EPOCH -> body.put("expires_in", settings.clock().instant().getEpochSecond() + seconds);
      case ZERO -> body.put("expires_in", 0);
      case ABSENT -> {}
    }
    return body.put("token_type", "bearer").toString();
  }

  private static Optional<String[]> basic(Request request) {
    String[] words = request.header("authorization").orElse("").split(" ", 2);
    if (words.length < 2 || !words[0].equalsIgnoreCase("basic")) {
      return Optional.empty();
    }
    try {
      String text =
          new String(Base64.getDecoder().decode(words[1].strip()), StandardCharsets.UTF_8);
      String[] pair = text.split(":", 2);
      return pair.length == 2 ? Optional.of(pair) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The members of the body, a form or, unless only forms are read, a JSON object. */
  private static Map<String, String> form(Request request, boolean formOnly) {
    Map<String, String> form = new HashMap<>();
    if (Answers.saysJson(request)) {
      if (!formOnly) {
        for (Map.Entry<String, JsonNode> field : json(request.body()).properties()) {
          form.put(field.getKey(), field.getValue().asText());
        }
      }
      return form;
    }
    for (String pair : request.body().split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        form.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
    return form;
  }

  private static JsonNode json(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return JsonNodeFactory.instance.objectNode();
    }
  }

  /** A text that is not URL-encoded stands for itself. */
  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
