package org.purlin.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;

/**
 * One Markdown file.
 *
 * @param file where it is
 * @param document what it says
 * @param headings its headings with their anchors, in order
 */
record Page(Path file, Node document, List<Title> headings) {

  /** A heading: 1 to 6, its words, and the anchor GitHub gives it. */
  record Title(int level, String text, String anchor, Heading node) {}

  private static final String ENDING = ".md";

  static Page read(Path file) throws IOException {
    Node document = Markdown.parse(Files.readString(file));
    Slugs slugs = new Slugs();
    List<Title> headings = new ArrayList<>();
    Markdown.walk(
        document,
        node -> {
          if (node instanceof Heading heading) {
            String text = Markdown.text(heading);
            headings.add(new Title(heading.getLevel(), text, slugs.next(text), heading));
          }
        });
    return new Page(file, document, List.copyOf(headings));
  }

  /** All pages of a directory, by name. */
  static List<Page> all(Path directory) throws IOException {
    List<Path> files;
    try (var listed = Files.list(directory)) {
      files = listed.filter(file -> file.toString().endsWith(ENDING)).sorted().toList();
    }
    List<Page> pages = new ArrayList<>();
    for (Path file : files) {
      pages.add(read(file));
    }
    return pages;
  }

  /** {@code csc} for {@code csc.md}. */
  String name() {
    String name = file.getFileName().toString();
    return name.substring(0, name.length() - ENDING.length());
  }

  /** The first heading; empty when there is none. */
  String title() {
    return headings.isEmpty() ? "" : headings.get(0).text();
  }

  /** The first paragraph of the page, without marks; empty when something else comes first. */
  String description() {
    Node node = document.getFirstChild();
    while (node instanceof Heading || node instanceof HtmlBlock) {
      node = node.getNext();
    }
    return node instanceof Paragraph ? Markdown.text(node).strip() : "";
  }

  Set<String> anchors() {
    return headings.stream().map(Title::anchor).collect(Collectors.toSet());
  }
}
