package org.purlin.transforms.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * A zip on any seekable channel, read by its central directory. Not thread-safe; open one for each
 * thread.
 */
public final class ZipArchive implements Closeable {

  /** Real names have about 35 characters. */
  private static final int MAX_PRINTED_CHARS = 100;

  private final ZipFile zip;
  private final List<ZipArchiveEntry> entries;
  private final ArchiveLimits limits;

  /**
   * One entry of the archive.
   *
   * @param index its place in the central directory: names may repeat
   * @param name as written in the archive, a DOS archive's backslashes as slashes; hostile until
   *     checked
   * @param compressedBytes its size in the archive
   * @param encrypted whether a password is needed
   * @param directory whether it is a folder
   */
  public record Member(
      int index, String name, long compressedBytes, boolean encrypted, boolean directory) {}

  private ZipArchive(ZipFile zip, ArchiveLimits limits) {
    this.zip = zip;
    this.limits = limits;
    this.entries = Collections.list(zip.getEntries());
  }

  /**
   * Opens an archive and reads its directory. The channel is closed with the archive, and when
   * opening fails.
   *
   * @throws RefusedException when it is no zip, is cut off, or has too many members
   * @throws IOException what the channel itself throws, unchanged: a failed read says nothing about
   *     the archive
   */
  public static ZipArchive open(SeekableByteChannel channel, ArchiveLimits limits)
      throws IOException {
    try {
      long announced = ZipDirectory.check(channel, limits);
      ZipArchive archive = new ZipArchive(library(channel), limits);
      if (archive.entries.size() != announced) {
        throw new RefusedException(
            "its directory holds "
                + archive.entries.size()
                + " members, and its end record says "
                + announced);
      }
      long together = archive.entries.stream().mapToLong(ZipArchiveEntry::getCompressedSize).sum();
      if (together > channel.size()) {
        throw new RefusedException("its members lie over each other");
      }
      return archive;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static ZipFile library(SeekableByteChannel channel) throws IOException {
    try {
      return ZipFile.builder()
          .setSeekableByteChannel(new SourceChannel(channel))
          .setIgnoreLocalFileHeader(true)
          .get();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (IOException | IllegalArgumentException e) {
      throw new RefusedException("its directory is damaged", e);
    }
  }

  /** The members, in the order of the directory. */
  public List<Member> members() {
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      ZipArchiveEntry entry = entries.get(i);
      members.add(
          new Member(
              i,
              entry.getName(),
              entry.getCompressedSize(),
              entry.getGeneralPurposeBit().usesEncryption(),
              entry.isDirectory()));
    }
    return members;
  }

  /**
   * Opens a member's content, stored or deflated. The stream ends with a {@link RefusedException}
   * instead of the end of the file when size or CRC are not what the directory says.
   */
  public InputStream open(Member member) throws IOException {
    ZipArchiveEntry entry = entries.get(member.index());
    if (member.encrypted()) {
      throw new RefusedException("it is encrypted");
    }
    if (entry.getMethod() != ZipEntry.STORED && entry.getMethod() != ZipEntry.DEFLATED) {
      throw new RefusedException("it is compressed by method " + entry.getMethod());
    }
    InputStream content;
    try {
      content = zip.getInputStream(entry);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (IOException | IllegalArgumentException e) {
      throw new RefusedException("its header is damaged", e);
    }
    return new CheckedMemberStream(content, entry);
  }

  /**
   * Reads every member once and checks its size and CRC. Folders, and encrypted members, which
   * cannot be read, are passed over.
   *
   * @throws RefusedException naming the first member that is damaged
   */
  public void verify() throws IOException {
    byte[] buffer = new byte[1 << 16];
    for (Member member : members()) {
      if (member.directory() || member.encrypted()) {
        continue;
      }
      if (entries.get(member.index()).getSize() > limits.maxExpandedBytes()) {
        throw new RefusedException("member " + printable(member) + " is too large");
      }
      try (InputStream content = open(member)) {
        while (content.read(buffer) >= 0) {
          // Reading is checking.
        }
      } catch (RefusedException e) {
        throw new RefusedException("member " + printable(member) + ": " + e.getMessage(), e);
      }
    }
  }

  /** The name as far as it can stand in a message: one short line of ASCII. */
  private static String printable(Member member) {
    String ascii = member.name().replaceAll("[^ -~]", "?");
    return ascii.length() <= MAX_PRINTED_CHARS ? ascii : ascii.substring(0, MAX_PRINTED_CHARS);
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  /** Counts and sums what is read, and compares at the end. */
  private static final class CheckedMemberStream extends InputStream {
    private final InputStream content;
    private final long expectedBytes;
    private final long expectedCrc;
    private final long mostBytes;
    private final CRC32 crc = new CRC32();
    private long bytes;

    CheckedMemberStream(InputStream content, ZipArchiveEntry entry) {
      this.content = content;
      this.expectedBytes = entry.getSize();
      this.expectedCrc = entry.getCrc();
      this.mostBytes =
          Math.max(
              ArchiveLimits.RATIO_FREE_BYTES,
              Math.multiplyExact(ArchiveLimits.MAX_ZIP_RATIO, entry.getCompressedSize()));
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count;
      try {
        count = content.read(buffer, offset, length);
      } catch (UncheckedIOException e) {
        throw e.getCause();
      } catch (IOException e) {
        throw new RefusedException("its compressed data is damaged", e);
      }
      if (count < 0) {
        check();
        return -1;
      }
      crc.update(buffer, offset, count);
      bytes += count;
      if (bytes > expectedBytes) {
        throw new RefusedException("it is longer than the zip's directory says");
      }
      if (bytes > mostBytes) {
        throw new RefusedException("it was packed more tightly than any gzip can be");
      }
      return count;
    }

    private void check() throws RefusedException {
      if (bytes != expectedBytes) {
        throw new RefusedException("it ends after " + bytes + " of " + expectedBytes + " bytes");
      }
      if (crc.getValue() != expectedCrc) {
        throw new RefusedException("its CRC in the zip does not match");
      }
    }

    @Override
    public void close() throws IOException {
      content.close();
    }
  }
}
