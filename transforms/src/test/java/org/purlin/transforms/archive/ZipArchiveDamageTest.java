package org.purlin.transforms.archive;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.sameInstance;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.transforms.archive.ZipArchive.Member;

/** Whatever happens to a zip, it is refused or read whole; never read short or changed. */
class ZipArchiveDamageTest {

  private static final List<byte[]> CONTENTS = List.of(random(1), random(2), Gzips.gzip("a\nb\n"));

  private static byte[] random(int seed) {
    byte[] content = new byte[200];
    new Random(seed).nextBytes(content);
    return content;
  }

  private static List<byte[]> archives() {
    return List.of(
        fill(Zips.zip()).bytes(),
        fill(Zips.zip().zip64()).bytes(),
        Zips.zipWithDescriptors().deflated("a", CONTENTS.get(0)).bytes(),
        fill(Zips.zip().comment("made for a test")).bytes());
  }

  private static Zips.Builder fill(Zips.Builder zip) {
    return zip.stored("a", CONTENTS.get(0))
        .deflated("b", CONTENTS.get(1))
        .deflated("c", CONTENTS.get(2));
  }

  private static List<String> contentsOf(SeekableByteChannel channel) throws IOException {
    List<String> contents = new ArrayList<>();
    try (ZipArchive archive = ZipArchive.open(channel, ArchiveLimits.DEFAULT)) {
      for (Member member : archive.members()) {
        try (InputStream content = archive.open(member)) {
          contents.add(Arrays.toString(content.readAllBytes()));
        }
      }
    }
    return contents;
  }

  @Test
  void aZipCutAnywhereIsRefused(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("cut.zip");
    byte[] large = fill(Zips.zip()).stored("d", new byte[20_000]).bytes();
    for (int length = 0; length < large.length; length += 100) {
      Files.write(file, Arrays.copyOf(large, length));

      assertThrows(
          RefusedException.class, () -> contentsOf(FileChannel.open(file)), "cut at " + length);
    }
    for (byte[] zip : archives()) {
      for (int length = 0; length < zip.length; length++) {
        byte[] cut = Arrays.copyOf(zip, length);

        assertThrows(
            RefusedException.class,
            () -> contentsOf(new SeekableInMemoryByteChannel(cut)),
            "cut at " + length);
      }
    }
  }

  @Test
  void aFlippedBitIsRefusedOrChangesNoContent() throws IOException {
    for (byte[] zip : archives()) {
      List<String> expected = contentsOf(new SeekableInMemoryByteChannel(zip));
      int refused = 0;
      for (int bit = 0; bit < 8 * zip.length; bit++) {
        byte[] flipped = zip.clone();
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        try {
          assertThat(
              "bit " + bit, contentsOf(new SeekableInMemoryByteChannel(flipped)), is(expected));
        } catch (RefusedException e) {
          refused++;
        } catch (RuntimeException e) {
          throw new AssertionError("bit " + bit, e);
        }
      }
      assertThat(refused, greaterThan(8 * 200));
    }
  }

  @Test
  void aFailedReadIsNoDamageAndTheChannelIsClosed() throws IOException {
    byte[] zip = archives().get(1);
    int reads = readsOf(zip);
    assertThat(reads, greaterThan(10));
    for (int good = 0; good < reads; good++) {
      FailingChannel channel = new FailingChannel(zip, good);

      IOException thrown = assertThrows(IOException.class, () -> contentsOf(channel));
      assertThat("after " + good + " reads", thrown, is(sameInstance(channel.failure)));
      assertThat(channel.isOpen(), is(false));
    }
  }

  @Test
  void aRefusedArchiveLeavesNoChannelOpen() {
    SeekableInMemoryByteChannel channel = new SeekableInMemoryByteChannel(new byte[100]);

    assertThrows(RefusedException.class, () -> ZipArchive.open(channel, ArchiveLimits.DEFAULT));
    assertThat(channel.isOpen(), is(false));
  }

  private static int readsOf(byte[] zip) throws IOException {
    FailingChannel counting = new FailingChannel(zip, Integer.MAX_VALUE);
    assertThat(
        contentsOf(counting),
        contains(CONTENTS.stream().map(Arrays::toString).toArray(String[]::new)));
    return counting.reads;
  }

  /** A channel that fails from one read on, as a network file does. */
  private static final class FailingChannel implements SeekableByteChannel {

    private final SeekableByteChannel content;
    private final int good;
    private final IOException failure = new IOException("connection reset");
    private int reads;

    FailingChannel(byte[] content, int good) {
      this.content = new SeekableInMemoryByteChannel(content);
      this.good = good;
    }

    @Override
    public int read(ByteBuffer bytes) throws IOException {
      if (reads++ >= good) {
        throw failure;
      }
      return content.read(bytes);
    }

    @Override
    public long position() throws IOException {
      return content.position();
    }

    @Override
    public SeekableByteChannel position(long position) throws IOException {
      content.position(position);
      return this;
    }

    @Override
    public long size() throws IOException {
      return content.size();
    }

    @Override
    public int write(ByteBuffer bytes) {
      throw new UnsupportedOperationException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean isOpen() {
      return content.isOpen();
    }

    @Override
    public void close() throws IOException {
      content.close();
    }
  }
}
