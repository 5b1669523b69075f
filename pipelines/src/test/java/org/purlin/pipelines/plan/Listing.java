package org.purlin.pipelines.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What is in a directory, to see whether something was written. */
public final class Listing {

  private Listing() {}

  /** Every file and directory below one, with its size and the time it was changed. */
  public static Map<String, String> of(Path directory) {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> found = Files.walk(directory)) {
      List<Path> paths = found.filter(path -> !path.equals(directory)).toList();
      for (Path path : paths) {
        String about =
            Files.isDirectory(path)
                ? "directory"
                : Files.size(path) + " bytes of " + Files.getLastModifiedTime(path);
        all.put(directory.relativize(path).toString(), about);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  /** Directories of plans that are left on this machine. */
  public static List<String> leftOver() {
    try (Stream<Path> found = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return found
          .map(path -> path.getFileName().toString())
          .filter(name -> name.startsWith("purlin-plan"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
