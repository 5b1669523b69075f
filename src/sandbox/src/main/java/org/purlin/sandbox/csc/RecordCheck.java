package org.purlin.sandbox.csc;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Holds records against {@link ChildRules}. */
final class RecordCheck {

  private final Rule.Part child;
  private final Rule.Part deletion;
  private final boolean nullsRefused;
  private final boolean valuesQuoted;

  RecordCheck(CscSettings settings) {
    child = ChildRules.child(settings.maxChildIdLength());
    deletion = ChildRules.deletion(settings.maxChildIdLength());
    nullsRefused = settings.nullsRefused();
    valuesQuoted = settings.valuesQuoted();
  }

  /** All that is wrong with one record, each path starting with {@code start}. */
  List<Problem> problems(JsonNode record, String start) {
    List<Problem> problems = new ArrayList<>();
    check(Payloads.isPurged(record) ? deletion : child, record, start, problems);
    return problems;
  }

  private void check(Rule rule, JsonNode value, String path, List<Problem> problems) {
    if (rule instanceof Rule.Scalar scalar) {
      if (!scalar.holds().test(value)) {
        problems.add(new Problem(path, "expected " + scalar.expected() + quoted(value)));
      }
    } else if (rule instanceof Rule.ListOf list) {
      list(list, value, path, problems);
    } else if (rule instanceof Rule.Part part) {
      part(part, value, path, problems);
    }
  }

  private void list(Rule.ListOf rule, JsonNode value, String path, List<Problem> problems) {
    if (!value.isArray()) {
      problems.add(new Problem(path, "expected a list"));
      return;
    }
    if (value.size() < rule.min() || value.size() > rule.max()) {
      problems.add(
          new Problem(
              path,
              "expected " + rule.min() + " to " + rule.max() + " items, not " + value.size()));
    }
    Set<JsonNode> seen = new HashSet<>();
    for (int i = 0; i < value.size(); i++) {
      String place = path + "[" + i + "]";
      check(rule.item(), value.get(i), place, problems);
      if (rule.unique() && !seen.add(value.get(i))) {
        problems.add(new Problem(place, "is repeated"));
      }
    }
  }

  private void part(Rule.Part rule, JsonNode value, String path, List<Problem> problems) {
    if (!value.isObject()) {
      problems.add(new Problem(path, "expected an object"));
      return;
    }
    for (String name : rule.required()) {
      if (!value.has(name)) {
        problems.add(new Problem(path + "." + name, "is required"));
      }
    }
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      String name = field.getKey();
      Rule of = rule.fields().get(name);
      if (of == null) {
        problems.add(new Problem(path + "." + name, "is not known"));
      } else if (!mayBeNull(of, rule, name) || !field.getValue().isNull()) {
        check(of, field.getValue(), path + "." + name, problems);
      }
    }
  }

  private boolean mayBeNull(Rule rule, Rule.Part part, String name) {
    return !nullsRefused && rule instanceof Rule.Scalar && !part.required().contains(name);
  }

  private String quoted(JsonNode value) {
    return valuesQuoted ? ", but was: " + value : "";
  }
}
