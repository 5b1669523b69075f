package org.purlin.site;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;

/**
 * What the search of the site looks through: the text of each page, section by section, as a script
 * that a page loads when somebody searches. A script, because a page opened as a file may not fetch
 * data.
 */
final class SearchIndex {

  /** Words of a section that are searched; generated tables are long. */
  private static final int LONGEST = 4000;

  private final List<String> sections = new ArrayList<>();

  /** Adds a page; do it before its nodes are changed for the HTML. */
  void add(Page page) {
    StringBuilder text = new StringBuilder();
    String heading = "";
    String anchor = "";
    int titles = 0;
    for (Node node = page.document().getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof Heading) {
        put(page, heading, anchor, text);
        text.setLength(0);
        Page.Title title = page.headings().get(titles++);
        heading = title.level() == 1 ? "" : title.text();
        anchor = title.level() == 1 ? "" : "#" + title.anchor();
      } else {
        append(node, text);
      }
    }
    put(page, heading, anchor, text);
  }

  private static void append(Node block, StringBuilder text) {
    Markdown.walk(
        block,
        node -> {
          if (node instanceof FencedCodeBlock code) {
            text.append(code.getLiteral()).append(' ');
          } else if (node instanceof IndentedCodeBlock code) {
            text.append(code.getLiteral()).append(' ');
          } else if (node instanceof Paragraph || node instanceof TableCell) {
            text.append(Markdown.text(node)).append(' ');
          }
        });
  }

  private void put(Page page, String heading, String anchor, StringBuilder text) {
    String words = text.toString().replaceAll("\\s+", " ").strip();
    if (heading.isEmpty() && words.isEmpty()) {
      return;
    }
    sections.add(
        "[%s,%s,%s,%s]"
            .formatted(
                quoted(page.name() + ".html" + anchor),
                quoted(page.title()),
                quoted(heading),
                quoted(words.substring(0, Math.min(LONGEST, words.length())))));
  }

  /** The script. */
  String script() {
    return "window.purlinSections = [\n" + String.join(",\n", sections) + "\n];\n";
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\' || c == '<' || c < ' ') {
        quoted.append("\\u%04x".formatted((int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
