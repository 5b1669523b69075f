package org.purlin.sandbox.csc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Asks a sandbox as a sender would, with the JDK's HTTP client. */
final class CscClient {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final CscSandbox sandbox;
  private final Map<String, String> headers = new LinkedHashMap<>();

  CscClient(CscSandbox sandbox) {
    this.sandbox = sandbox;
    headers.put("SupplierKey", CscSettings.SUPPLIER_KEY);
    headers.put("Content-Type", "application/json");
  }

  /** A client that has a token. */
  static CscClient signedIn(CscSandbox sandbox) throws Exception {
    CscClient client = new CscClient(sandbox);
    client.signIn();
    return client;
  }

  /** The form that gets a token. */
  static Map<String, String> form() {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("client_id", CscSettings.CLIENT_ID);
    form.put("client_secret", CscSettings.CLIENT_SECRET);
    form.put("scope", CscSettings.SCOPE);
    form.put("grant_type", "client_credentials");
    return form;
  }

  void signIn() throws Exception {
    HttpResponse<String> answer = token(form());
    String token = Payloads.JSON.readTree(answer.body()).path("access_token").asText();
    headers.put("Authorization", "Bearer " + token);
  }

  /** Sends a header from now on, or none of this name when the value is empty. */
  CscClient with(String header, String value) {
    headers.remove(header);
    if (!value.isEmpty()) {
      headers.put(header, value);
    }
    return this;
  }

  HttpResponse<String> token(Map<String, String> form) throws IOException, InterruptedException {
    return tokenAt(sandbox.tokenEndpoint(), form);
  }

  HttpResponse<String> tokenAt(URI uri, Map<String, String> form)
      throws IOException, InterruptedException {
    String body =
        form.entrySet().stream()
            .map(field -> field.getKey() + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return send(
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  HttpResponse<String> post(ObjectNode... records) throws IOException, InterruptedException {
    return post(body(records));
  }

  HttpResponse<String> post(String body) throws IOException, InterruptedException {
    return postTo(sandbox.endpoint(), CscSettings.LA_CODE, body);
  }

  HttpResponse<String> postTo(URI base, String laCode, String body)
      throws IOException, InterruptedException {
    return postTo(base, laCode, body, TIMEOUT);
  }

  HttpResponse<String> postTo(URI base, String laCode, String body, Duration timeout)
      throws IOException, InterruptedException {
    URI uri = URI.create(base + "/children_social_care_data/" + laCode + "/children");
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(timeout);
    headers.forEach(request::header);
    return http.send(
        request.POST(HttpRequest.BodyPublishers.ofString(body)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> control(String method, String path, String body)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(sandbox.url().resolve("/_sandbox/" + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body)));
  }

  JsonNode controlled(String method, String path, String body)
      throws IOException, InterruptedException {
    return Payloads.JSON.readTree(control(method, path, body).body());
  }

  static String body(ObjectNode... records) {
    ArrayNode body = Payloads.JSON.createArrayNode();
    body.addAll(List.of(records));
    return body.toString();
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
