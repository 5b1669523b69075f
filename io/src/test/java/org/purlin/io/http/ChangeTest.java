package org.purlin.io.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PUT, DELETE and conditional GET: what is sent, and what is known after a lost answer. */
@Timeout(30)
class ChangeTest {

  private static final Body CHILD = Body.json("{\"name\":\"Zoë\"}");

  private FakeServer server;

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void theHeadersOfAGetArrive() throws Exception {
    server = new FakeServer(FakeServer.reply(304, "", "ETag: \"7\""));

    HttpReply reply =
        call(
            transport ->
                transport.get(
                    server.uri("/a"),
                    Map.of("If-None-Match", "\"7\"", "Accept", "application/vnd.example+json")));

    FakeServer.Request request = server.requests().get(0);
    assertThat(request.headers().get("If-None-Match"), is("\"7\""));
    assertThat(request.headers().get("Accept"), is("application/vnd.example+json"));
    assertThat(reply.status(), is(304));
    assertThat(server.requests(), hasSize(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Authorization", "Proxy-Authorization", "cookie", "Host", "Two Words"})
  void aHeaderThatIsNotTheCallersIsRefusedWithoutItsValue(String name) throws Exception {
    server = new FakeServer(FakeServer.reply(200, ""));
    Map<String, String> headers = Map.of(name, "hidden");

    for (Call call :
        new Call[] {
          transport -> transport.get(server.uri("/"), headers),
          transport -> transport.delete(server.uri("/"), headers)
        }) {
      IllegalArgumentException refusal =
          assertThrows(IllegalArgumentException.class, () -> call(call));
      assertThat(refusal.getMessage(), not(containsString("hidden")));
    }
    assertThat(server.requests(), hasSize(0));
  }

  @Test
  void aValueThatWouldBeginAnotherHeaderIsRefused() throws Exception {
    server = new FakeServer(FakeServer.reply(200, ""));

    assertThrows(
        IllegalArgumentException.class,
        () -> call(transport -> transport.get(server.uri("/"), Map.of("Accept", "a\r\nB: c"))));
  }

  @Test
  void aPutSendsItsBodyAndHeaders() throws Exception {
    server = new FakeServer(FakeServer.reply(204, ""));

    HttpReply reply =
        call(
            transport ->
                transport.put(server.uri("/a/7"), CHILD.withHeader("If-Match", "\"abc\"")));

    FakeServer.Request request = server.requests().get(0);
    assertThat(request.method() + " " + request.target(), is("PUT /a/7"));
    assertThat(request.body(), is("{\"name\":\"Zoë\"}"));
    assertThat(request.headers().get("If-Match"), is("\"abc\""));
    assertThat(request.headers().get("Content-Type"), is("application/json"));
    assertThat(reply.status(), is(204));
    assertThat(reply.mayHaveBeenProcessedBefore(), is(false));
  }

  @Test
  void aPutWhoseAnswerWasLostIsSentAgainWhateverItsBodySays() throws Exception {
    server = new FakeServer(FakeServer.reset(), FakeServer.reply(412, ""));

    HttpReply reply =
        call(
            transport ->
                transport.put(server.uri("/a/7"), CHILD.withRepeat(Repeat.ONLY_IF_REFUSED)));

    assertThat(reply.status(), is(412));
    assertThat(reply.attempts(), is(2));
    assertThat(reply.mayHaveBeenProcessedBefore(), is(true));
  }

  @Test
  void aDeleteSendsItsConditionAndNoBody() throws Exception {
    server = new FakeServer(FakeServer.reply(204, ""));

    HttpReply reply =
        call(transport -> transport.delete(server.uri("/a/7"), Map.of("If-Match", "\"abc\"")));

    FakeServer.Request request = server.requests().get(0);
    assertThat(request.method() + " " + request.target(), is("DELETE /a/7"));
    assertThat(request.headers().get("If-Match"), is("\"abc\""));
    assertThat(request.headers().get("Content-Type"), is(nullValue()));
    assertThat(request.body(), is(""));
    assertThat(reply.status(), is(204));
  }

  @Test
  void nothingFoundAfterALostDeleteMayHaveBeenOurDoing() throws Exception {
    server = new FakeServer(FakeServer.reset(), FakeServer.reply(404, ""));

    HttpReply reply = delete();

    assertThat(reply.status(), is(404));
    assertThat(reply.mayHaveBeenProcessedBefore(), is(true));
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 404, 409, 412})
  void anyOtherStatusOfADeleteIsReturnedAtOnce(int status) throws Exception {
    server = new FakeServer(FakeServer.reply(status, "", "Location: /elsewhere"));

    HttpReply reply = delete();

    assertThat(reply.status(), is(status));
    assertThat(reply.mayHaveBeenProcessedBefore(), is(false));
    assertThat(server.requests(), hasSize(1));
  }

  @Test
  void aDeleteThatIsNeverAnsweredIsInDoubt() throws Exception {
    server = new FakeServer(FakeServer.reset());

    NoAnswerException doubt = assertThrows(NoAnswerException.class, this::delete);

    assertThat(doubt.mayHaveBeenProcessed(), is(true));
    assertThat(
        doubt.getMessage(),
        allOf(startsWith("DELETE " + server.uri("/a/7") + " got no whole answer in 3 attempts")));
  }

  @Test
  void aGetThatIsNeverAnsweredHasChangedNothing() throws Exception {
    server = new FakeServer(FakeServer.reset());

    NoAnswerException failure =
        assertThrows(
            NoAnswerException.class, () -> call(transport -> transport.get(server.uri("/a/7"))));

    assertThat(failure.attempts(), is(3));
    assertThat(failure.mayHaveBeenProcessed(), is(false));
  }

  @Test
  void aBodyIsReadFromItsStartEachTime() throws Exception {
    server = new FakeServer(FakeServer.reply(200, "[1,2]"));

    HttpReply reply = call(transport -> transport.get(server.uri("/")));

    for (int i = 0; i < 2; i++) {
      assertThat(new String(reply.body().readAllBytes(), StandardCharsets.UTF_8), is("[1,2]"));
    }
  }

  private HttpReply delete() throws Exception {
    return call(transport -> transport.delete(server.uri("/a/7"), Map.of()));
  }

  @FunctionalInterface
  private interface Call {
    HttpReply make(HttpTransport transport) throws Exception;
  }

  private HttpReply call(Call call) throws Exception {
    try (HttpTransport transport =
        HttpTransport.open(TestSettings.quick(server), Authorization.none())) {
      return call.make(transport);
    }
  }
}
