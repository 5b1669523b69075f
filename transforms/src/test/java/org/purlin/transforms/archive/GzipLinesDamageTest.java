package org.purlin.transforms.archive;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.sameInstance;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.purlin.transforms.archive.Gzips.gzip;
import static org.purlin.transforms.archive.Gzips.join;
import static org.purlin.transforms.archive.Gzips.linesOf;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever happens to a gzip, it is refused or read whole; never read short or changed. */
class GzipLinesDamageTest {

  private static final ArchiveLimits LIMITS = ArchiveLimits.DEFAULT;

  private static String events(int count) {
    Random random = new Random(42);
    StringBuilder events = new StringBuilder();
    for (int i = 0; i < count; i++) {
      events.append("{\"event\":\"").append(Long.toHexString(random.nextLong())).append("\"}\n");
    }
    return events.toString();
  }

  @Test
  void aGzipCutAnywhereIsRefused() {
    byte[] whole = gzip(events(60));
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);

      assertThrows(RefusedException.class, () -> linesOf(cut, LIMITS), "cut at " + length);
    }
  }

  @Test
  void aLaterMemberCutAnywhereIsRefused() {
    byte[] first = gzip(events(3));
    byte[] whole = join(first, gzip(events(5)));
    for (int length = first.length + 1; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);

      assertThrows(RefusedException.class, () -> linesOf(cut, LIMITS), "cut at " + length);
    }
  }

  @Test
  void aFlippedBitIsRefusedOrChangesNothing() throws IOException {
    byte[] whole = join(gzip(events(10)), gzip(events(4)));
    List<String> expected = linesOf(whole, LIMITS);
    int refused = 0;
    for (int bit = 0; bit < 8 * whole.length; bit++) {
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      try {
        assertThat("bit " + bit, linesOf(flipped, LIMITS), is(expected));
      } catch (RefusedException e) {
        refused++;
      }
    }
    // Two headers hold 56 bits each that say nothing about the content: time, level, system.
    assertThat(refused, greaterThan(8 * whole.length - 150));
  }

  @Test
  void theReasonOfTheArchiveIsKeptAndThePlaceAdded() {
    byte[] gzip = gzip("a\n");
    InputStream refusing = failing(gzip, 12, new RefusedException("its CRC does not match"));

    RefusedException refused =
        assertThrows(RefusedException.class, () -> linesOf(refusing, gzip.length, LIMITS));
    assertThat(refused.getMessage(), is("its CRC does not match after line 0"));
  }

  @Test
  void aFailedReadIsNoDamage() {
    byte[] gzip = gzip(events(60));
    for (int at : List.of(0, 5, 12, gzip.length - 2, gzip.length)) {
      IOException reset = new IOException("connection reset");

      IOException thrown =
          assertThrows(
              IOException.class, () -> linesOf(failing(gzip, at, reset), gzip.length, LIMITS));
      assertThat("at " + at, thrown, is(sameInstance(reset)));
    }
  }

  /** A stream that gives some bytes, one a call, and then throws. */
  private static InputStream failing(byte[] content, int good, IOException failure) {
    return new FilterInputStream(new ByteArrayInputStream(content)) {
      private int given;

      @Override
      public int read() throws IOException {
        if (given++ == good) {
          throw failure;
        }
        return super.read();
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        if (given++ == good) {
          throw failure;
        }
        return super.read(bytes, offset, Math.min(1, length));
      }
    };
  }
}
