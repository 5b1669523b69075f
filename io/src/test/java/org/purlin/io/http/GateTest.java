package org.purlin.io.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.sameInstance;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A body's gate is asked before each attempt, and may end the tries. */
@Timeout(30)
class GateTest {

  private FakeServer server;
  private final List<Integer> requestsWhenAsked = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    server =
        new FakeServer(
            FakeServer.reply(503, ""), FakeServer.reply(503, ""), FakeServer.reply(200, "good"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpReply post(Body body) throws Exception {
    try (HttpTransport transport =
        HttpTransport.open(TestSettings.quick(server), Authorization.none())) {
      return transport.post(server.uri("/children"), body);
    }
  }

  private Body gated(int attempts, Exception end) {
    return Body.json("[]")
        .withGate(
            () -> {
              requestsWhenAsked.add(server.requests().size());
              if (requestsWhenAsked.size() > attempts) {
                if (end instanceof RuntimeException fault) {
                  throw fault;
                }
                throw (IOException) end;
              }
            });
  }

  @Test
  void itIsAskedBeforeEachAttempt() throws Exception {
    assertThat(post(gated(3, null)).bodyText(), is("good"));

    assertThat(requestsWhenAsked, is(List.of(0, 1, 2)));
  }

  @Test
  void whatItThrowsEndsTheTries() {
    IllegalStateException lost = new IllegalStateException("lost the lock");

    assertThat(
        assertThrows(IllegalStateException.class, () -> post(gated(1, lost))), sameInstance(lost));

    assertThat(server.requests(), hasSize(1));
  }

  @Test
  void nothingIsSentWhenItDoesNotPassTheFirst() {
    IOException lost = new IOException("lost the lock");

    assertThat(assertThrows(IOException.class, () -> post(gated(0, lost))), sameInstance(lost));

    assertThat(server.requests(), hasSize(0));
  }

  @Test
  void itStaysWithTheBodyWhateverElseIsSaid() throws Exception {
    post(gated(3, null).withHeader("Accept", "application/json").withRepeat(Repeat.ALWAYS));

    assertThat(requestsWhenAsked, is(List.of(0, 1, 2)));
  }
}
