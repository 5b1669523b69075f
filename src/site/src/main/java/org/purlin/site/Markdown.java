package org.purlin.site;

import java.util.List;
import java.util.function.Consumer;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** The Markdown that pages are written in: CommonMark with GitHub's tables. */
final class Markdown {

  static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());

  private static final Parser PARSER =
      Parser.builder()
          .extensions(EXTENSIONS)
          .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
          .build();

  private Markdown() {}

  static Node parse(String text) {
    return PARSER.parse(text);
  }

  /** The words below a node, without marks. */
  static String text(Node node) {
    StringBuilder text = new StringBuilder();
    walk(
        node,
        one -> {
          if (one instanceof Text words) {
            text.append(words.getLiteral());
          } else if (one instanceof Code code) {
            text.append(code.getLiteral());
          } else if (one instanceof SoftLineBreak || one instanceof HardLineBreak) {
            text.append(' ');
          }
        });
    return text.toString();
  }

  /** Visits a node and all below it, in the order of the page. The visitor may unlink a node. */
  static void walk(Node node, Consumer<Node> visitor) {
    for (Node child = node.getFirstChild(); child != null; ) {
      Node next = child.getNext();
      walk(child, visitor);
      child = next;
    }
    visitor.accept(node);
  }

  /** The line a node begins on, from 1. */
  static int line(Node node) {
    Node placed = node;
    while (placed.getSourceSpans().isEmpty() && placed.getParent() != null) {
      placed = placed.getParent();
    }
    return placed.getSourceSpans().isEmpty()
        ? 1
        : placed.getSourceSpans().get(0).getLineIndex() + 1;
  }
}
