package org.purlin.transforms.archive;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.purlin.transforms.archive.Gzips.gzip;
import static org.purlin.transforms.archive.Gzips.join;
import static org.purlin.transforms.archive.Gzips.linesOf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class GzipLinesTest {

  private static final ArchiveLimits LIMITS = ArchiveLimits.DEFAULT;

  @Test
  void linesEndInLfOrCrLfOrWithTheText() throws IOException {
    assertThat(linesOf(gzip("a\nbc\r\nd"), LIMITS), contains("a", "bc", "d"));
    assertThat(linesOf(gzip("a\nbc\r\n"), LIMITS), contains("a", "bc"));
  }

  @Test
  void aCarriageReturnInsideALineStays() throws IOException {
    assertThat(linesOf(gzip("a\rb\n\rc\n"), LIMITS), contains("a\rb", "\rc"));
  }

  @Test
  void aByteOrderMarkIsTakenFromTheFirstLineOnly() throws IOException {
    assertThat(linesOf(gzip("\uFEFFa\n\uFEFFb\n"), LIMITS), contains("a", "\uFEFFb"));
    assertThat(linesOf(gzip("\uFEFF"), LIMITS), contains(""));
  }

  @Test
  void anEmptyTextHasNoLines() throws IOException {
    assertThat(linesOf(gzip(""), LIMITS), is(empty()));
  }

  @Test
  void blankLinesAreLinesAndKnownAsBlank() throws IOException {
    byte[] gzip = gzip("a\n\n \t\r\nb\n");
    StringBuilder seen = new StringBuilder();
    try (GzipLines lines = new GzipLines(new ByteArrayInputStream(gzip), gzip.length, LIMITS)) {
      while (lines.next()) {
        seen.append(lines.number()).append(lines.isBlank() ? " blank " : " full ");
      }
    }

    assertThat(seen.toString(), is("1 full 2 blank 3 blank 4 full "));
  }

  @Test
  void theEndStaysTheEnd() throws IOException {
    byte[] gzip = gzip("only\n");
    try (GzipLines lines = new GzipLines(new ByteArrayInputStream(gzip), gzip.length, LIMITS)) {
      assertThat(lines.next(), is(true));
      assertThat(lines.next(), is(false));
      assertThat(lines.next(), is(false));
      assertThat(lines.number(), is(1L));
      assertThat(lines.expandedBytes(), is(5L));
    }
  }

  @Test
  void aLineMayBeLongerThanManyBuffers() throws IOException {
    String line = "0123456789".repeat(50_000);

    assertThat(linesOf(gzip("a\n" + line + "\nb\n"), LIMITS), contains("a", line, "b"));
  }

  @Test
  void aLineAtTheLimitIsReadHoweverItEnds() throws IOException {
    for (int limit : List.of(10, 65_535, 65_536, 65_537, 200_000)) {
      String line = "x".repeat(limit);
      ArchiveLimits limits = LIMITS.withMaxLineBytes(limit);

      assertThat(linesOf(gzip(line), limits), contains(line));
      assertThat(linesOf(gzip("a\n" + line + "\nb\n"), limits), contains("a", line, "b"));
      assertThat(linesOf(gzip("a\r\n" + line + "\r\nb\r\n"), limits), contains("a", line, "b"));
    }
  }

  @Test
  void aLineOneByteOverTheLimitIsRefusedHoweverItEnds() {
    for (int limit : List.of(10, 65_535, 65_536, 65_537, 200_000)) {
      String line = "x".repeat(limit + 1);
      for (String end : List.of("", "\n", "\r\n", "\nb\n")) {
        RefusedException refused =
            assertThrows(
                RefusedException.class,
                () -> linesOf(gzip("a\n" + line + end), LIMITS.withMaxLineBytes(limit)));

        assertThat(refused.getMessage(), is("line 2 is longer than " + limit + " bytes"));
      }
    }
  }

  @Test
  void anEndlessLineTakesNoMoreMemoryThanTheLimit() throws IOException {
    int limit = 1 << 20;
    byte[] gzip = gzip(new byte[32 << 20]);
    try (GzipLines lines =
        new GzipLines(
            new ByteArrayInputStream(gzip), gzip.length, LIMITS.withMaxLineBytes(limit))) {
      assertThrows(RefusedException.class, lines::next);

      assertThat(lines.buffer().length, is(limit + 2));
      assertThat(lines.expandedBytes(), lessThan(limit + 3L));
    }
  }

  @Test
  void membersOneAfterAnotherAreOneText() throws IOException {
    byte[] two = join(gzip("a\nb"), gzip(""), gzip("c\nd\n"));

    assertThat(linesOf(two, LIMITS), contains("a", "bc", "d"));
  }

  @Test
  void laterMembersAreReadFromAStreamThatDoesNotKnowWhatIsToCome() throws IOException {
    byte[] two = join(gzip("a\nb\n"), gzip("c\n"));

    assertThat(linesOf(new Gzips.Trickle(two, 1), two.length, LIMITS), contains("a", "b", "c"));
  }

  @Test
  void textAfterTheLastMemberIsRefused() {
    for (String rest : List.of("\u001f", "\u0000\u0000", "<html>")) {
      byte[] gzip = join(gzip("a\n"), rest.getBytes(java.nio.charset.StandardCharsets.US_ASCII));

      RefusedException refused = assertThrows(RefusedException.class, () -> linesOf(gzip, LIMITS));
      assertThat(refused.getMessage(), is("its gzip data is damaged or cut off after line 0"));
    }
  }

  @Test
  void whatIsNoGzipIsRefusedAtOnce() {
    for (String text : List.of("", "\u001f", "{\"a\":1}\n", "<html></html>")) {
      byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);

      RefusedException refused = assertThrows(RefusedException.class, () -> linesOf(bytes, LIMITS));
      assertThat(refused.getMessage(), is("it is not gzip"));
    }
  }

  @Test
  void moreThanTheExpandedLimitIsRefused() throws IOException {
    byte[] gzip = gzip("0123456789\n".repeat(10));

    assertThat(linesOf(gzip, LIMITS.withMaxExpandedBytes(110)), hasSize(10));
    RefusedException refused =
        assertThrows(RefusedException.class, () -> linesOf(gzip, LIMITS.withMaxExpandedBytes(109)));
    assertThat(
        refused.getMessage(),
        is("it expands to more than is allowed (110 bytes from " + gzip.length + ") after line 0"));
  }

  @Test
  void theRatioCountsOnlyPastTheFreeBytes() throws IOException {
    int lines = (int) (ArchiveLimits.RATIO_FREE_BYTES / 1024) + 1;
    byte[] gzip = gzip(("x".repeat(1023) + "\n").repeat(lines));

    assertThat(linesOf(gzip, LIMITS), hasSize(lines));
    RefusedException refused =
        assertThrows(
            RefusedException.class, () -> linesOf(new ByteArrayInputStream(gzip), 1000, LIMITS));
    assertThat(
        refused.getMessage().replaceAll("\\d+", "N"),
        is("it expands to more than is allowed (N bytes from N) after line N"));
    byte[] small = gzip("x".repeat(1 << 20));
    assertThat(linesOf(new ByteArrayInputStream(small), 1, LIMITS), hasSize(1));
  }
}
