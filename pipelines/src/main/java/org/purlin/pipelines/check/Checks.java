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

  /** What is to be done has a row of its own, so that the table stays narrow. */
  private static List<List<String>> rows(List<Check> checks) {
    List<List<String>> rows = new ArrayList<>();
    for (Check check : checks) {
      rows.add(List.of(check.status().word(), check.what(), check.found()));
      if (!check.todo().isEmpty()) {
        rows.add(List.of("", "", "-> " + check.todo()));
      }
    }
    return rows;
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
            count(checks, Status.FAIL)
                + " of "
                + checks.size()
                + " checks failed; the first: "
                + check.what()
                + ": "
                + check.found()
                + " "
                + check.todo());
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
