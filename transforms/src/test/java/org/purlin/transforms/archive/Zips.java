package org.purlin.transforms.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** Makes zips for tests: ordinary ones with a library, odd ones by changing single bytes. */
final class Zips {

  private static final int END_SIGNATURE = 0x06054b50;
  private static final int ENTRY_SIGNATURE = 0x02014b50;
  private static final int LOCAL_HEADER_BYTES = 30;

  private Zips() {}

  /** Writes members one after another. */
  static final class Builder {

    private final ByteArrayOutputStream streamed = new ByteArrayOutputStream();
    private final SeekableInMemoryByteChannel seekable = new SeekableInMemoryByteChannel();
    private final boolean withDescriptors;
    private final ZipArchiveOutputStream zip;

    private Builder(boolean withDescriptors) {
      this.withDescriptors = withDescriptors;
      zip =
          withDescriptors
              ? new ZipArchiveOutputStream((OutputStream) streamed)
              : new ZipArchiveOutputStream(seekable);
      zip.setUseZip64(Zip64Mode.Never);
    }

    Builder zip64() {
      zip.setUseZip64(Zip64Mode.Always);
      return this;
    }

    Builder comment(String comment) {
      zip.setComment(comment);
      return this;
    }

    Builder stored(String name, byte[] content) {
      ZipArchiveEntry entry = new ZipArchiveEntry(name);
      CRC32 crc = new CRC32();
      crc.update(content);
      entry.setMethod(ZipArchiveEntry.STORED);
      entry.setSize(content.length);
      entry.setCrc(crc.getValue());
      return add(entry, content);
    }

    Builder deflated(String name, byte[] content) {
      ZipArchiveEntry entry = new ZipArchiveEntry(name);
      entry.setMethod(ZipArchiveEntry.DEFLATED);
      return add(entry, content);
    }

    private Builder add(ZipArchiveEntry entry, byte[] content) {
      try {
        entry.setTime(0);
        zip.putArchiveEntry(entry);
        zip.write(content);
        zip.closeArchiveEntry();
        return this;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    byte[] bytes() {
      try {
        zip.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      if (withDescriptors) {
        return streamed.toByteArray();
      }
      return java.util.Arrays.copyOf(seekable.array(), Math.toIntExact(seekable.size()));
    }
  }

  static Builder zip() {
    return new Builder(false);
  }

  /** Sizes and CRCs of deflated members follow their content, as a streaming writer does it. */
  static Builder zipWithDescriptors() {
    return new Builder(true);
  }

  /** One stored member whose size and CRC follow its content: valid, and seen in the wild. */
  static byte[] storedWithDescriptor(String name, byte[] content) {
    byte[] plain = zip().stored(name, content).bytes();
    ByteBuffer old = littleEndian(plain);
    int directoryAt = directoryAt(plain);
    byte[] longer = new byte[plain.length + 16];
    ByteBuffer zip = littleEndian(longer);
    zip.put(plain, 0, directoryAt);
    zip.putInt(0x08074b50).put(plain, 14, 12);
    zip.put(plain, directoryAt, plain.length - directoryAt);
    zip.putShort(6, (short) (old.getShort(6) | 8));
    zip.putInt(14, 0).putInt(18, 0).putInt(22, 0);
    zip.putShort(directoryAt + 16 + 8, (short) (old.getShort(directoryAt + 8) | 8));
    zip.putInt(longer.length - 6, directoryAt + 16);
    return longer;
  }

  /** Sets the flag "encrypted" of the n-th member, in its directory entry. */
  static byte[] encrypted(byte[] zip, int member) {
    int at = entryAt(zip, member);
    return withShort(zip, at + 8, littleEndian(zip).getShort(at + 8) | 1);
  }

  /** Sets the compression method of the n-th member, in its directory entry. */
  static byte[] withMethod(byte[] zip, int member, int method) {
    return withShort(zip, entryAt(zip, member) + 10, method);
  }

  /** Makes the end record announce another number of members. */
  static byte[] announcing(byte[] zip, int members) {
    int end = endAt(zip);
    return withShort(withShort(zip, end + 8, members), end + 10, members);
  }

  /** Flips one bit in the content of the n-th member. */
  static byte[] withFlippedContent(byte[] zip, int member) {
    byte[] changed = zip.clone();
    int header = littleEndian(zip).getInt(entryAt(zip, member) + 42);
    int nameAndExtra =
        littleEndian(zip).getShort(header + 26) + littleEndian(zip).getShort(header + 28);
    changed[header + LOCAL_HEADER_BYTES + nameAndExtra + 20] ^= 4;
    return changed;
  }

  /** The name's first byte of the n-th member, in its directory entry. */
  static int nameAt(byte[] zip, int member) {
    return entryAt(zip, member) + 46;
  }

  private static byte[] withShort(byte[] zip, int at, int value) {
    byte[] changed = zip.clone();
    littleEndian(changed).putShort(at, (short) value);
    return changed;
  }

  static int directoryAt(byte[] zip) {
    return littleEndian(zip).getInt(endAt(zip) + 16);
  }

  private static int entryAt(byte[] zip, int member) {
    ByteBuffer bytes = littleEndian(zip);
    int at = directoryAt(zip);
    for (int i = 0; i < member; i++) {
      if (bytes.getInt(at) != ENTRY_SIGNATURE) {
        throw new IllegalArgumentException("Only " + i + " members.");
      }
      at += 46 + bytes.getShort(at + 28) + bytes.getShort(at + 30) + bytes.getShort(at + 32);
    }
    return at;
  }

  private static int endAt(byte[] zip) {
    int at = zip.length - 22;
    while (littleEndian(zip).getInt(at) != END_SIGNATURE) {
      at--;
    }
    return at;
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
