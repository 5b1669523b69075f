package org.purlin.release;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The release's zip, unpacked as people do it: with the modes that are in it. */
final class Unpacked {

  static final Path ZIP = Path.of(System.getProperty("purlin.release"));

  private Unpacked() {}

  /** Unpacks into a directory; returns the release's own directory in there. */
  static Path into(Path directory) throws IOException {
    try (FileSystem zip = open()) {
      for (Path entry : entries(zip)) {
        Path file = directory.resolve(entry.toString().substring(1));
        if (Files.isDirectory(entry)) {
          Files.createDirectories(file);
        } else {
          Files.createDirectories(file.getParent());
          Files.copy(entry, file);
          Files.setPosixFilePermissions(file, Files.getPosixFilePermissions(entry));
        }
      }
    }
    return directory.resolve(ZIP.getFileName().toString().replaceFirst("\\.zip$", ""));
  }

  /** The names of its files, below the release's own directory, sorted. */
  static List<String> names() throws IOException {
    try (FileSystem zip = open()) {
      return entries(zip).stream()
          .filter(Files::isRegularFile)
          .map(entry -> entry.subpath(1, entry.getNameCount()).toString())
          .sorted()
          .toList();
    }
  }

  private static FileSystem open() throws IOException {
    return FileSystems.newFileSystem(
        URI.create("jar:" + ZIP.toUri()), Map.of("enablePosixFileAttributes", true));
  }

  private static List<Path> entries(FileSystem zip) throws IOException {
    try (Stream<Path> all = Files.walk(zip.getPath("/"))) {
      return all.filter(entry -> entry.getNameCount() > 0).toList();
    }
  }
}
