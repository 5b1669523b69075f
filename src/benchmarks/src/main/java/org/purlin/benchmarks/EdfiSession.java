package org.purlin.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.io.HttpClientResponseHandler;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.HttpEntities;

/**
 * The simplest client of the Ed-Fi API there can be: one token, pooled connections, no second try.
 * Threads may share it.
 */
final class EdfiSession implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final CloseableHttpClient http;
  private final String students;
  private final String bearer;

  /**
   * Looks up the addresses and signs in.
   *
   * @param site what {@link EdfiServer#environment} says
   */
  EdfiSession(Map<String, String> site, int connections) throws IOException {
    http =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setMaxConnPerRoute(connections)
                    .setMaxConnTotal(connections)
                    .build())
            .disableAutomaticRetries()
            .build();
    JsonNode urls = json(new HttpGet(site.get("BASE_URL"))).get("urls");
    students = urls.get("dataManagementApi").textValue() + "ed-fi/students";
    String client = site.get("CLIENT_ID") + ":" + site.get("CLIENT_SECRET");
    HttpPost signIn = new HttpPost(urls.get("oauth").textValue());
    signIn.setHeader(
        HttpHeaders.AUTHORIZATION,
        "Basic " + Base64.getEncoder().encodeToString(client.getBytes(StandardCharsets.UTF_8)));
    signIn.setEntity(
        HttpEntities.create(
            "grant_type=client_credentials", ContentType.APPLICATION_FORM_URLENCODED));
    bearer = "Bearer " + json(signIn).get("access_token").textValue();
  }

  /** Creates a student. */
  void post(byte[] student) throws IOException {
    HttpPost request = new HttpPost(students);
    request.setHeader(HttpHeaders.AUTHORIZATION, bearer);
    request.setEntity(HttpEntities.create(student, ContentType.APPLICATION_JSON));
    send(
        request,
        HttpStatus.SC_CREATED,
        response -> {
          EntityUtils.consume(response.getEntity());
          return null;
        });
  }

  /**
   * Gets students or something about them.
   *
   * @param rest what follows their address: a part, a query or both
   */
  <T> T get(String rest, HttpClientResponseHandler<T> handler) throws IOException {
    HttpGet request = new HttpGet(students + rest);
    request.setHeader(HttpHeaders.AUTHORIZATION, bearer);
    return send(request, HttpStatus.SC_OK, handler);
  }

  private JsonNode json(HttpUriRequestBase request) throws IOException {
    return send(
        request, HttpStatus.SC_OK, response -> JSON.readTree(response.getEntity().getContent()));
  }

  private <T> T send(HttpUriRequestBase request, int expected, HttpClientResponseHandler<T> handler)
      throws IOException {
    return http.execute(
        request,
        response -> {
          if (response.getCode() != expected) {
            throw new IOException("The server answered " + response.getCode() + ".");
          }
          return handler.handleResponse(response);
        });
  }

  @Override
  public void close() throws IOException {
    http.close();
  }
}
