package org.purlin.transforms.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;

/**
 * Finds the central directory of a zip and checks that it is whole and of a bearable size, before a
 * library reads all of it into memory. Handles zip64. Layout: PKWARE's APPNOTE 4.3.14 to 4.3.16.
 */
final class ZipDirectory {

  private static final int END_BYTES = 22;
  private static final int END_SIGNATURE = 0x06054b50;
  private static final int ZIP64_LOCATOR_BYTES = 20;
  private static final int ZIP64_LOCATOR_SIGNATURE = 0x07064b50;
  private static final int ZIP64_END_BYTES = 56;
  private static final int ZIP64_END_SIGNATURE = 0x06064b50;

  /**
   * Bytes a directory entry may take on average. Real ones take about 95; a directory that is
   * larger than its members explain would fill the heap, whatever number its end record claims.
   */
  private static final int MAX_ENTRY_BYTES = 256;

  private ZipDirectory() {}

  /**
   * Checks the end of the archive and returns how many members it announces.
   *
   * @throws RefusedException when there is no end record, the directory does not lie right before
   *     it, or it announces more members than allowed
   */
  static long check(SeekableByteChannel zip, ArchiveLimits limits) throws IOException {
    long endAt = findEnd(zip);
    ByteBuffer end = read(zip, endAt, END_BYTES);
    long entries = Short.toUnsignedLong(end.getShort(10));
    long directoryBytes = Integer.toUnsignedLong(end.getInt(12));
    long directoryAt = Integer.toUnsignedLong(end.getInt(16));
    long directoryEnd = endAt;
    if (endAt >= ZIP64_LOCATOR_BYTES) {
      ByteBuffer locator = read(zip, endAt - ZIP64_LOCATOR_BYTES, ZIP64_LOCATOR_BYTES);
      if (locator.getInt(0) == ZIP64_LOCATOR_SIGNATURE) {
        directoryEnd = locator.getLong(8);
        if (directoryEnd < 0 || directoryEnd > endAt - ZIP64_LOCATOR_BYTES - ZIP64_END_BYTES) {
          throw new RefusedException("the zip64 end record does not lie in the file");
        }
        ByteBuffer end64 = read(zip, directoryEnd, ZIP64_END_BYTES);
        if (end64.getInt(0) != ZIP64_END_SIGNATURE) {
          throw new RefusedException("the zip64 end record is missing");
        }
        entries = end64.getLong(32);
        directoryBytes = end64.getLong(40);
        directoryAt = end64.getLong(48);
      }
    }
    if (directoryAt < 0 || directoryBytes < 0 || directoryAt + directoryBytes != directoryEnd) {
      throw new RefusedException("the zip's directory is not where its end record says");
    }
    if (entries < 0
        || entries > limits.maxMembers()
        || directoryBytes > (long) limits.maxMembers() * MAX_ENTRY_BYTES) {
      throw new RefusedException(
          "it has more than " + limits.maxMembers() + " members or an oversized directory");
    }
    return entries;
  }

  private static long findEnd(SeekableByteChannel zip) throws IOException {
    long size = zip.size();
    int window = (int) Math.min(size, END_BYTES + 0xFFFF);
    if (window >= END_BYTES) {
      ByteBuffer tail = read(zip, size - window, window);
      for (int at = window - END_BYTES; at >= 0; at--) {
        if (tail.getInt(at) == END_SIGNATURE) {
          // The library takes the last signature whatever follows it, so no other one counts here.
          if (at + END_BYTES + Short.toUnsignedInt(tail.getShort(at + 20)) == window) {
            return size - window + at;
          }
          break;
        }
      }
    }
    throw new RefusedException(describe(zip, size));
  }

  private static String describe(SeekableByteChannel zip, long size) throws IOException {
    if (size == 0) {
      return "it is empty";
    }
    ByteBuffer head = read(zip, 0, (int) Math.min(4, size));
    boolean startsAsZip = size >= 4 && head.get(0) == 'P' && head.get(1) == 'K';
    if (startsAsZip) {
      return "it is cut off: the zip's end record is missing after " + size + " bytes";
    }
    return head.get(0) == '<' ? "it is a web page, not a zip" : "it is not a zip";
  }

  private static ByteBuffer read(SeekableByteChannel zip, long at, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    zip.position(at);
    while (bytes.hasRemaining()) {
      if (zip.read(bytes) < 0) {
        throw new RefusedException("it is cut off at byte " + zip.position());
      }
    }
    return bytes.flip();
  }
}
