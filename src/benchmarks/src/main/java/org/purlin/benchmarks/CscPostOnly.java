package org.purlin.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** How fast the receiver takes bodies that are there already, one post after another. */
final class CscPostOnly {

  private CscPostOnly() {}

  /** Takes a directory with bodies in its .json files; the receiver is in the environment. */
  public static void main(String[] args) throws Exception {
    List<Path> bodies;
    try (Stream<Path> files = Files.list(Path.of(args[0]))) {
      bodies = files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
    CscPosts posts = new CscPosts(System.getenv());
    for (Path body : bodies) {
      posts.post(Files.readString(body));
    }
  }
}
