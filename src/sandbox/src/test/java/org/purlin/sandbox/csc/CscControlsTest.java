package org.purlin.sandbox.csc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CscControlsTest {

  private static final ObjectNode ONE = new Children(1).child(1);

  private CscSandbox sandbox;
  private CscClient client;

  @BeforeEach
  void start() throws Exception {
    Clock clock = Clock.fixed(Instant.parse("2026-01-01T09:00:00Z"), ZoneOffset.UTC);
    sandbox = CscSandbox.start(CscSettings.builder().clock(clock).build());
    client = CscClient.signedIn(sandbox);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void theyTellWhatIsHeld() throws Exception {
    client.post(ONE);
    client.post("[{\"la_child_id\":\"SYN00000001\",\"child_details\":{\"sex\":\"U\"}}]");

    JsonNode merged = client.controlled("GET", "held?model=merge", "");
    JsonNode replaced = client.controlled("GET", "held?model=replace", "");

    assertThat(merged.path("SYN00000001"), is(sandbox.held(Model.MERGE).get("SYN00000001")));
    assertThat(replaced.at("/SYN00000001/child_details").toString(), is("{\"sex\":\"U\"}"));
    assertThat(client.controlled("GET", "accepted", "").toString(), is("{\"SYN00000001\":2}"));
    assertThat(client.controlled("GET", "held?model=merge&live=true", "").toString(), is("{}"));
    assertThat(client.controlled("GET", "held?model=merge&laCode=123", "").toString(), is("{}"));
    assertThat(
        client.control("GET", "held?model=x", "").body(), is("model must be merge or replace\n"));
  }

  @Test
  void theyTellOfPostsWithTheirBodiesOnlyWhenAsked() throws Exception {
    client.post(ONE);
    client.post("{}");

    assertThat(
        client.controlled("GET", "posts", ""),
        is(
            Payloads.JSON.readTree(
                """
                [{"at": "2026-01-01T09:00:00Z", "live": false, "laCode": "999", "status": 200,
                  "children": ["SYN00000001"]},
                 {"at": "2026-01-01T09:00:00Z", "live": false, "laCode": "999", "status": 400,
                  "children": []}]
                """)));
    assertThat(
        client.controlled("GET", "posts?bodies=true", "").at("/0/body").asText(),
        is(CscClient.body(ONE)));
  }

  @Test
  void theyCountAndRevokeTokensAndShowNone() throws Exception {
    assertThat(client.control("GET", "tokens", "").body(), is("{\"issued\":1}"));
    assertThat(client.control("DELETE", "tokens", "").statusCode(), is(200));
    assertThat(client.post(ONE).statusCode(), is(401));

    for (String path : new String[] {"requests", "posts?bodies=true", "tokens"}) {
      String shown = client.control("GET", path, "").body();
      assertThat(shown, not(containsString("Bearer ")));
      assertThat(shown, not(containsString(CscSettings.CLIENT_SECRET)));
      assertThat(shown, not(containsString(CscSettings.SUPPLIER_KEY)));
    }
  }

  @Test
  void theyRefuseAChildAlways() throws Exception {
    assertThat(
        client.control("POST", "refusals", "{\"child\":\"SYN00000001\",\"form\":\"plain\"}").body(),
        is("{\"SYN00000001\":\"plain\"}"));
    assertThat(client.post(ONE).body(), is("The request is malformed.\n"));
    assertThat(client.control("DELETE", "refusals", "").body(), is("{}"));
    assertThat(client.post(ONE).statusCode(), is(200));

    assertThat(client.control("POST", "refusals", "{}").statusCode(), is(400));
    assertThat(
        client.control("POST", "refusals", "{\"child\":\"A\",\"form\":\"x\"}").statusCode(),
        is(400));
  }

  @Test
  void theyQueueFaultsForPostsForAChildAndForTokens() throws Exception {
    client.control(
        "POST",
        "faults",
        """
        [{"kind": "status", "status": 503, "on": "token"},
         {"kind": "status", "status": 429, "child": "SYN00000001"},
         {"kind": "lostAnswer", "times": 2}]
        """);

    assertThat(client.token(CscClient.form()).statusCode(), is(503));
    assertThat(client.post(ONE).statusCode(), is(429));
    assertThrows(IOException.class, () -> client.post("[]"));
    assertThat(client.control("DELETE", "faults", "").body(), is("{\"pending\":0}"));
    assertThat(client.post(ONE).statusCode(), is(200));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "oneReceiptShort",
        "nullReceipt",
        "receiptsInObject",
        "textForReceipts",
        "noContent",
        "garbage",
        "lateAnswer",
        "late",
        "hang"
      })
  void theyKnowEachKindOfFault(String kind) throws Exception {
    assertThat(
        client.control("POST", "faults", "{\"kind\":\"" + kind + "\",\"times\":3}").body(),
        is("{\"pending\":3}"));
  }

  @Test
  void theyRefuseWhatTheyDoNotKnow() throws Exception {
    assertThat(
        client.control("POST", "faults", "{\"kind\":\"x\"}").body(), is("kind is not known: x\n"));
    assertThat(client.control("GET", "x", "").statusCode(), is(404));
  }
}
