package org.purlin.benchmarks;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** How fast the bytes can be had at all: zlib alone, on two threads, looking at nothing. */
final class Gunzip {

  private Gunzip() {}

  /** Takes an archive. */
  public static void main(String[] args) throws Exception {
    try (ZipFile zip = new ZipFile(args[0])) {
      List<? extends ZipEntry> members = zip.stream().toList();
      TwoThreads.forEach(members, member -> read(Path.of(args[0]), member.getName()));
    }
  }

  private static void read(Path archive, String member) throws Exception {
    byte[] buffer = new byte[1 << 16];
    try (ZipFile zip = new ZipFile(archive.toFile());
        InputStream text =
            new GZIPInputStream(zip.getInputStream(zip.getEntry(member)), buffer.length)) {
      while (text.read(buffer) >= 0) {
        // Reading is all there is.
      }
    }
  }
}
