package org.purlin.io.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.sameInstance;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class DownloadTest {

  /** {@code printf hello | sha256sum}. */
  private static final String SHA_256_OF_HELLO =
      "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

  @TempDir Path folder;

  private Path target;
  private FakeServer server;

  @BeforeEach
  void name() {
    target = folder.resolve("archive.zip");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aBodyBecomesAFileWithItsLengthAndHash() throws Exception {
    server = new FakeServer(FakeServer.reply(200, "hello", "ETag: x"));

    Download download = download(BodyCheck.none());

    assertThat(download.status(), is(200));
    assertThat(download.bytes(), is(5L));
    assertThat(download.sha256(), is(SHA_256_OF_HELLO));
    assertThat(download.problem(), is(""));
    assertThat(download.headers().firstValue("etag").orElseThrow(), is("x"));
    assertThat(Files.readString(target), is("hello"));
  }

  @Test
  void aChunkedBodyNeedsNoDeclaredLength() throws Exception {
    server = new FakeServer(FakeServer.chunked("he", "llo"));
    assertThat(download(BodyCheck.none()).sha256(), is(SHA_256_OF_HELLO));
  }

  @Test
  void aCompressedBodyIsKeptAsItCame() throws Exception {
    server = new FakeServer(FakeServer.reply(200, "not really gzip", "Content-Encoding: gzip"));
    download(BodyCheck.none());
    assertThat(Files.readString(target), is("not really gzip"));
  }

  @Test
  void aProblemIsKeptOnOneLineAndNothingIsWritten() throws Exception {
    server = new FakeServer(FakeServer.reply(400, "too\r\nlarge"));

    Download download = download(BodyCheck.none());

    assertThat(download.status(), is(400));
    assertThat(download.problem(), is("too large"));
    assertThat(download.bytes(), is(0L));
    assertThatTheFolderIsEmpty();
  }

  @Test
  void aTruncatedBodyIsAskedForAgain() throws Exception {
    server = new FakeServer(FakeServer.truncated(2000, "x"), FakeServer.reply(200, "hello"));

    Download download = download(BodyCheck.none());

    assertThat(download.attempts(), is(2));
    assertThat(Files.readString(target), is("hello"));
  }

  @Test
  void aBodyThatStaysTruncatedLeavesNoFile() throws Exception {
    server = new FakeServer(FakeServer.truncated(2000, "x".repeat(1000)));

    NoAnswerException failure =
        assertThrows(NoAnswerException.class, () -> download(BodyCheck.none()));

    assertThat(failure.getMessage(), containsString("body ended after 1,000 of 2,000 bytes"));
    assertThatTheFolderIsEmpty();
  }

  @Test
  void aDamagedBodyIsAskedForAgain() throws Exception {
    server = new FakeServer(FakeServer.reply(200, "<html>"), FakeServer.reply(200, "hello"));

    Download download = download(DownloadTest::mustNotBeHtml);

    assertThat(download.attempts(), is(2));
    assertThat(Files.readString(target), is("hello"));
  }

  @Test
  void aBodyThatStaysDamagedIsAFailureThatSaysWhyAndLeavesNoFile() throws Exception {
    server = new FakeServer(FakeServer.reply(503, ""), FakeServer.reply(200, "<html>"));

    DamagedBodyException failure =
        assertThrows(DamagedBodyException.class, () -> download(DownloadTest::mustNotBeHtml));

    assertThat(
        failure.getMessage(),
        matchesPattern(
            "GET http://127\\.0\\.0\\.1:\\d+/export gave a damaged body; gave up after 3 attempts"
                + " over \\d+ m?s: expected an archive, got HTML"));
    assertThat(server.requests(), hasSize(3));
    assertThatTheFolderIsEmpty();
  }

  @Test
  void aCheckThatFailsItselfIsNotTheServersFault() throws Exception {
    server = new FakeServer(FakeServer.reply(200, "hello"));
    IOException trouble = new IOException("checker broke");

    IOException thrown =
        assertThrows(
            IOException.class,
            () ->
                download(
                    body -> {
                      throw trouble;
                    }));

    assertThat(thrown, sameInstance(trouble));
    assertThat(server.requests(), hasSize(1));
    assertThatTheFolderIsEmpty();
  }

  @Test
  void aMissingDirectoryIsOurTroubleAtOnce() throws Exception {
    server = new FakeServer(FakeServer.reply(200, "hello"));
    target = folder.resolve("none").resolve("archive.zip");

    LocalDiskException failure =
        assertThrows(LocalDiskException.class, () -> download(BodyCheck.none()));

    assertThat(failure.getMessage(), containsString("NoSuchFileException"));
    assertThat(server.requests(), hasSize(1));
  }

  @Test
  void aFullDiskIsOurTroubleAtOnce() throws Exception {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "this system has no /dev/full");
    server = new FakeServer(FakeServer.reply(200, "hello"));
    // A link, so that a mistake in deleting could not reach the device.
    target = Files.createSymbolicLink(folder.resolve("full"), full);

    LocalDiskException failure =
        assertThrows(LocalDiskException.class, () -> download(BodyCheck.none()));

    assertThat(failure.getMessage(), containsString("No space left on device"));
    assertThat(server.requests(), hasSize(1));
    assertThat(Files.exists(full), is(true));
  }

  @Test
  void aBodyOverTheLimitIsRefusedAndNotAskedForAgain() throws Exception {
    server = new FakeServer(FakeServer.reply(200, "hello"));

    BodyTooLargeException failure =
        assertThrows(BodyTooLargeException.class, this::downloadAtMostFourBytes);

    assertThat(failure.getMessage(), is("A body of 5 bytes or more is over the limit of 4 bytes."));
    assertThat(server.requests(), hasSize(1));
    assertThatTheFolderIsEmpty();
  }

  @Test
  void aBodyOfUnknownLengthIsCutWhenItPassesTheLimit() throws Exception {
    server = new FakeServer(FakeServer.chunked("he", "llo"));

    assertThrows(BodyTooLargeException.class, this::downloadAtMostFourBytes);
    assertThat(server.requests(), hasSize(1));
    assertThatTheFolderIsEmpty();
  }

  private void downloadAtMostFourBytes() throws IOException, InterruptedException {
    download(TestSettings.quick(server).withMaxDownloadBytes(4), BodyCheck.none());
  }

  private static void mustNotBeHtml(Path body) throws IOException {
    if (Files.readString(body).startsWith("<html>")) {
      throw new DamagedBodyException("expected an archive, got HTML");
    }
  }

  private void assertThatTheFolderIsEmpty() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.toList(), hasSize(0));
    }
  }

  private Download download(BodyCheck check) throws IOException, InterruptedException {
    return download(TestSettings.quick(server), check);
  }

  private Download download(HttpSettings settings, BodyCheck check)
      throws IOException, InterruptedException {
    try (HttpTransport transport = HttpTransport.open(settings, Authorization.none())) {
      return transport.download(server.uri("/export"), target, check);
    }
  }
}
