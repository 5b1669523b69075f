package org.purlin.sandbox.edfi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.purlin.sandbox.Answer;
import org.purlin.sandbox.Request;

/** Writes problems in the form of one kind of server. */
final class Answers {

  private static final String TYPES = "urn:ed-fi:api:";

  /** What a server of other make answers without a word. */
  private static final Set<Integer> SILENT = Set.of(401, 403, 404, 500);

  private final Flavour flavour;
  private final AtomicLong correlation = new AtomicLong();

  Answers(Flavour flavour) {
    this.flavour = flavour;
  }

  Answer refusal(Problem problem) {
    if (flavour.problemDetails()) {
      return Answer.json(problem.status(), details(problem).toString())
          .with("Content-Type", "application/problem+json");
    }
    return flavour == Flavour.PLAIN
        ? plain(problem)
        : Answer.json(problem.status(), object("message", message(problem)).toString());
  }

  /** An error of the token endpoint, which has its own form everywhere. */
  static Answer oauth(int status, String error) {
    return Answer.json(status, object("error", error).toString());
  }

  static Answer nothing(int status) {
    return Answer.text(status, "");
  }

  /** Whether a body in this form is JSON. */
  static boolean saysJson(Request request) {
    String type = request.header("content-type").orElse("").toLowerCase(Locale.ROOT);
    return type.startsWith("application/json");
  }

  private ObjectNode details(Problem problem) {
    ObjectNode details = JsonNodeFactory.instance.objectNode();
    details.put("detail", problem.detail()).put("type", TYPES + problem.type());
    details.put("title", problem.title()).put("status", problem.status());
    details.put("correlationId", "c-" + correlation.incrementAndGet());
    if (flavour == Flavour.V8 || !problem.validationErrors().isEmpty()) {
      details.set("validationErrors", validation(problem));
    }
    if (flavour == Flavour.V8 || !problem.errors().isEmpty()) {
      problem.errors().forEach(details.putArray("errors")::add);
    }
    return details;
  }

  /** Text, object or list, as the cause is: all three are met in the wild. */
  private static Answer plain(Problem problem) {
    if (SILENT.contains(problem.status())) {
      return nothing(problem.status());
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (!problem.validationErrors().isEmpty()) {
      ArrayNode all = body.putArray("error");
      problem
          .validationErrors()
          .forEach((path, texts) -> all.addObject().put("path", path).put("message", texts.get(0)));
    } else if (problem.status() == 409) {
      body.set("error", object("message", problem.detail()));
    } else {
      body.put("error", message(problem));
    }
    return Answer.json(problem.status(), body.toString());
  }

  /** The first thing that is wrong. */
  private static String message(Problem problem) {
    if (!problem.validationErrors().isEmpty()) {
      return "Validation of the item failed. "
          + problem.validationErrors().values().iterator().next().get(0);
    }
    return problem.errors().isEmpty() ? problem.detail() : problem.errors().get(0);
  }

  private static JsonNode validation(Problem problem) {
    ObjectNode paths = JsonNodeFactory.instance.objectNode();
    problem
        .validationErrors()
        .forEach((path, texts) -> texts.forEach(paths.withArray("/" + pointer(path))::add));
    return paths;
  }

  private static String pointer(String path) {
    return path.replace("~", "~0").replace("/", "~1");
  }

  private static ObjectNode object(String name, String value) {
    return JsonNodeFactory.instance.objectNode().put(name, value);
  }
}
