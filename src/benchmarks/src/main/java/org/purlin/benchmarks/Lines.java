package org.purlin.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Counts lines: what came out must be what went in, or its speed means nothing. */
final class Lines {

  private Lines() {}

  /** Line ends among the first bytes of an array. */
  static long in(byte[] bytes, int count) {
    long lines = 0;
    for (int i = 0; i < count; i++) {
      lines += bytes[i] == '\n' ? 1 : 0;
    }
    return lines;
  }

  /** Line ends in all files of rows below a directory. */
  static long below(Path directory) throws IOException {
    long lines = 0;
    byte[] buffer = new byte[1 << 16];
    for (Path file : rowFiles(directory)) {
      try (InputStream in = Files.newInputStream(file)) {
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
          lines += in(buffer, count);
        }
      }
    }
    return lines;
  }

  /** Bytes of all files of rows below a directory. */
  static long bytesBelow(Path directory) throws IOException {
    long bytes = 0;
    for (Path file : rowFiles(directory)) {
      bytes += Files.size(file);
    }
    return bytes;
  }

  private static List<Path> rowFiles(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      // What starts with a line below is not output but how it was made.
      return files
          .filter(file -> file.toString().endsWith(".jsonl"))
          .filter(file -> !directory.relativize(file).toString().matches("(.*/)?_.*"))
          .toList();
    }
  }
}
