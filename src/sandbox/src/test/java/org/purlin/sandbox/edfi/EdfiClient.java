package org.purlin.sandbox.edfi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks a district as a client would, with the JDK's HTTP client. */
final class EdfiClient {

  static final ObjectMapper JSON = new ObjectMapper();

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int MOST_PAGES = 200;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final EdfiDistrict district;
  private final String data;
  private final Map<String, String> headers = new LinkedHashMap<>();

  /** A client of the first district, without a token. */
  EdfiClient(EdfiSandbox sandbox, Flavour flavour) {
    this(sandbox.district(), flavour);
  }

  EdfiClient(EdfiDistrict district, Flavour flavour) {
    this.district = district;
    this.data = district.baseUrl() + Layout.of(flavour).data() + "ed-fi/";
    headers.put("Content-Type", "application/json");
  }

  /** A client of the first district that has a token. */
  static EdfiClient signedIn(EdfiSandbox sandbox, Flavour flavour) throws Exception {
    EdfiClient client = new EdfiClient(sandbox, flavour);
    client.signIn(Layout.of(flavour).tokens().get(0));
    return client;
  }

  static EdfiClient signedIn(EdfiSandbox sandbox) throws Exception {
    return signedIn(sandbox, Flavour.ODS_73);
  }

  void signIn(String path) throws Exception {
    JsonNode token =
        json(token(path, EdfiSettings.KEY, EdfiSettings.SECRET, "grant_type=client_credentials"));
    with("Authorization", "Bearer " + token.path("access_token").asText());
  }

  /** Sends a header from now on, or none of this name when the value is empty. */
  EdfiClient with(String header, String value) {
    headers.remove(header);
    if (!value.isEmpty()) {
      headers.put(header, value);
    }
    return this;
  }

  /** Asks for a token with Basic authorization, or without any when the key is empty. */
  HttpResponse<String> token(String path, String key, String secret, String form)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(district.baseUrl() + path))
            .header("Content-Type", "application/x-www-form-urlencoded");
    if (!key.isEmpty()) {
      byte[] pair = (key + ":" + secret).getBytes(StandardCharsets.UTF_8);
      request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }
    return http.send(
        request.POST(HttpRequest.BodyPublishers.ofString(form)).timeout(TIMEOUT).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> post(String resource, String body) throws Exception {
    return send("POST", data + resource, body);
  }

  HttpResponse<String> put(String resource, String id, String body) throws Exception {
    return send("PUT", data + resource + "/" + id, body);
  }

  HttpResponse<String> delete(String resource, String id) throws Exception {
    return send("DELETE", data + resource + (id.isEmpty() ? "" : "/" + id), "");
  }

  /** A GET of what follows {@code ed-fi/}. */
  HttpResponse<String> get(String path) throws Exception {
    return send("GET", data + path, "");
  }

  /** A GET of what follows the base address. */
  HttpResponse<String> fetch(String path) throws Exception {
    return send("GET", district.baseUrl() + path, "");
  }

  HttpResponse<String> send(String method, String url, String body)
      throws IOException, InterruptedException {
    return send(method, url, body, TIMEOUT);
  }

  HttpResponse<String> send(String method, String url, String body, Duration timeout)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(timeout);
    headers.forEach(request::header);
    request.method(
        method,
        body.isEmpty()
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body));
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** The values of a member over a whole cursor walk that starts with a path. */
  List<String> walk(String first, int pageSize, String member) throws Exception {
    String collection = first.split("\\?", 2)[0];
    List<String> seen = new ArrayList<>();
    HttpResponse<String> page = get(first);
    for (int pages = 1; pages <= MOST_PAGES; pages++) {
      json(page).forEach(row -> seen.add(row.path(member).asText()));
      Optional<String> next = page.headers().firstValue("Next-Page-Token");
      if (next.isEmpty()) {
        return seen;
      }
      page = get(collection + "?pageSize=" + pageSize + "&pageToken=" + next.get());
    }
    throw new AssertionError("the walk does not end");
  }

  static JsonNode json(HttpResponse<String> answer) throws IOException {
    return JSON.readTree(answer.body());
  }

  static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  /** The last part of the address of what was posted. */
  static String id(HttpResponse<String> answer) {
    String location = header(answer, "Location");
    return location.substring(location.lastIndexOf('/') + 1);
  }

  /** A student with no more than there must be. */
  static String student(int number) {
    return student(number, "Alda");
  }

  static String student(int number, String firstName) {
    return """
        {"studentUniqueId":"%d","firstName":"%s","lastSurname":"Elmspurr","birthDate":"2015-06-07"}"""
        .formatted(number, firstName);
  }
}
