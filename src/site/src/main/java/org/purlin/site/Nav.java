package org.purlin.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The sections of the site with their pages, in order, from {@code nav.txt}. */
record Nav(List<Section> sections) {

  /** Some pages under one heading. */
  record Section(String title, List<Entry> entries) {}

  /**
   * A page.
   *
   * @param page its name, without {@code .md}
   * @param label short title for menus; empty when the page's own will do
   */
  record Entry(String page, String label) {}

  private static final String HEADING = "## ";

  /**
   * Reads the file.
   *
   * @param file {@code nav.txt}
   * @param pages names of the pages that there are
   * @throws SiteException when a page stands in no section, in two places, before the first
   *     section, or is not there
   */
  static Nav read(Path file, Set<String> pages) throws IOException {
    List<Section> sections = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    Set<String> named = new HashSet<>();
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      String place = file.getFileName() + ":" + (i + 1) + ": ";
      if (line.startsWith(HEADING)) {
        sections.add(new Section(line.substring(HEADING.length()).strip(), new ArrayList<>()));
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        String[] parts = line.split("\\s+", 2);
        if (sections.isEmpty()) {
          problems.add(place + parts[0] + " stands before the first section (## Title).");
        } else if (!pages.contains(parts[0])) {
          problems.add(place + "there is no page " + parts[0] + ".md.");
        } else if (!named.add(parts[0])) {
          problems.add(place + parts[0] + " is named a second time; name it once.");
        } else {
          sections
              .get(sections.size() - 1)
              .entries()
              .add(new Entry(parts[0], parts.length > 1 ? parts[1] : ""));
        }
      }
    }
    pages.stream()
        .filter(page -> !named.contains(page))
        .sorted()
        .forEach(
            page ->
                problems.add(
                    file.getFileName() + ": " + page + ".md is in no section; add it to one."));
    if (!problems.isEmpty()) {
      throw new SiteException(problems);
    }
    return new Nav(List.copyOf(sections));
  }

  /** All entries, in order. */
  List<Entry> entries() {
    return sections.stream().flatMap(section -> section.entries().stream()).toList();
  }
}
