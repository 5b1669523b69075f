package org.purlin.sandbox.csc;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.purlin.sandbox.Answer;
import org.purlin.sandbox.Body;

/**
 * How the 400 of a batch names what is wrong. Which of them the real receiver uses is not known.
 */
public enum RefusalForm {
  /** A line of text for each problem: {@code [37].social_care_episodes[2].closure_reason: …}. */
  INDEXED {
    @Override
    Answer answer(List<Problem> problems) {
      return Answer.text(
          400,
          problems.stream()
              .map(problem -> problem.path() + ": " + problem.message() + "\n")
              .collect(Collectors.joining()));
    }
  },

  /** A JSON problem (RFC 9457) whose {@code errors} are keyed by the same paths. */
  PROBLEM {
    @Override
    Answer answer(List<Problem> problems) {
      ObjectNode body = JsonNodeFactory.instance.objectNode();
      body.put("title", "One or more validation errors occurred.").put("status", 400);
      ObjectNode errors = body.putObject("errors");
      problems.forEach(problem -> errors.withArray(problem.path()).add(problem.message()));
      byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
      return Answer.of(400, "application/problem+json; charset=utf-8", new Body.Bytes(bytes));
    }
  },

  /** Text that tells neither which record nor which field. */
  PLAIN {
    @Override
    Answer answer(List<Problem> problems) {
      return Answer.text(400, "The request is malformed.\n");
    }
  };

  abstract Answer answer(List<Problem> problems);
}
