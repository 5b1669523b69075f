package org.purlin.pipelines.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.purlin.pipelines.Console;
import org.purlin.pipelines.check.Check.Status;
import org.purlin.pipelines.report.ExitCode;
import org.purlin.pipelines.report.Verdict;

/** Prints checks, in the order in which they were made, and judges them. */
public final class Checks {

  /** Of the last column; with the two before it a line fits most terminals. */
  private static final int WIDTH = 76;

  private static final String TODO = "-> ";

  private Checks() {}

  /**
   * Prints a table, or JSON for {@code --json}. The first failure decides the exit code; a warning
   * or a skipped check is no failure.
   */
  public static Verdict print(List<Check> checks, Console console) {
    Verdict verdict = judge(checks);
    console.answer(
        tree(checks, verdict), () -> console.table(List.of("", "check", "found"), rows(checks)));
    return verdict;
  }

  /** What is long is folded, so that the table stays narrow; what is to be done stands below. */
  private static List<List<String>> rows(List<Check> checks) {
    List<List<String>> rows = new ArrayList<>();
    for (Check check : checks) {
      List<String> lines = new ArrayList<>(fold(check.found(), ""));
      if (!check.todo().isEmpty()) {
        lines.addAll(fold(TODO + check.todo(), " ".repeat(TODO.length())));
      }
      for (int i = 0; i < lines.size(); i++) {
        rows.add(
            List.of(i == 0 ? check.status().word() : "", i == 0 ? check.what() : "", lines.get(i)));
      }
    }
    return rows;
  }

  /** Lines of a text, cut at blanks; a longer word has a line of its own. */
  private static List<String> fold(String text, String indent) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (line.length() > indent.length() && line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line.setLength(0);
        line.append(indent);
      } else if (!line.isEmpty()) {
        line.append(' ');
      }
      line.append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  private static JsonNode tree(List<Check> checks, Verdict verdict) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("exitCode", verdict.exitCode().number());
    tree.put("sentence", verdict.sentence());
    ArrayNode all = tree.putArray("checks");
    for (Check check : checks) {
      all.addObject()
          .put("what", check.what())
          .put("status", check.status().word())
          .put("found", check.found())
          .put("todo", check.todo())
          .put("exitCode", check.exitCode().number());
    }
    return tree;
  }

  private static Verdict judge(List<Check> checks) {
    for (Check check : checks) {
      if (check.status() == Status.FAIL) {
        return new Verdict(
            check.exitCode(),
            (count(checks, Status.FAIL)
                    + " of "
                    + checks.size()
                    + " checks failed; the first: "
                    + check.what()
                    + ": "
                    + check.found()
                    + " "
                    + check.todo())
                .strip());
      }
    }
    String counts =
        Arrays.stream(Status.values())
            .filter(status -> count(checks, status) > 0)
            .map(status -> count(checks, status) + " " + status.word())
            .collect(Collectors.joining(", "));
    return new Verdict(ExitCode.DONE, "Nothing failed: " + counts + ".");
  }

  private static long count(List<Check> checks, Status status) {
    return checks.stream().filter(check -> check.status() == status).count();
  }
}
