package org.purlin.sandbox.secretmanager;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Holds the stand-in against the published description of the API. */
@Timeout(60)
class DescriptionRecordingsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String VERSION = "projects/demo-1/secrets/key/versions/1";

  private JsonNode description;

  @BeforeEach
  void readTheDescription() throws IOException {
    String given = System.getProperty("purlin.recordings", "");
    assumeTrue(
        !given.isBlank(), "Needs recorded inputs: run with -Dpurlin.recordings=<directory>.");
    Path file =
        Path.of(System.getProperty("purlin.root", ""))
            .resolve(given)
            .resolve("discovery/secretmanager.v1.json");
    description = JSON.readTree(file.toFile());
  }

  @Test
  void theDescribedAccessIsAnsweredInTheDescribedShape() throws Exception {
    JsonNode access =
        description.at("/resources/projects/resources/secrets/resources/versions/methods/access");
    String path = access.get("path").asText().replace("{+name}", VERSION);
    assertThat(VERSION.matches(access.at("/parameters/name/pattern").asText()), is(true));
    try (SecretManagerSandbox secrets = SecretManagerSandbox.start()) {
      secrets.put(VERSION, "invented");
      URI root = URI.create(secrets.url() + "/" + description.get("servicePath").asText());
      HttpRequest request =
          HttpRequest.newBuilder(root.resolve(path))
              .method(access.get("httpMethod").asText(), HttpRequest.BodyPublishers.noBody())
              .build();
      JsonNode answer =
          JSON.readTree(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body());

      fits(answer, access.at("/response/$ref").asText());
      assertThat(answer.at("/payload/data").binaryValue(), is("invented".getBytes(UTF_8)));
    }
  }

  /** Every field is described; 64-bit numbers are texts. */
  private void fits(JsonNode value, String schema) {
    JsonNode properties = description.at("/schemas/" + schema + "/properties");
    List<String> described = new ArrayList<>();
    properties.fieldNames().forEachRemaining(described::add);
    value
        .fields()
        .forEachRemaining(
            field -> {
              assertThat(described, hasItem(field.getKey()));
              JsonNode type = properties.get(field.getKey());
              if (type.has("$ref")) {
                fits(field.getValue(), type.get("$ref").asText());
              } else {
                assertThat(field.getKey(), field.getValue().isTextual(), is(true));
              }
            });
  }
}
