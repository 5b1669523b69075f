package org.purlin.sandbox;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FakeServerTest {

  private final AtomicInteger lastInFlight = new AtomicInteger();
  private FakeServer server;

  @BeforeEach
  void startAnEcho() throws IOException {
    server =
        FakeServer.start(
            0,
            (request, inFlight) -> {
              lastInFlight.set(inFlight);
              if (request.path().equals("/broken")) {
                throw new IOException("no such file");
              }
              return Answer.text(
                  request.path().equals("/empty") ? 204 : 200,
                  request.method() + " " + request.parameters() + " " + request.body());
            });
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void severalRequestsShareOneConnection() throws IOException {
    try (RawClient client = new RawClient(server.url())) {
      assertThat(
          client.send("GET /a?x=1&y=a%20b HTTP/1.1\r\nHost: h\r\n\r\n").hear("} "),
          endsWith("GET {x=1, y=a b} "));
      assertThat(
          client
              .send("PUT /a HTTP/1.1\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc")
              .hearOut()
              .text(),
          endsWith("PUT {} abc"));
    }
    assertThat(server.requests().size(), is(2));
    assertThat(lastInFlight.get(), is(1));
  }

  @Test
  void aChunkedBodyIsPutTogether() throws IOException {
    String head = "POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n";
    String chunks = "3\r\nabc\r\n2;note\r\nde\r\n0\r\nTrailer: x\r\n\r\n";

    RawClient.Heard heard = ask(head + chunks);

    assertThat(heard.body(), is("POST {} abcde"));
  }

  @Test
  void aClientThatAsksFirstIsToldToGoOn() throws IOException {
    try (RawClient client = new RawClient(server.url())) {
      client.send(
          "POST /a HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\nConnection: close\r\n\r\n");
      assertThat(client.hear("\r\n\r\n"), is("HTTP/1.1 100 Continue\r\n\r\n"));
      assertThat(client.send("ok").hearOut().body(), is("POST {} ok"));
    }
  }

  @Test
  void anAnswerToHeadHasALengthAndNoBody() throws IOException {
    RawClient.Heard heard = ask("HEAD /a HTTP/1.1\r\nConnection: close\r\n\r\n");

    assertThat(heard.contentLength(), is("HEAD {} ".length()));
    assertThat(heard.body(), is(emptyString()));
  }

  @Test
  void anAnswerWithoutContentHasNeitherLengthNorBody() throws IOException {
    RawClient.Heard heard = ask("GET /empty HTTP/1.1\r\nConnection: close\r\n\r\n");

    assertThat(heard.head(), startsWith("HTTP/1.1 204 "));
    assertThat(heard.head(), not(containsString("Content-Length")));
    assertThat(heard.body(), is(emptyString()));
  }

  @Test
  void anApiThatFailsIsSeenAsA500() throws IOException {
    RawClient.Heard heard = ask("GET /broken HTTP/1.1\r\nConnection: close\r\n\r\n");

    assertThat(heard.head(), startsWith("HTTP/1.1 500 "));
    assertThat(heard.body(), is("the sandbox failed: java.io.IOException: no such file\n"));
  }

  @Test
  void whatIsNotHttpGetsNoAnswer() throws IOException {
    assertThat(ask("hello\r\n\r\n").text(), is(emptyString()));
    assertThat(server.requests().isEmpty(), is(true));
  }

  @Test
  void headersAreRememberedByNameOnly() throws IOException {
    ask("GET /a HTTP/1.1\r\nAuthorization: Basic abc\r\nConnection: close\r\n\r\n");

    assertThat(server.requests().get(0).headers().toString(), is("[authorization, connection]"));
    assertThat(server.requests().toString(), not(containsString("abc")));
  }

  private RawClient.Heard ask(String request) throws IOException {
    try (RawClient client = new RawClient(server.url())) {
      return client.send(request).hearOut();
    }
  }

  @Test
  void repeatedParametersAndTheTargetAreKeptAsSent() throws IOException {
    try (FakeServer echo =
            FakeServer.start(
                0,
                (request, inFlight) ->
                    Answer.text(200, request.target() + " " + request.values("a[]")));
        RawClient client = new RawClient(echo.url())) {
      assertThat(
          client.send("GET /x%20y?a[]=1&b=2&a%5B%5D=3+4&c HTTP/1.1\r\nHost: h\r\n\r\n").hear(" 4]"),
          endsWith("/x%20y?a[]=1&b=2&a%5B%5D=3+4&c [1, 3 4]"));
    }
  }
}
