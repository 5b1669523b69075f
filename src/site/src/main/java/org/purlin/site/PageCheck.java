package org.purlin.site;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;

/** What every page has to have, and what none may have. */
final class PageCheck {

  /**
   * Directories of somebody's machine. {@code /srv} and the like are what a reader's server has.
   */
  private static final Pattern MACHINE =
      Pattern.compile(
          "(?<![\\w./-])(/(home|root|work|Users|tmp)/\\w|[A-Z]:\\\\Users\\\\\\w)[^\\s`)]*");

  private PageCheck() {}

  /** The problems of a page, one sentence each, with file and line. */
  static List<String> problems(Page page) throws IOException {
    List<String> problems = new ArrayList<>();
    String name = page.file().getFileName().toString();
    if (page.headings().isEmpty()
        || page.headings().get(0).level() != 1
        || page.headings().get(0).node() != firstShown(page)) {
      problems.add(name + ":1: a page begins with its title, # Title.");
    }
    page.headings().stream()
        .filter(title -> title.level() == 1)
        .skip(1)
        .forEach(
            title ->
                problems.add(
                    at(name, Markdown.line(title.node()))
                        + "a second title; use ## for what stands on the page."));
    if (!page.description().matches("(?s).*[.:].*")) {
      problems.add(name + ":3: after the title a sentence says what the page is about.");
    }
    Markdown.walk(
        page.document(),
        node -> {
          String html =
              node instanceof HtmlBlock block
                  ? block.getLiteral()
                  : node instanceof HtmlInline inline ? inline.getLiteral() : "<!-- -->";
          if (!html.strip().startsWith("<!--")) {
            problems.add(
                at(name, Markdown.line(node))
                    + "HTML on the page; write Markdown, and put `…` around what looks like a tag.");
          }
        });
    List<String> lines = Files.readAllLines(page.file());
    for (int i = 0; i < lines.size(); i++) {
      Matcher path = MACHINE.matcher(lines.get(i));
      if (path.find()) {
        problems.add(at(name, i + 1) + path.group() + " is a path of one machine.");
      }
    }
    return problems;
  }

  private static Object firstShown(Page page) {
    var node = page.document().getFirstChild();
    while (node instanceof HtmlBlock) {
      node = node.getNext();
    }
    return node instanceof Heading ? node : null;
  }

  private static String at(String name, int line) {
    return name + ":" + line + ": ";
  }
}
