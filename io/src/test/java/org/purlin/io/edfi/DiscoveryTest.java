package org.purlin.io.edfi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.purlin.io.edfi.District.Link;
import org.purlin.sandbox.Answer;
import org.purlin.sandbox.FakeServer;
import org.purlin.sandbox.edfi.EdfiSandbox;
import org.purlin.sandbox.edfi.Flavour;
import org.purlin.transforms.edfi.ResourceName;

class DiscoveryTest {

  private static final Login LOGIN =
      Submitting.login(
          org.purlin.sandbox.edfi.EdfiSettings.KEY, org.purlin.sandbox.edfi.EdfiSettings.SECRET);

  private final EdfiSettings settings = EdfiSettings.of(UUID.randomUUID().toString());

  @ParameterizedTest
  @CsvSource({
    "ODS_73, , /data/v3/ed-fi/students",
    "ODS_53_YEAR, 2026, /data/v3/2026/ed-fi/students",
    "ODS_6, , /data/v3/ed-fi/students",
    "ODS_73_TENANT, , /t1/2026/data/v3/ed-fi/students",
    "V8, , /api/data/ed-fi/students",
    "PLAIN, , /local/v3.3b/ed-fi/students"
  })
  void theDocumentLeadsToTheResources(Flavour flavour, String year, String path) throws Exception {
    try (EdfiSandbox sandbox =
        EdfiSandbox.start(org.purlin.sandbox.edfi.EdfiSettings.of(flavour))) {
      District district = District.of("north", sandbox.baseUrl(), LOGIN).withSchoolYear(year);
      try (EdfiApi api = EdfiApi.open(district, settings)) {
        URI students = api.collection(ResourceName.parse("students"));

        assertThat(students, is(sandbox.url().resolve(path)));
        assertThat(api.read(ResourceName.parse("students"), students).status(), is(200));
      }
    }
  }

  @Test
  void aYearSpecificServerNeedsAYear() throws IOException {
    try (EdfiSandbox sandbox =
        EdfiSandbox.start(org.purlin.sandbox.edfi.EdfiSettings.of(Flavour.ODS_53_YEAR))) {
      DistrictException e = refused(District.of("north", sandbox.baseUrl(), LOGIN));

      assertThat(e.getMessage(), containsString("Give the district a school year."));
    }
  }

  @Test
  void aDocumentThatLeavesTheTenantOpenIsRefusedByName() throws IOException {
    try (EdfiSandbox sandbox =
        EdfiSandbox.start(org.purlin.sandbox.edfi.EdfiSettings.of(Flavour.ODS_73_TENANT))) {
      DistrictException e = refused(District.of("north", sandbox.url(), LOGIN));

      assertThat(
          e.getMessage(),
          allOf(
              containsString("{tenantIdentifier}"), containsString("https://host/tenant/context")));
    }
  }

  @Test
  void theSchemeThatAnsweredIsUsedWhereAProxyPrintsTheOther() throws Exception {
    try (EdfiSandbox sandbox =
            EdfiSandbox.start(org.purlin.sandbox.edfi.EdfiSettings.defaults().withBrokenScheme());
        EdfiApi api = EdfiApi.open(District.of("north", sandbox.baseUrl(), LOGIN), settings)) {
      assertThat(api.endpoints().data().getScheme(), is("http"));
      assertThat(api.newestChangeVersion().isPresent(), is(true));
    }
  }

  @Test
  void withoutADocumentTheVersionLeadsThere() throws Exception {
    District district =
        District.of("north", URI.create("https://ods.example.org/api/"), LOGIN)
            .withApiVersion("v3");

    Endpoints endpoints = Discovery.of(district, settings);

    assertThat(endpoints.data(), is(URI.create("https://ods.example.org/api/data/v3/")));
    assertThat(
        endpoints.find(Link.TOKENS),
        is(Optional.of(URI.create("https://ods.example.org/api/oauth/token"))));
    assertThat(endpoints.find(Link.CHANGE_QUERIES), is(Optional.empty()));
  }

  @Test
  void whatTheDistrictSaysGoesBeforeTheDocument() throws Exception {
    try (EdfiSandbox sandbox = EdfiSandbox.start()) {
      URI other = URI.create("https://elsewhere.example.org/dependencies");
      Endpoints endpoints =
          Discovery.of(
              District.of("north", sandbox.baseUrl(), LOGIN).withUrl(Link.DEPENDENCIES, other),
              settings);

      assertThat(endpoints.find(Link.DEPENDENCIES), is(Optional.of(other)));
    }
  }

  @Test
  void aDocumentCannotSendOurLoginToAnotherHostOrOverAnUnencryptedWay() throws IOException {
    String document =
        "{\"urls\":{\"dataManagementApi\":\"https://evil.example.org/data/v3/\","
            + "\"oauth\":\"/oauth/token\"}}";
    try (FakeServer server = FakeServer.start(0, (request, n) -> Answer.json(200, document))) {
      DistrictException e = refused(District.of("north", server.url(), LOGIN));

      assertThat(
          e.getMessage(),
          allOf(
              containsString("another host for dataManagementApi"),
              containsString("evil.example.org")));
    }
  }

  @Test
  void aPageInPlaceOfADocumentIsNoDocument() throws IOException {
    try (FakeServer server =
        FakeServer.start(0, (request, n) -> Answer.text(200, "<html>Sign in</html>"))) {
      DistrictException e = refused(District.of("north", server.url(), LOGIN));

      assertThat(e.getMessage(), containsString("not with a discovery document"));
    }
  }

  private DistrictException refused(District district) {
    return assertThrows(DistrictException.class, () -> EdfiApi.open(district, settings));
  }
}
