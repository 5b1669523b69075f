package org.purlin.sandbox.edfi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class TokenTest {

  private static final String PATH = "/oauth/token";
  private static final String GRANT = "grant_type=client_credentials";
  private static final String IN_BODY =
      GRANT + "&client_id=" + EdfiSettings.KEY + "&client_secret=" + EdfiSettings.SECRET;
  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

  private static String refusal(EdfiClient client, String key, String secret, String form)
      throws Exception {
    HttpResponse<String> answer = client.token(PATH, key, secret, form);
    return answer.statusCode() + " " + answer.body();
  }

  @Test
  void basicAndFormGetAToken() throws Exception {
    try (EdfiSandbox edfi = EdfiSandbox.start()) {
      EdfiClient client = new EdfiClient(edfi, Flavour.ODS_73);
      JsonNode token =
          EdfiClient.json(client.token(PATH, EdfiSettings.KEY, EdfiSettings.SECRET, GRANT));
      assertThat(token.path("expires_in").toString(), is("1800"));
      assertThat(token.path("token_type").asText(), is("bearer"));
      assertThat(client.get("students").statusCode(), is(401));
      client.with("Authorization", "Bearer " + token.path("access_token").asText());
      assertThat(client.get("students").statusCode(), is(200));
      edfi.revokeTokens();
      assertThat(client.get("students").statusCode(), is(401));
      assertThat(edfi.tokenRequests(EdfiSettings.KEY), is(1));
    }
  }

  @Test
  void wrongRequestsAreRefusedInTheWordsOfTheStandard() throws Exception {
    try (EdfiSandbox edfi = EdfiSandbox.start()) {
      EdfiClient client = new EdfiClient(edfi, Flavour.ODS_73);
      String invalid = " {\"error\":\"invalid_client\"}";
      assertThat(refusal(client, EdfiSettings.KEY, "wrong", GRANT), is("401" + invalid));
      assertThat(refusal(client, "nobody", "wrong", GRANT), is("401" + invalid));
      assertThat(
          refusal(client, EdfiSettings.KEY, EdfiSettings.SECRET, IN_BODY), is("400" + invalid));
      assertThat(refusal(client, EdfiSettings.KEY, "with:colon", GRANT), is("400" + invalid));
      assertThat(
          refusal(client, EdfiSettings.KEY, EdfiSettings.SECRET, "grant_type=password"),
          is("400 {\"error\":\"unsupported_grant_type\"}"));
      assertThat(
          refusal(client, EdfiSettings.KEY, EdfiSettings.SECRET, "scope=1"),
          is("400 {\"error\":\"invalid_request\"}"));
    }
  }

  @Test
  void credentialsInTheBodyAreTakenByOdsAndNotByVersion8() throws Exception {
    try (EdfiSandbox edfi = EdfiSandbox.start()) {
      EdfiClient client = new EdfiClient(edfi, Flavour.ODS_73);
      assertThat(client.token(PATH, "", "", IN_BODY).statusCode(), is(200));
      String json =
          "{\"grant_type\":\"client_credentials\",\"client_id\":\"%s\",\"client_secret\":\"%s\"}"
              .formatted(EdfiSettings.KEY, EdfiSettings.SECRET);
      assertThat(client.send("POST", edfi.baseUrl() + PATH, json).statusCode(), is(200));
    }
    try (EdfiSandbox edfi = EdfiSandbox.start(EdfiSettings.of(Flavour.V8))) {
      EdfiClient client = new EdfiClient(edfi, Flavour.V8);
      assertThat(client.token(PATH, "", "", IN_BODY).statusCode(), is(401));
      assertThat(
          client.token("/connect/token", EdfiSettings.KEY, EdfiSettings.SECRET, GRANT).statusCode(),
          is(200));
    }
  }

  @Test
  void theSixteenthLivingTokenIsRefusedUntilOneExpires() throws Exception {
    try (EdfiSandbox edfi = EdfiSandbox.start(EdfiSettings.defaults().withClock(later(0)))) {
      EdfiClient client = new EdfiClient(edfi, Flavour.ODS_73);
      for (int i = 0; i < 15; i++) {
        assertThat(
            client.token(PATH, EdfiSettings.KEY, EdfiSettings.SECRET, GRANT).statusCode(), is(200));
      }
      HttpResponse<String> refused =
          client.token(PATH, EdfiSettings.KEY, EdfiSettings.SECRET, GRANT);
      assertThat(refused.statusCode(), is(429));
      assertThat(
          EdfiClient.json(refused).path("type").asText(),
          is("urn:ed-fi:api:security:authentication:too-many-tokens"));
      assertThat(edfi.tokenRequests(EdfiSettings.KEY), is(16));
    }
    EdfiSettings brief =
        EdfiSettings.defaults().withTokenCap(1).withTokenLife(Duration.ZERO).withClock(later(0));
    try (EdfiSandbox edfi = EdfiSandbox.start(brief)) {
      EdfiClient client = new EdfiClient(edfi, Flavour.ODS_73);
      for (int i = 0; i < 3; i++) {
        assertThat(
            client.token(PATH, EdfiSettings.KEY, EdfiSettings.SECRET, GRANT).statusCode(), is(200));
      }
      client.signIn(PATH);
      assertThat(client.get("students").statusCode(), is(401));
    }
  }

  @Test
  void theLifeIsToldInEveryFormSeen() throws Exception {
    assertThat(expiresIn(ExpiresIn.SECONDS), is("120"));
    assertThat(expiresIn(ExpiresIn.TEXT), is("\"120\""));
    assertThat(expiresIn(ExpiresIn.EPOCH), is(Long.toString(NOON.getEpochSecond() + 120)));
    assertThat(expiresIn(ExpiresIn.ZERO), is("0"));
    assertThat(expiresIn(ExpiresIn.ABSENT), is(""));
  }

  @Test
  void aServerOfOtherMakeTellsTheEndOfTheLife() throws Exception {
    EdfiSettings settings = EdfiSettings.of(Flavour.PLAIN).withClock(later(0));
    try (EdfiSandbox edfi = EdfiSandbox.start(settings)) {
      JsonNode token =
          EdfiClient.json(
              new EdfiClient(edfi, Flavour.PLAIN)
                  .token("/local/oauth/token", EdfiSettings.KEY, EdfiSettings.SECRET, GRANT));
      assertThat(token.path("expires_in").asLong(), is(NOON.getEpochSecond() + 1800));
    }
  }

  @Test
  void aTokenCanBeAskedForItsRights() throws Exception {
    try (EdfiSandbox edfi = EdfiSandbox.start()) {
      EdfiClient client = new EdfiClient(edfi, Flavour.ODS_73);
      String token =
          EdfiClient.json(client.token(PATH, EdfiSettings.KEY, EdfiSettings.SECRET, GRANT))
              .path("access_token")
              .asText();
      JsonNode info = EdfiClient.json(client.token("/oauth/token_info", "", "", "token=" + token));
      assertThat(info.path("active").asBoolean(), is(true));
      assertThat(
          info.path("resources").findParents("resource").toString(),
          containsString(
              "{\"resource\":\"/ed-fi/students\","
                  + "\"operations\":[\"Read\",\"Create\",\"Update\",\"Delete\"]}"));
      JsonNode unknown = EdfiClient.json(client.token("/oauth/token_info", "", "", "token=none"));
      assertThat(unknown.toString(), is("{\"active\":false}"));
    }
  }

  @Test
  void aClientOfAllDistrictsTakesThePlaceOfTheDefaultOne() throws Exception {
    EdfiSettings settings =
        EdfiSettings.defaults().withClient("k", "one").withDistricts("north", "south");
    try (EdfiSandbox edfi = EdfiSandbox.start(settings)) {
      EdfiClient south = new EdfiClient(edfi.district("south"), Flavour.ODS_73);
      assertThat(south.token(PATH, "k", "one", GRANT).statusCode(), is(200));
      assertThat(
          south.token(PATH, EdfiSettings.KEY, EdfiSettings.SECRET, GRANT).statusCode(), is(401));
    }
  }

  private static String expiresIn(ExpiresIn form) throws Exception {
    EdfiSettings settings =
        EdfiSettings.defaults()
            .withExpiresIn(form)
            .withTokenLife(Duration.ofMinutes(2))
            .withClock(later(0));
    try (EdfiSandbox edfi = EdfiSandbox.start(settings)) {
      return EdfiClient.json(
              new EdfiClient(edfi, Flavour.ODS_73)
                  .token(PATH, EdfiSettings.KEY, EdfiSettings.SECRET, GRANT))
          .path("expires_in")
          .toString();
    }
  }

  private static Clock later(long seconds) {
    return Clock.fixed(NOON.plusSeconds(seconds), ZoneOffset.UTC);
  }
}
