package org.purlin.sandbox.edfi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DiscoveryTest {

  private static JsonNode document(EdfiSettings settings) throws Exception {
    try (EdfiSandbox edfi = EdfiSandbox.start(settings)) {
      String base = edfi.baseUrl().toString();
      HttpResponse<String> answer = new EdfiClient(edfi, Flavour.ODS_73).send("GET", base, "");
      assertThat(answer.statusCode(), is(200));
      return EdfiClient.JSON.readTree(answer.body().replace(base, "BASE"));
    }
  }

  private static String url(JsonNode document, String name) {
    return document.path("urls").path(name).asText("none");
  }

  @Test
  void version7TellsAllItsAddresses() throws Exception {
    JsonNode document = document(EdfiSettings.defaults());
    assertThat(
        document.path("urls").toString(),
        is(
            "{\"dependencies\":\"BASE/metadata/data/v3/dependencies\","
                + "\"openApiMetadata\":\"BASE/metadata/\",\"oauth\":\"BASE/oauth/token\","
                + "\"oauthTokenIntrospection\":\"BASE/oauth/token_info\","
                + "\"dataManagementApi\":\"BASE/data/v3/\","
                + "\"changeQueries\":\"BASE/changeQueries/v1/\"}"));
    assertThat(document.path("apiMode").isMissingNode(), is(true));
    assertThat(document.path("version").asText(), is("7.3"));
  }

  @Test
  void aYearSpecificServerLeavesTheYearOutOfTheAddressOfTheData() throws Exception {
    JsonNode document = document(EdfiSettings.of(Flavour.ODS_53_YEAR));
    assertThat(document.path("apiMode").asText(), is("Year Specific"));
    assertThat(url(document, "dataManagementApi"), is("BASE/data/v3/"));
    assertThat(url(document, "changeQueries"), is("BASE/changeQueries/v1/"));
    assertThat(url(document, "dependencies"), is("BASE/metadata/data/v3/2026/dependencies"));
  }

  @Test
  void aTenantIsItsOwnDocumentAndTheRootKeepsItsBraces() throws Exception {
    try (EdfiSandbox edfi = EdfiSandbox.start(EdfiSettings.of(Flavour.ODS_73_TENANT))) {
      assertThat(edfi.baseUrl().getPath(), is("/t1/2026"));
      EdfiClient client = new EdfiClient(edfi, Flavour.ODS_73_TENANT);
      JsonNode tenant = EdfiClient.json(client.fetch(""));
      assertThat(url(tenant, "dataManagementApi"), is(edfi.url() + "/t1/2026/data/v3/"));
      assertThat(url(tenant, "oauth"), is(edfi.url() + "/t1/2026/oauth/token"));
      JsonNode root = EdfiClient.json(client.send("GET", edfi.url() + "/", ""));
      assertThat(
          url(root, "oauth"),
          is(edfi.url() + "/{tenantIdentifier}/{schoolYearFromRoute}/oauth/token"));
      assertThat(client.send("GET", edfi.url() + "/t2/2026", "").statusCode(), is(404));
    }
  }

  @Test
  void version8HasNoV3AndAnotherTokenEndpoint() throws Exception {
    JsonNode document = document(EdfiSettings.of(Flavour.V8));
    assertThat(url(document, "dataManagementApi"), is("BASE/api/data"));
    assertThat(url(document, "oauth"), is("BASE/connect/token"));
    assertThat(url(document, "dependencies"), is("BASE/api/metadata/dependencies"));
  }

  @Test
  void aServerOfOtherMakeHasOtherPathsAndNoChangeQueries() throws Exception {
    JsonNode document = document(EdfiSettings.of(Flavour.PLAIN));
    assertThat(url(document, "dataManagementApi"), is("BASE/local/v3.3b/"));
    assertThat(url(document, "changeQueries"), is("none"));
  }

  @Test
  void addressesCanBeRelativeOrOfTheWrongScheme() throws Exception {
    assertThat(
        url(document(EdfiSettings.of(Flavour.PLAIN).withRelativeUrls()), "oauth"),
        is("/local/oauth/token"));
    String wrong = url(document(EdfiSettings.defaults().withBrokenScheme()), "oauth");
    assertThat(wrong.substring(0, 18), is("https://127.0.0.1:"));
  }

  @Test
  void featuresThatAreOffAreNotInTheDocumentNorServed() throws Exception {
    EdfiSettings off =
        EdfiSettings.defaults().withoutChangeQueries().withoutDependencies().withoutOpenApi();
    JsonNode document = document(off);
    assertThat(url(document, "changeQueries"), is("none"));
    assertThat(url(document, "dependencies"), is("none"));
    assertThat(url(document, "openApiMetadata"), is("none"));
    try (EdfiSandbox edfi = EdfiSandbox.start(off.withoutDiscovery())) {
      EdfiClient client = EdfiClient.signedIn(edfi);
      assertThat(client.fetch("").statusCode(), is(404));
      assertThat(client.fetch("/metadata/data/v3/dependencies").statusCode(), is(404));
      assertThat(client.fetch("/metadata/").statusCode(), is(404));
      assertThat(client.get("students/deletes").statusCode(), is(404));
      assertThat(client.get("students").statusCode(), is(200));
    }
  }

  @ParameterizedTest
  @EnumSource(Flavour.class)
  void everyFlavourTakesAStudentWhereItSaysDataIs(Flavour flavour) throws Exception {
    try (EdfiSandbox edfi = EdfiSandbox.start(EdfiSettings.of(flavour))) {
      EdfiClient client = EdfiClient.signedIn(edfi, flavour);
      HttpResponse<String> posted = client.post("students", EdfiClient.student(1));
      assertThat(posted.statusCode(), is(201));
      assertThat(edfi.records("students").keySet().toString(), is("[1]"));
      String location = EdfiClient.header(posted, "Location");
      assertThat(location.startsWith("/"), is(flavour == Flavour.PLAIN));
      String url = flavour == Flavour.PLAIN ? edfi.url() + location : location;
      assertThat(
          EdfiClient.json(client.send("GET", url, "")).path("firstName").asText(), is("Alda"));
      boolean dashes = flavour == Flavour.PLAIN || flavour == Flavour.V8;
      assertThat(EdfiClient.id(posted).contains("-"), is(dashes));
    }
  }

  @Test
  void theYearIsPartOfTheDataPathOfAYearSpecificServer() throws Exception {
    try (EdfiSandbox edfi = EdfiSandbox.start(EdfiSettings.of(Flavour.ODS_53_YEAR))) {
      EdfiClient client = EdfiClient.signedIn(edfi, Flavour.ODS_53_YEAR);
      assertThat(client.fetch("/data/v3/2026/ed-fi/students").statusCode(), is(200));
      assertThat(client.fetch("/data/v3/ed-fi/students").statusCode(), is(404));
    }
  }

  @Test
  void districtsHaveTheirOwnPathsDataClientsAndTokens() throws Exception {
    EdfiSettings settings =
        EdfiSettings.defaults().withClient("south", "s", "other").withDistricts("north", "south");
    try (EdfiSandbox edfi = EdfiSandbox.start(settings)) {
      assertThat(edfi.baseUrl("south"), is(edfi.url().resolve("/south")));
      EdfiClient north = EdfiClient.signedIn(edfi);
      assertThat(north.post("students", EdfiClient.student(1)).statusCode(), is(201));
      assertThat(edfi.district("north").count("students"), is(1));
      assertThat(edfi.district("south").count("students"), is(0));
      assertThat(
          north.send("GET", edfi.baseUrl("south") + "/data/v3/ed-fi/students", "").statusCode(),
          is(401));
      EdfiClient south = new EdfiClient(edfi.district("south"), Flavour.ODS_73);
      String form = "grant_type=client_credentials";
      assertThat(
          south.token("/oauth/token", EdfiSettings.KEY, EdfiSettings.SECRET, form).statusCode(),
          is(401));
      assertThat(south.token("/oauth/token", "s", "other", form).statusCode(), is(200));
      assertThat(edfi.district("south").tokenRequests("s"), is(1));
      assertThat(edfi.district("north").tokenRequests("s"), is(0));
      assertThat(north.send("GET", edfi.url() + "/west", "").statusCode(), is(404));
    }
  }
}
