package org.purlin.transforms.archive;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives made to use up the machine that opens them. */
class HostileGzipTest {

  private static final ArchiveLimits LIMITS = ArchiveLimits.DEFAULT;

  private static final byte[] HEADER_WITH_NAME = {
    0x1f, (byte) 0x8b, 8, /* FNAME */ 8, 0, 0, 0, 0, 0, (byte) 255
  };

  @Test
  void aHeaderWithAnEndlessNameIsRefusedBeforeItFillsTheHeap() {
    InputStream endless =
        new SequenceInputStream(new ByteArrayInputStream(HEADER_WITH_NAME), new Endless());

    RefusedException refused =
        assertThrows(
            RefusedException.class, () -> new GzipLines(endless, 1_000, ArchiveLimits.DEFAULT));

    assertThat(refused.getMessage(), is("its gzip headers are longer than any real one"));
  }

  @Test
  void anEndlessNameOfALaterMemberIsRefusedToo() throws IOException {
    InputStream gzips =
        new SequenceInputStream(
            Collections.enumeration(
                List.of(
                    new ByteArrayInputStream(gzip("{}\n")),
                    new ByteArrayInputStream(HEADER_WITH_NAME),
                    new Endless())));

    RefusedException refused =
        assertThrows(RefusedException.class, () -> readAll(new GzipLines(gzips, 1, LIMITS)));

    assertThat(refused.getMessage(), containsString("gzip headers are longer"));
  }

  @Test
  void emptyGzipsWithoutEndAreRefused() throws IOException {
    byte[] empty = gzip("");
    ByteArrayOutputStream many = new ByteArrayOutputStream();
    for (int i = 0; i < 100_000; i++) {
      many.write(empty);
    }

    RefusedException refused =
        assertThrows(
            RefusedException.class,
            () -> readAll(new GzipLines(new ByteArrayInputStream(many.toByteArray()), 1, LIMITS)));

    assertThat(refused.getMessage(), containsString("gzip headers are longer"));
  }

  @Test
  void aMemberThatTheZipPacksTooTightlyIsRefused(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("tight.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("a"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 70; i++) {
        zip.write(zeros);
      }
      zip.closeEntry();
    }

    try (ZipArchive archive = ZipArchive.open(FileChannel.open(file), ArchiveLimits.DEFAULT)) {
      RefusedException refused = assertThrows(RefusedException.class, archive::verify);
      assertThat(
          refused.getMessage(), is("member a: it was packed more tightly than any gzip can be"));
    }
  }

  @Test
  void membersThatLieOverEachOtherAreRefused(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("overlapping.zip");
    byte[] noise = new byte[10_000];
    new Random(1).nextBytes(noise);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("a"));
      zip.write(noise);
      zip.closeEntry();
    }
    Files.write(file, withEntriesRepeated(Files.readAllBytes(file), 20));

    RefusedException refused =
        assertThrows(
            RefusedException.class,
            () -> ZipArchive.open(FileChannel.open(file), ArchiveLimits.DEFAULT));

    assertThat(refused.getMessage(), is("its members lie over each other"));
  }

  /** The same archive, its only entry listed several times. */
  private static byte[] withEntriesRepeated(byte[] zip, int times) {
    ByteBuffer end = ByteBuffer.wrap(zip, zip.length - 22, 22).slice();
    end.order(ByteOrder.LITTLE_ENDIAN);
    int directoryBytes = end.getInt(12);
    int directoryAt = end.getInt(16);
    ByteBuffer repeated = ByteBuffer.allocate(zip.length + (times - 1) * directoryBytes);
    repeated.put(zip, 0, directoryAt);
    for (int i = 0; i < times; i++) {
      repeated.put(zip, directoryAt, directoryBytes);
    }
    end.putShort(8, (short) times).putShort(10, (short) times).putInt(12, times * directoryBytes);
    return repeated.put(end.rewind()).array();
  }

  private static void readAll(GzipLines lines) throws IOException {
    while (lines.next()) {
      // Reading is what is tested.
    }
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  /** The letter a, for as long as anybody reads; fails the test after a gigabyte. */
  private static final class Endless extends InputStream {
    private long given;

    @Override
    public int read(byte[] bytes, int offset, int length) {
      Arrays.fill(bytes, offset, offset + length, (byte) read());
      given += length;
      return length;
    }

    @Override
    public int read() {
      if (++given > 1_000_000_000) {
        throw new AssertionError("Somebody read a gigabyte of a header.");
      }
      return 'a';
    }
  }
}
