package org.purlin.benchmarks;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.IntStream;

/** How fast rows could be put on this disk, each file with its SHA-256, if they made themselves. */
final class HashAndWrite {

  private static final int FILES = 24;

  private HashAndWrite() {}

  /** Takes an existing directory and the bytes to write in all. */
  public static void main(String[] args) throws Exception {
    Path output = Path.of(args[0]);
    long bytes = Long.parseLong(args[1]) / FILES;
    TwoThreads.forEach(
        IntStream.range(0, FILES).boxed().toList(),
        n -> write(output.resolve(n + ".bytes"), bytes));
  }

  private static void write(Path file, long bytes) throws Exception {
    byte[] buffer = new byte[1 << 18];
    new Random(1).nextBytes(buffer);
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    try (OutputStream out = Files.newOutputStream(file)) {
      for (long left = bytes; left > 0; left -= buffer.length) {
        int count = (int) Math.min(left, buffer.length);
        sha256.update(buffer, 0, count);
        out.write(buffer, 0, count);
      }
    }
    Files.writeString(
        file.resolveSibling(file.getFileName() + ".sha256"),
        HexFormat.of().formatHex(sha256.digest()));
  }
}
