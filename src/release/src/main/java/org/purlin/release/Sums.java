package org.purlin.release;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Writes the SHA-256 sum of each file of a directory, as {@code sha256sum --check} reads them. */
public final class Sums {

  private static final String NAME = "SHA256SUMS";

  private Sums() {}

  /**
   * Writes the file {@code SHA256SUMS} into a directory.
   *
   * @param args the directory
   */
  public static void main(String[] args) throws IOException, NoSuchAlgorithmException {
    Path directory = Path.of(args[0]);
    StringBuilder lines = new StringBuilder();
    for (Path file : files(directory)) {
      String name = directory.relativize(file).toString().replace('\\', '/');
      lines.append(sum(file)).append("  ").append(name).append('\n');
    }
    Files.writeString(directory.resolve(NAME), lines);
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().equals(NAME))
          .sorted()
          .toList();
    }
  }

  private static String sum(Path file) throws IOException, NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
