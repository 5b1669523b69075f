package org.purlin.sandbox.amplitude;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Writes export archives to disk, of any size in little memory. Besides serving the sandbox it
 * makes inputs for benchmarks.
 */
public final class ExportArchive implements AutoCloseable {

  private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(2024, 1, 1, 0, 0);

  private final ZipOutputStream zip;
  private final boolean deflated;

  /**
   * What was written.
   *
   * @param members gzip files
   * @param lines in all of them
   * @param bytes of the archive
   */
  public record Written(int members, long lines, long bytes) {}

  ExportArchive(Path file, boolean deflated) throws IOException {
    this.zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
    this.deflated = deflated;
  }

  /**
   * Writes an archive of some hours, members stored. Members are made beside the archive, some at a
   * time on all processors, and removed again.
   *
   * @param file replaced where it exists
   * @param first the first hour
   * @param hours how many
   */
  public static Written write(Path file, Traffic traffic, Instant first, int hours)
      throws IOException {
    int atOnce = Runtime.getRuntime().availableProcessors();
    int count = 0;
    long lines = 0;
    try (MemberFiles files = MemberFiles.beside(file, traffic);
        ExportArchive archive = new ExportArchive(file, false)) {
      for (int n = 0; n < hours; n += atOnce) {
        List<Instant> next = hours(first, n, Math.min(hours, n + atOnce));
        files.make(next);
        for (Instant hour : next) {
          for (Member member : files.of(hour)) {
            archive.add(member);
            count++;
            lines += member.lines();
          }
          files.forget(hour);
        }
      }
    }
    return new Written(count, lines, Files.size(file));
  }

  private static List<Instant> hours(Instant first, int from, int to) {
    return IntStream.range(from, to).mapToObj(n -> first.plus(n, ChronoUnit.HOURS)).toList();
  }

  void add(Member member) throws IOException {
    ZipEntry entry = new ZipEntry(member.name());
    entry.setTimeLocal(ENTRY_TIME);
    if (deflated) {
      entry.setMethod(ZipEntry.DEFLATED);
    } else {
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(member.bytes());
      entry.setCrc(member.crc());
    }
    zip.putNextEntry(entry);
    Files.copy(member.file(), zip);
    zip.closeEntry();
  }

  /** Ends the archive. */
  @Override
  public void close() throws IOException {
    zip.close();
  }

  /** Flips one bit in the middle of the first member's bytes. */
  static void damage(Path file) throws IOException {
    long size;
    try (ZipFile zip = new ZipFile(file.toFile())) {
      size = zip.entries().nextElement().getCompressedSize();
    }
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      // Local file header: 30 bytes, of which the last four are the lengths of name and extra
      // field.
      bytes.seek(26);
      int name = Short.reverseBytes(bytes.readShort());
      int extra = Short.reverseBytes(bytes.readShort());
      long middle = 30 + name + extra + size / 2;
      bytes.seek(middle);
      int before = bytes.read();
      bytes.seek(middle);
      bytes.write(before ^ 1);
    }
  }
}
