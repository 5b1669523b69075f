package org.purlin.sandbox.secretmanager;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.purlin.sandbox.Answer;
import org.purlin.sandbox.Api;
import org.purlin.sandbox.Request;

/** What Secret Manager and its sign-in answer. */
final class SecretManagerApi implements Api {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Pattern ACCESS =
      Pattern.compile("/v1/(projects/[^/]+/secrets/[^/]+/versions/[^/:]+):access");

  /** Of RFC 7523: the middle part of the signed assertion holds its claims. */
  private static final Pattern ASSERTION = Pattern.compile("(?:^|&)assertion=[^.&]+[.]([^.&]+)[.]");

  private static final String TOKEN = "token-of-the-stand-in";

  private final Map<String, String> values = new ConcurrentHashMap<>();
  private final Set<String> disabled = ConcurrentHashMap.newKeySet();
  private final Set<String> denied = ConcurrentHashMap.newKeySet();
  private final List<String> signIns = new CopyOnWriteArrayList<>();
  private volatile boolean tokenWanted;

  void put(String version, String value) {
    values.put(version, value);
  }

  void disable(String version) {
    disabled.add(version);
  }

  void deny(String version) {
    denied.add(version);
  }

  void wantToken() {
    tokenWanted = true;
  }

  List<String> signIns() {
    return List.copyOf(signIns);
  }

  @Override
  public Answer answer(Request request, int inFlight) throws IOException {
    if (request.method().equals("POST") && request.path().equals("/token")) {
      return signIn(request.body());
    }
    Matcher access = ACCESS.matcher(request.path());
    if (!request.method().equals("GET") || !access.matches()) {
      return refusal(404, "NOT_FOUND", "Not Found");
    }
    if (tokenWanted && !request.header("authorization").orElse("").equals("Bearer " + TOKEN)) {
      return refusal(401, "UNAUTHENTICATED", "Request had invalid authentication credentials.");
    }
    return access(access.group(1));
  }

  private Answer access(String version) {
    if (denied.contains(version)) {
      return refusal(
          403,
          "PERMISSION_DENIED",
          "Permission 'secretmanager.versions.access' denied for resource '" + version + "'.");
    }
    String value = values.get(version);
    if (value == null) {
      return refusal(404, "NOT_FOUND", "Secret Version [" + version + "] not found.");
    }
    if (disabled.contains(version)) {
      return refusal(
          400, "FAILED_PRECONDITION", "Secret Version [" + version + "] is in DISABLED state.");
    }
    byte[] bytes = value.getBytes(UTF_8);
    CRC32C sum = new CRC32C();
    sum.update(bytes);
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", version);
    json.putObject("payload")
        .put("data", Base64.getEncoder().encodeToString(bytes))
        .put("dataCrc32c", Long.toString(sum.getValue()));
    return Answer.json(200, json.toString());
  }

  private Answer signIn(String form) throws IOException {
    Matcher assertion = ASSERTION.matcher(URLDecoder.decode(form, UTF_8));
    if (!assertion.find()) {
      return Answer.json(400, "{\"error\":\"invalid_grant\"}");
    }
    byte[] claims = Base64.getUrlDecoder().decode(assertion.group(1));
    signIns.add(JSON.readTree(claims).path("iss").asText());
    return Answer.json(
        200,
        JsonNodeFactory.instance
            .objectNode()
            .put("access_token", TOKEN)
            .put("expires_in", 3600)
            .put("token_type", "Bearer")
            .toString());
  }

  private static Answer refusal(int status, String reason, String message) {
    return Answer.json(status, error(status, reason, message));
  }

  /** An error's body, as all of Google's APIs write it. */
  static String error(int code, String status, String message) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.putObject("error").put("code", code).put("message", message).put("status", status);
    return json.toString();
  }
}
