package org.purlin.sandbox.csc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.purlin.sandbox.Fault;

class CscFaultsTest {

  private static final ObjectNode ONE = new Children(1).child(1);
  private static final ObjectNode TWO = new Children(1).child(2);
  private static final Map<String, Integer> BOTH_ONCE = Map.of("SYN00000001", 1, "SYN00000002", 1);

  private CscSandbox sandbox;
  private CscClient client;

  @BeforeEach
  void start() throws Exception {
    sandbox = CscSandbox.start();
    client = CscClient.signedIn(sandbox);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void aLostAnswerIsOfAPostThatWasProcessed() throws Exception {
    sandbox.onNextPost(CscFaults.lostAnswer());

    assertThrows(IOException.class, () -> client.post(ONE, TWO));

    assertThat(sandbox.accepted(), is(BOTH_ONCE));
    assertThat(sandbox.posts().stream().map(Post::status).toList(), contains(200));
    assertThat(client.post(ONE, TWO).statusCode(), is(200));
  }

  @Test
  void aResetBeforeProcessingLeavesNothing() throws Exception {
    sandbox.onNextPost(Fault.reset());

    assertThrows(IOException.class, () -> client.post(ONE, TWO));

    assertThat(sandbox.accepted(), is(anEmptyMap()));
    assertThat(sandbox.posts(), is(empty()));
  }

  @Test
  void aHangingPostIsNeitherProcessedNorAnswered() throws Exception {
    sandbox.onNextPost(CscFaults.hang());

    assertThrows(HttpTimeoutException.class, () -> impatient(ONE));

    assertThat(sandbox.accepted(), is(anEmptyMap()));
  }

  @Test
  void aLateAnswerIsOfAPostThatWasProcessed() throws Exception {
    sandbox.onNextPost(CscFaults.lateAnswer(Duration.ofMinutes(1)));

    assertThrows(HttpTimeoutException.class, () -> impatient(ONE));

    assertThat(sandbox.accepted(), is(Map.of("SYN00000001", 1)));
  }

  @Test
  void aDelayedPostIsAnsweredInTheEnd() throws Exception {
    sandbox.onNextPost(Fault.late(Duration.ofMillis(300)));
    long start = System.nanoTime();

    assertThat(client.post(ONE).statusCode(), is(200));

    assertThat(System.nanoTime() - start, greaterThanOrEqualTo(300_000_000L));
  }

  @Test
  void receiptsCanBeShortOrNullThoughAllIsAccepted() throws Exception {
    sandbox.onNextPost(CscFaults.oneReceiptShort());
    sandbox.onNextPost(CscFaults.nullReceipt(1));

    assertThat(json(client.post(ONE, TWO)).size(), is(1));
    JsonNode withNull = json(client.post(ONE, TWO));
    assertThat(withNull.size(), is(2));
    assertThat(withNull.get(0).isTextual(), is(true));
    assertThat(withNull.get(1).isNull(), is(true));
    assertThat(sandbox.accepted(), is(Map.of("SYN00000001", 2, "SYN00000002", 2)));
  }

  @Test
  void receiptsCanBeSomethingElseThoughAllIsAccepted() throws Exception {
    sandbox.onNextPost(CscFaults.receiptsInObject());
    sandbox.onNextPost(CscFaults.textForReceipts());
    sandbox.onNextPost(CscFaults.noContent());
    sandbox.onNextPost(CscFaults.garbage());

    assertThat(json(client.post(ONE)).path("receipts").size(), is(1));
    assertThat(client.post(ONE).body(), is("Accepted.\n"));
    HttpResponse<String> nothing = client.post(ONE);
    assertThat(nothing.statusCode(), is(204));
    assertThat(nothing.body(), is(""));
    assertThat(client.post(ONE).body(), is("[\"2026-"));
    assertThat(sandbox.accepted(), is(Map.of("SYN00000001", 4)));
  }

  @Test
  void aFaultOfReceiptsLeavesARefusalAsItIs() throws Exception {
    sandbox.onNextPost(CscFaults.garbage());

    assertThat(client.post("[]").statusCode(), is(400));
  }

  @Test
  void aFaultCanWaitForAChild() throws Exception {
    sandbox.onNextPostWith("SYN00000002", Fault.status(429, Map.of("Retry-After", "7"), "slow"));

    assertThat(client.post(ONE).statusCode(), is(200));
    HttpResponse<String> slow = client.post(ONE, TWO);
    assertThat(slow.statusCode(), is(429));
    assertThat(slow.headers().firstValue("Retry-After").get(), is("7"));
    assertThat(client.post(TWO).statusCode(), is(200));
  }

  @Test
  void faultsOfPostsSpareTokensAndComeInTheirOrder() throws Exception {
    sandbox.onNextPost(Fault.status(401));
    sandbox.onNextPost(Fault.status(503).times(2));
    client.signIn();

    assertThat(client.post(ONE).statusCode(), is(401));
    assertThat(client.post(ONE).statusCode(), is(503));
    assertThat(sandbox.pendingFaults(), is(1));
    sandbox.clearFaults();
    assertThat(client.post(ONE).statusCode(), is(200));
    assertThat(sandbox.requests().size(), is(5));
  }

  private void impatient(ObjectNode record) throws Exception {
    client.postTo(
        sandbox.endpoint(), CscSettings.LA_CODE, CscClient.body(record), Duration.ofMillis(700));
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    return Payloads.JSON.readTree(answer.body());
  }
}
