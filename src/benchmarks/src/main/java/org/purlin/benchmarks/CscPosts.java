package org.purlin.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/** The simplest sender there can be: one token, one connection, no second try. */
final class CscPosts {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, String> site;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String token;

  /** Signs in. */
  CscPosts(Map<String, String> site) throws IOException, InterruptedException {
    this.site = site;
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(site.get("TOKEN_ENDPOINT")))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "grant_type=client_credentials&client_id="
                        + site.get("CLIENT_ID")
                        + "&client_secret="
                        + site.get("CLIENT_SECRET")
                        + "&scope="
                        + site.get("SCOPE")))
            .build();
    token = send(request).get("access_token").textValue();
  }

  /** Posts an array of records and returns the receipts. */
  JsonNode post(String body) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(
                URI.create(
                    site.get("API_ENDPOINT")
                        + "/children_social_care_data/"
                        + site.get("LA_CODE")
                        + "/children"))
            .header("Authorization", "Bearer " + token)
            .header("SupplierKey", site.get("SUPPLIER_KEY"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("The receiver answered " + answer.statusCode() + ".");
    }
    return JSON.readTree(answer.body());
  }
}
