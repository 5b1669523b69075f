package org.purlin.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.io.HttpClientResponseHandler;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/**
 * The simplest client of the Alma API there can be: pooled connections, no second try, and either
 * one challenge for all calls or one for each. Threads may share it.
 */
final class AlmaSession implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final CloseableHttpClient http;
  private final Map<String, String> site;
  private final String school;

  /** Null when each call is challenged. */
  private final DigestLogin login;

  /**
   * Is challenged.
   *
   * @param site what {@link AlmaServer#environment} says
   * @param eachChallenged whether it forgets that before the next call
   */
  AlmaSession(Map<String, String> site, int connections, boolean eachChallenged)
      throws IOException {
    this.site = site;
    this.school = "/v2/" + AlmaDistrict.SCHOOL + "/";
    http =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setMaxConnPerRoute(connections)
                    .setMaxConnTotal(connections)
                    .build())
            .disableAutomaticRetries()
            .disableAuthCaching()
            .build();
    login = eachChallenged ? null : challenged(school + "ping");
  }

  /** The current school year's id. */
  String currentYear() throws IOException {
    for (JsonNode year : list("school-years")) {
      if (year.path("status").asText().equals("Current")) {
        return year.get("id").textValue().strip();
      }
    }
    throw new IOException("The school has no current year.");
  }

  /** Ids of a school year's pupils. */
  List<String> pupils(String year) throws IOException {
    List<String> pupils = new ArrayList<>();
    for (JsonNode pupil : list("students?schoolYearId=" + year)) {
      pupils.add(pupil.get("id").textValue().strip());
    }
    return pupils;
  }

  /**
   * Gets something of the school.
   *
   * @param rest what follows its address
   */
  <T> T get(String rest, HttpClientResponseHandler<T> handler) throws IOException {
    String target = school + rest;
    DigestLogin answering = login == null ? challenged(target) : login;
    HttpGet request = new HttpGet(site.get("ALMA_URL") + target);
    request.setHeader(HttpHeaders.AUTHORIZATION, answering.answer(target));
    return send(request, HttpStatus.SC_OK, handler);
  }

  private JsonNode list(String rest) throws IOException {
    return get(rest, answer -> JSON.readTree(answer.getEntity().getContent()).get("response"));
  }

  private DigestLogin challenged(String target) throws IOException {
    return send(
        new HttpGet(site.get("ALMA_URL") + target),
        HttpStatus.SC_UNAUTHORIZED,
        answer -> {
          EntityUtils.consume(answer.getEntity());
          return new DigestLogin(
              answer.getFirstHeader(HttpHeaders.WWW_AUTHENTICATE).getValue(),
              site.get("ALMA_KEY"),
              site.get("ALMA_SECRET"));
        });
  }

  private <T> T send(HttpGet request, int expected, HttpClientResponseHandler<T> handler)
      throws IOException {
    return http.execute(request, answer -> handled(answer, expected, handler));
  }

  private static <T> T handled(
      ClassicHttpResponse answer, int expected, HttpClientResponseHandler<T> handler)
      throws IOException, HttpException {
    if (answer.getCode() != expected) {
      throw new IOException("The server answered " + answer.getCode() + ".");
    }
    return handler.handleResponse(answer);
  }

  @Override
  public void close() throws IOException {
    http.close();
  }
}
