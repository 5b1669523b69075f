package org.purlin.sandbox.coinmarketcap;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks the stand-in as a client would, with the JDK's HTTP client. */
final class CoinMarketCapClient {

  static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  static final String V1 = "/v1/cryptocurrency/listings/latest";
  static final String V3 = "/v3/cryptocurrency/listings/latest";
  static final String INFO = "/v2/cryptocurrency/info";

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final CoinMarketCapSandbox sandbox;

  CoinMarketCapClient(CoinMarketCapSandbox sandbox) {
    this.sandbox = sandbox;
  }

  /** An answer to a path, with the right key. */
  HttpResponse<String> get(String path) throws Exception {
    return text(sandbox.url() + path, "X-CMC_PRO_API_KEY", CoinMarketCapSettings.KEY);
  }

  /** An answer to an address, with headers as names and values in turn. */
  HttpResponse<String> text(String url, String... headers) throws Exception {
    return http.send(request(url, headers), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<byte[]> bytes(String url, String... headers) throws Exception {
    return http.send(request(url, headers), HttpResponse.BodyHandlers.ofByteArray());
  }

  HttpResponse<String> control(String method, String path, String body) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(sandbox.url() + "/_sandbox/" + path))
            .timeout(TIMEOUT)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static HttpRequest request(String url, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(TIMEOUT);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request.build();
  }

  /** The body of an answer that must be a success. */
  JsonNode json(String path) throws Exception {
    HttpResponse<String> answer = get(path);
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  /** The status and what the envelope says of it, such as {@code 429 1008 0}. */
  static String outcome(HttpResponse<String> answer) throws Exception {
    JsonNode status = JSON.readTree(answer.body()).path("status");
    return answer.statusCode()
        + " "
        + status.path("error_code")
        + " "
        + status.path("credit_count");
  }

  static String message(HttpResponse<String> answer) throws Exception {
    return answer.statusCode()
        + " "
        + JSON.readTree(answer.body()).at("/status/error_message").asText();
  }

  /** The value of one field in each row. */
  static List<String> all(JsonNode rows, String field) {
    List<String> values = new ArrayList<>();
    rows.forEach(row -> values.add(row.path(field).asText()));
    return values;
  }
}
