package org.purlin.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Where the real pages are, and made-up ones for tests. */
final class Pages {

  /** The source directory. */
  static final Path ROOT =
      Path.of(System.getProperty("purlin.root", "../..")).toAbsolutePath().normalize();

  static final Path SITE = ROOT.resolve("src/site");

  private Pages() {}

  /** Every Markdown file that people read: the pages, and those that stand beside the code. */
  static List<Path> all() throws IOException {
    List<Path> all = new ArrayList<>();
    all.add(ROOT.resolve("README.md"));
    for (String directory : List.of("src/site/markdown", "templates", ".github")) {
      try (var files = Files.list(ROOT.resolve(directory))) {
        files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(all::add);
      }
    }
    return all;
  }

  /** Writes a site's sources into a directory: {@code nav.txt} and pages by name. */
  static void write(Path directory, String nav, Map<String, String> pages) throws IOException {
    Files.createDirectories(directory.resolve("markdown"));
    Files.writeString(directory.resolve("nav.txt"), nav);
    for (Map.Entry<String, String> page : new TreeMap<>(pages).entrySet()) {
      Files.writeString(directory.resolve("markdown/" + page.getKey() + ".md"), page.getValue());
    }
  }
}
