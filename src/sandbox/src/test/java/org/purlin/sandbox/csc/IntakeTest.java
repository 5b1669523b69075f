package org.purlin.sandbox.csc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IntakeTest {

  private static final Children CHILDREN = new Children(1);
  private static final String UUID_JSON =
      "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\.json";

  private CscSandbox sandbox;
  private CscClient client;

  @BeforeEach
  void start() throws Exception {
    // 08:30 UTC is 09:30 in London in June.
    Clock clock =
        Clock.fixed(Instant.parse("2026-06-01T08:30:15.078Z"), ZoneId.of("Europe/London"));
    restart(CscSettings.builder().clock(clock));
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void acceptedRecordsGetReceiptsInTheirOrderAndAreHeld() throws Exception {
    HttpResponse<String> answer = client.post(child(1), child(2));

    assertThat(answer.statusCode(), is(200));
    JsonNode receipts = Payloads.JSON.readTree(answer.body());
    assertThat(receipts.size(), is(2));
    for (JsonNode receipt : receipts) {
      assertThat(receipt.asText().matches("2026-06-01_09:30:15\\.07_" + UUID_JSON), is(true));
    }
    assertThat(
        sandbox.held(Model.MERGE),
        is(
            Map.of(
                "SYN00000001", Payloads.settled(child(1)),
                "SYN00000002", Payloads.settled(child(2)))));
    assertThat(sandbox.held(Model.REPLACE), is(sandbox.held(Model.MERGE)));
    assertThat(sandbox.accepted(), is(Map.of("SYN00000001", 1, "SYN00000002", 1)));
  }

  @Test
  void everyPostIsRememberedWithItsBodyAndStatus() throws Exception {
    client.post(child(1));
    client.post("{}");
    client.with("SupplierKey", "").post(child(2));

    assertThat(sandbox.posts().stream().map(Post::status).toList(), contains(200, 400, 401));
    assertThat(sandbox.posts().get(0).body(), is(CscClient.body(child(1))));
    assertThat(sandbox.posts().get(0).children(), contains("SYN00000001"));
    assertThat(sandbox.posts().get(0).receiver(), is(Receiver.test("999")));
    assertThat(sandbox.posts().get(1).body(), is("{}"));
    assertThat(
        sandbox.posts().get(2).toString(),
        is("Post[Receiver[live=false, laCode=999], status=401, records=1]"));
  }

  @Test
  void oneBadRecordRefusesItsWholeBatchByItsPath() throws Exception {
    ObjectNode bad = child(2);
    ((ObjectNode) bad.at("/social_care_episodes/0")).put("closure_reason", "RC0");

    HttpResponse<String> answer = client.post(child(1), bad, child(3));

    assertThat(answer.statusCode(), is(400));
    assertThat(
        answer.body(),
        is("[1].social_care_episodes[0].closure_reason: expected a code of its list\n"));
    assertThat(sandbox.held(Model.MERGE), is(anEmptyMap()));
    assertThat(sandbox.held(Model.REPLACE), is(anEmptyMap()));
    assertThat(sandbox.accepted(), is(anEmptyMap()));
  }

  @Test
  void aProblemBodyHasTheSamePathsAsKeys() throws Exception {
    restart(CscSettings.builder().refusalForm(RefusalForm.PROBLEM).valuesQuoted(true));
    ObjectNode bad = child(1);
    ((ObjectNode) bad.get("child_details")).put("ethnicity", "B2").put("sex", 1);

    HttpResponse<String> answer = client.post(child(2), bad);

    assertThat(answer.statusCode(), is(400));
    assertThat(
        answer.headers().firstValue("Content-Type").get(), startsWith("application/problem+json"));
    JsonNode expected =
        Payloads.JSON.readTree(
            """
            {"title": "One or more validation errors occurred.", "status": 400, "errors": {
              "[1].child_details.sex": ["expected a code of its list, but was: 1"],
              "[1].child_details.ethnicity": ["expected a code of its list, but was: \\"B2\\""]}}
            """);
    assertThat(Payloads.JSON.readTree(answer.body()), is(expected));
  }

  @Test
  void aPlainRefusalNamesNothing() throws Exception {
    restart(CscSettings.builder().refusalForm(RefusalForm.PLAIN));

    assertThat(client.post(child(1).put("x", 1)).body(), is("The request is malformed.\n"));
  }

  @Test
  void onlyAsManyProblemsAreNamedAsAreSet() throws Exception {
    restart(CscSettings.builder().problemsNamed(1));

    assertThat(
        client.post(child(1).put("x", 1), child(2).put("y", 1)).body(),
        is("[0].x: is not known\n"));
  }

  @Test
  void aChildCanBeRefusedAlways() throws Exception {
    sandbox.refuse("SYN00000002", Refusal.as(RefusalForm.INDEXED));

    HttpResponse<String> answer = client.post(child(1), child(2));

    assertThat(answer.statusCode(), is(400));
    assertThat(
        answer.body(),
        is("[1].social_care_episodes[2].closure_reason: expected a code of its list\n"));
    assertThat(client.post(child(1)).statusCode(), is(200));
    sandbox.refuse("SYN00000002", Refusal.as(RefusalForm.PLAIN));
    assertThat(client.post(child(2)).body(), is("The request is malformed.\n"));
    sandbox.clearRefusals();
    assertThat(client.post(child(2)).statusCode(), is(200));
  }

  @Test
  void aBodyMustBeAnArrayOfOneToAHundredRecords() throws Exception {
    ObjectNode[] hundred = new ObjectNode[100];
    for (int i = 0; i < 100; i++) {
      hundred[i] = child(i + 1);
    }
    String tooMany = CscClient.body(hundred).replaceFirst("]$", "," + child(101) + "]");

    assertThat(client.post(hundred).statusCode(), is(200));
    assertThat(refusal(client.post(tooMany)), is("400 The array must have 1 to 100 records."));
    assertThat(refusal(client.post("[]")), is("400 The array must have 1 to 100 records."));
    assertThat(refusal(client.post(child(1).toString())), is("400 The body must be a JSON array."));
    assertThat(refusal(client.post("[{]")), is("400 The body must be a JSON array."));
    assertThat(refusal(client.post("")), is("400 The body must be a JSON array."));
    assertThat(client.post("[1]").body(), is("[0]: expected an object\n"));
  }

  @Test
  void headersAreChecked() throws Exception {
    assertThat(
        refusal(client.with("Content-Type", "text/plain").post(child(1))),
        is("400 The content type must be application/json."));
    client.with("Content-Type", "application/json; charset=utf-8");
    assertThat(client.post(child(1)).statusCode(), is(200));
    assertThat(
        refusal(client.with("SupplierKey", "wrong").post(child(1))),
        is("401 The supplier key is missing or wrong."));
    assertThat(
        refusal(client.with("Authorization", "Bearer x").post(child(1))),
        is("401 The token is missing, wrong or too old."));
    assertThat(client.with("Authorization", "").post(child(1)).statusCode(), is(401));
  }

  @Test
  void otherStatusesCanBeSetForSupplierKeyAndLocalAuthority() throws Exception {
    assertThat(
        refusal(client.postTo(sandbox.endpoint(), "123", CscClient.body(child(1)))),
        is("404 The local authority is not known."));
    restart(CscSettings.builder().wrongSupplierKeyStatus(403).unknownLaStatus(400));

    assertThat(
        client.postTo(sandbox.endpoint(), "123", CscClient.body(child(1))).statusCode(), is(400));
    assertThat(client.with("SupplierKey", "").post(child(1)).statusCode(), is(403));
  }

  @Test
  void aBodyThatIsTooLargeIsRefusedAsSuch() throws Exception {
    restart(CscSettings.builder().maxBodyBytes(10_000));

    assertThat(
        refusal(client.post(child(1), child(2), child(3), child(4))),
        is("413 The body is too large."));
    assertThat(client.post(child(1)).statusCode(), is(200));
  }

  @Test
  void theFirewallStopsIdsThatLookLikeNumbersOfADatabase() throws Exception {
    ObjectNode suspicious = child(1);
    ((ObjectNode) suspicious.at("/social_care_episodes/0")).put("social_care_episode_id", "A0x1");

    HttpResponse<String> answer = client.post(suspicious);

    assertThat(answer.statusCode(), is(403));
    assertThat(answer.headers().firstValue("Content-Type").get(), startsWith("text/html"));
    assertThat(answer.body(), containsString("<h1>Request blocked</h1>"));
    restart(CscSettings.builder().firewall(false));
    assertThat(client.post(suspicious).statusCode(), is(200));
  }

  @Test
  void testAndLiveAndEachLocalAuthorityHoldChildrenOfTheirOwn() throws Exception {
    restart(CscSettings.builder().laCodes("998", "997"));
    client.postTo(sandbox.endpoint(), "998", CscClient.body(child(1)));
    client.postTo(sandbox.endpoint(), "997", CscClient.body(child(2)));
    client.postTo(sandbox.liveEndpoint(), "998", CscClient.body(child(3)));

    assertThat(sandbox.held(Model.MERGE).keySet(), contains("SYN00000001"));
    assertThat(sandbox.held(Receiver.test("997"), Model.MERGE).keySet(), contains("SYN00000002"));
    assertThat(sandbox.held(Receiver.live("998"), Model.REPLACE).keySet(), contains("SYN00000003"));
    assertThat(sandbox.accepted(Receiver.live("997")), is(anEmptyMap()));
    assertThat(sandbox.liveEndpoint().getPath(), is("/children-in-social-care-data-receiver/1"));
    assertThat(sandbox.endpoint().getPath(), is("/children-in-social-care-data-receiver-test/1"));
  }

  private void restart(CscSettings.Builder settings) throws Exception {
    if (sandbox != null) {
      sandbox.close();
    }
    sandbox = CscSandbox.start(settings.build());
    client = CscClient.signedIn(sandbox);
  }

  private static String refusal(HttpResponse<String> answer) throws IOException {
    JsonNode json = Payloads.JSON.readTree(answer.body());
    assertThat(json.path("statusCode").asInt(), is(answer.statusCode()));
    return answer.statusCode() + " " + json.path("message").asText();
  }

  private static ObjectNode child(int number) {
    return CHILDREN.child(number);
  }
}
