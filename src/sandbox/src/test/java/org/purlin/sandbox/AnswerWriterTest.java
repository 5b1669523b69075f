package org.purlin.sandbox;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnswerWriterTest {

  private static final Request REQUEST = new Request("GET", "/", Map.of(), Map.of(), "", true);

  private ServerSocket listener;
  private Socket client;
  private Socket server;

  @BeforeEach
  void connect() throws IOException {
    listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    client = new Socket(listener.getInetAddress(), listener.getLocalPort());
    server = listener.accept();
  }

  @AfterEach
  void disconnect() throws IOException {
    client.close();
    server.close();
    listener.close();
  }

  @Test
  void aSmallAnswerEndsOnlyAfterItsRelease() throws IOException {
    endsOnlyAfterItsRelease(Answer.text(200, "some text"));
  }

  @Test
  void anAnswerOfSeveralPiecesEndsOnlyAfterItsRelease() throws IOException {
    endsOnlyAfterItsRelease(Answer.text(200, "x".repeat(70_000)));
  }

  @Test
  void aSlowAnswerEndsOnlyAfterItsRelease() throws IOException {
    endsOnlyAfterItsRelease(Answer.text(200, "x".repeat(150)).delivered(new Delivery.Drip(1000)));
  }

  /** Looks, while the release runs, at how much of the body has reached the client by then. */
  private void endsOnlyAfterItsRelease(Answer answer) throws IOException {
    InputStream in = client.getInputStream();
    AtomicInteger seenAtRelease = new AtomicInteger(Integer.MAX_VALUE);

    new AnswerWriter(server).write(answer, REQUEST, () -> seenAtRelease.set(bodyBytesSeen(in)));
    server.shutdownOutput();

    int length = (int) answer.body().length();
    assertThat(seenAtRelease.get(), lessThan(length));
    assertThat(seenAtRelease.get() + in.readAllBytes().length, is(length));
  }

  private static int bodyBytesSeen(InputStream in) {
    try {
      String head = "";
      while (!head.endsWith("\r\n\r\n")) {
        head += (char) in.read();
      }
      AnswerWriter.pause(100);
      return in.readNBytes(in.available()).length;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
