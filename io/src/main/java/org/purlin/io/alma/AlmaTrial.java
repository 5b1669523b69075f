package org.purlin.io.alma;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.purlin.io.http.Authorization;
import org.purlin.io.http.CredentialsRefusedException;
import org.purlin.io.http.HttpReply;
import org.purlin.io.http.HttpSettings;
import org.purlin.io.http.HttpTransport;
import org.purlin.io.rest.Template;

/** Tries what a run begins with, each thing once. Asks for nothing about a student. */
public final class AlmaTrial implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpTransport http;
  private final URI endpoint;
  private final String subdomain;

  private AlmaTrial(HttpTransport http, URI endpoint, String subdomain) {
    this.http = http;
    this.endpoint = endpoint;
    this.subdomain = subdomain;
  }

  /**
   * Resolves the secrets; sends nothing yet.
   *
   * @throws IllegalArgumentException when the endpoint may not be asked
   * @throws org.purlin.io.secret.UnresolvedSecretException when there is no secret where one should
   *     be
   */
  public static AlmaTrial open(HttpSettings http, Authorization authorization, String subdomain) {
    HttpSettings once = AlmaSource.fitted(http).withRetry(http.retry().withAttempts(1));
    return new AlmaTrial(HttpTransport.open(once, authorization), http.endpoint(), subdomain);
  }

  /**
   * Says hello.
   *
   * @throws CredentialsRefusedException when the key or its secret is not accepted
   * @throws IOException when there is no answer, or another one
   */
  public void ping() throws IOException, InterruptedException {
    get(subdomain + "/ping");
  }

  /** Codes of the district's schools. Throws as {@link #ping}. */
  public List<String> schools() throws IOException, InterruptedException {
    List<String> codes = new ArrayList<>();
    list("district/schools", get(subdomain + "/district/schools").at("/response/schools"))
        .forEach(school -> codes.add(school.path("id").asText().strip()));
    return codes;
  }

  /** The name of a school's current year; nothing when it has none. Throws as {@link #ping}. */
  public Optional<String> currentYear(String school, LocalDate day)
      throws IOException, InterruptedException {
    String path = Template.segment(school) + "/school-years";
    List<ObjectNode> years = list("school-years", get(path).path("response"));
    AlmaYears.marking(day).edit(years);
    return years.stream()
        .filter(AlmaYears.chosen(AlmaYears.CURRENT)::accepts)
        .map(year -> year.path("name").asText())
        .findFirst();
  }

  /**
   * Ids of the school years of a school that a user means, each with its name. Throws as {@link
   * #ping}.
   */
  public Map<String, String> chosenYears(String school, AlmaChoice choice)
      throws IOException, InterruptedException {
    String path = Template.segment(school) + "/school-years";
    List<ObjectNode> years = list("school-years", get(path).path("response"));
    AlmaYears.marking(choice.today()).edit(years);
    Map<String, String> chosen = new TreeMap<>();
    years.stream()
        .filter(AlmaYears.chosen(choice.schoolYear())::accepts)
        .forEach(
            year ->
                chosen.put(year.path("id").asText().strip(), year.path("name").asText().strip()));
    return chosen;
  }

  private static List<ObjectNode> list(String what, JsonNode response) throws IOException {
    if (!response.isArray()) {
      throw new IOException(what + " has no list where one was expected, in response.");
    }
    List<ObjectNode> records = new ArrayList<>();
    response.forEach(
        record -> {
          if (record instanceof ObjectNode object) {
            records.add(object);
          }
        });
    return records;
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    URI uri = URI.create(endpoint.toString().replaceAll("/+$", "") + "/v2/" + path);
    HttpReply reply = http.get(uri, Map.of("Accept", AlmaSource.ACCEPT));
    if (reply.status() == AlmaSource.NOT_LET_IN) {
      throw new CredentialsRefusedException(AlmaSource.REFUSED);
    }
    if (reply.status() != 200) {
      throw new IOException("/v2/" + path + " answered status " + reply.status() + ".");
    }
    try {
      return JSON.readTree(reply.bodyBytes());
    } catch (JsonProcessingException e) {
      throw new IOException("/v2/" + path + " answered with something else than JSON.");
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
