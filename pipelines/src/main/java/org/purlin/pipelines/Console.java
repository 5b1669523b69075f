package org.purlin.pipelines;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where a command prints what the user asked to see: standard output. Known secrets are masked in
 * all of it.
 */
public final class Console {

  private final PrintStream out;
  private final UnaryOperator<String> mask;
  private final boolean json;

  /**
   * @param mask replaces every known secret in a text
   * @param json whether the user asked for JSON
   */
  public Console(PrintStream out, UnaryOperator<String> mask, boolean json) {
    this.out = out;
    this.mask = mask;
    this.json = json;
  }

  /** Prints a line, or several. */
  public void line(String text) {
    out.print(mask.apply(text) + "\n");
  }

  /**
   * Prints rows below their headers, in aligned columns. Line breaks and other control characters
   * of a cell become blanks; null is an empty cell.
   *
   * @param rows each with one cell per header
   */
  public void table(List<String> headers, List<List<String>> rows) {
    List<List<String>> lines =
        Stream.concat(Stream.of(headers), rows.stream())
            .map(row -> row.stream().map(cell -> plain(cell)).toList())
            .toList();
    int[] widths =
        IntStream.range(0, headers.size())
            .map(i -> lines.stream().mapToInt(row -> row.get(i).length()).max().orElse(0))
            .toArray();
    for (List<String> row : lines) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String cell = row.get(i);
        text.append(cell).append(" ".repeat(widths[i] - cell.length() + 2));
      }
      out.print(text.toString().stripTrailing() + "\n");
    }
  }

  /** Prints the tree when the user gave {@code --json}, else lets the text be printed. */
  public void answer(JsonNode tree, Runnable text) {
    if (json) {
      line(tree.toPrettyString());
    } else {
      text.run();
    }
  }

  private String plain(String cell) {
    return cell == null ? "" : mask.apply(cell).replaceAll("\\p{Cntrl}+", " ");
  }
}
