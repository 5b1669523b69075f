package org.purlin.pipelines.pages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * A block of code on a page.
 *
 * @param page where it stands, from the source directory
 * @param line its first line of code, from 1
 * @param text the code
 * @param marks those above it
 */
public record CodeBlock(Path page, int line, String text, List<Mark> marks) {

  private static final Parser PARSER =
      Parser.builder().includeSourceSpans(IncludeSourceSpans.BLOCKS).build();

  /** The blocks of a page below the source directory, in order. */
  public static List<CodeBlock> of(Path root, Path page) throws IOException {
    List<CodeBlock> blocks = new ArrayList<>();
    add(page, PARSER.parse(Files.readString(root.resolve(page))), blocks);
    return blocks;
  }

  /** Every page with commands, from the source directory. */
  public static List<Path> pages(Path root) throws IOException {
    List<Path> pages = new ArrayList<>();
    pages.add(Path.of("README.md"));
    pages.add(Path.of("templates", "README.md"));
    try (var files = Files.list(root.resolve("src/site/markdown"))) {
      files
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .forEach(file -> pages.add(root.relativize(file)));
    }
    return pages;
  }

  private static void add(Path page, Node parent, List<CodeBlock> blocks) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof FencedCodeBlock fenced) {
        blocks.add(block(page, node, 1, fenced.getLiteral()));
      } else if (node instanceof IndentedCodeBlock indented) {
        blocks.add(block(page, node, 0, indented.getLiteral()));
      } else {
        add(page, node, blocks);
      }
    }
  }

  private static CodeBlock block(Path page, Node node, int fence, String text) {
    int line = node.getSourceSpans().get(0).getLineIndex() + 1 + fence;
    List<Mark> marks = new ArrayList<>();
    Node above = node.getPrevious();
    while (above instanceof HtmlBlock comment) {
      marks.addAll(Mark.in(comment.getLiteral()));
      above = above.getPrevious();
    }
    return new CodeBlock(page, line, text, marks);
  }

  /** The commands of Purlin in it. */
  public List<PageCommand> commands() {
    return PageCommand.in(text, line);
  }

  /** Whether it starts Purlin or a stand-in, so that it needs a mark. */
  public boolean isCommand() {
    return startsStandIn() || !commands().isEmpty();
  }

  /** Whether it starts a stand-in. */
  public boolean startsStandIn() {
    return text.contains("org.purlin.sandbox.");
  }

  /** {@code README.md:12: }, for messages. */
  public String place(int atLine) {
    return page + ":" + atLine + ": ";
  }
}
