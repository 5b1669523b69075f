package org.purlin.sandbox.csc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.purlin.sandbox.Answer;
import org.purlin.sandbox.Request;

/** The controls that this stand-in has besides the common ones. */
final class CscControls {

  private final CscSettings settings;
  private final Tokens tokens;
  private final Intake intake;
  private final Optional<Authority> authority;

  /** The controls of nights are there only with an authority. */
  CscControls(CscSettings settings, Tokens tokens, Intake intake, Optional<Authority> authority) {
    this.settings = settings;
    this.tokens = tokens;
    this.intake = intake;
    this.authority = authority;
  }

  Optional<Answer> answer(Request request) throws IOException {
    return switch (request.method() + " " + request.path()) {
      case "GET /_sandbox/held" -> Optional.of(held(request));
      case "GET /_sandbox/accepted" -> Optional.of(accepted(request));
      case "GET /_sandbox/posts" -> Optional.of(posts(request));
      case "GET /_sandbox/tokens" -> Optional.of(tokens());
      case "DELETE /_sandbox/tokens" -> {
        tokens.revoke();
        yield Optional.of(tokens());
      }
      case "POST /_sandbox/refusals" -> Optional.of(refuse(request));
      case "DELETE /_sandbox/refusals" -> {
        intake.refusals().clear();
        yield Optional.of(refusals());
      }
      case "POST /_sandbox/nights" ->
          authority.isPresent() ? Optional.of(night(request)) : Optional.empty();
      case "GET /_sandbox/wrong" -> authority.map(known -> wrong(request, known));
      default -> Optional.empty();
    };
  }

  private Answer held(Request request) {
    Optional<Model> model = model(request);
    if (model.isEmpty()) {
      return noModel();
    }
    ObjectNode children = JsonNodeFactory.instance.objectNode();
    children.setAll(intake.register(receiver(request)).held(model.get()));
    return Answer.json(200, children.toString());
  }

  private Answer wrong(Request request, Authority known) {
    Optional<Model> model = model(request);
    if (model.isEmpty()) {
      return noModel();
    }
    ArrayNode ids = JsonNodeFactory.instance.arrayNode();
    intake.register(receiver(request)).wrong(model.get(), known.today()).forEach(ids::add);
    return Answer.json(200, ids.toString());
  }

  private Answer night(Request request) throws IOException {
    try {
      ObjectNode ids = authority.orElseThrow().night(Intake.json(request.body()));
      return Answer.json(200, ids.toString());
    } catch (IllegalArgumentException e) {
      return Answer.text(400, e.getMessage() + "\n");
    } catch (SQLException e) {
      throw new IOException("the night did not pass", e);
    }
  }

  private static Optional<Model> model(Request request) {
    String name = request.parameter("model").orElse("");
    return Arrays.stream(Model.values())
        .filter(model -> model.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst();
  }

  private static Answer noModel() {
    return Answer.text(400, "model must be merge or replace\n");
  }

  private Answer accepted(Request request) {
    ObjectNode counts = JsonNodeFactory.instance.objectNode();
    intake.register(receiver(request)).accepted().forEach(counts::put);
    return Answer.json(200, counts.toString());
  }

  private Answer posts(Request request) {
    boolean bodies = request.parameter("bodies").filter("true"::equals).isPresent();
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (Post post : intake.posts().all()) {
      ObjectNode one = list.addObject();
      one.put("at", post.at().toString()).put("live", post.receiver().live());
      one.put("laCode", post.receiver().laCode()).put("status", post.status());
      ArrayNode children = one.putArray("children");
      post.children().forEach(children::add);
      if (bodies) {
        one.put("body", post.body());
      }
    }
    return Answer.json(200, list.toString());
  }

  private Answer tokens() {
    return Answer.json(200, "{\"issued\":" + tokens.issued() + "}");
  }

  private Answer refuse(Request request) {
    JsonNode json = Intake.json(request.body());
    try {
      String child = json.path("child").asText();
      if (child.isEmpty()) {
        throw new IllegalArgumentException("child must be an id");
      }
      String form = json.path("form").asText("indexed").toUpperCase(Locale.ROOT);
      intake.refusals().put(child, Refusal.as(RefusalForm.valueOf(form)));
      return refusals();
    } catch (IllegalArgumentException e) {
      return Answer.text(400, e.getMessage() + "\n");
    }
  }

  private Answer refusals() {
    ObjectNode forms = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, Refusal> refusal : intake.refusals().entrySet()) {
      forms.put(refusal.getKey(), refusal.getValue().form().name().toLowerCase(Locale.ROOT));
    }
    return Answer.json(200, forms.toString());
  }

  private Receiver receiver(Request request) {
    return new Receiver(
        request.parameter("live").filter("true"::equals).isPresent(),
        request.parameter("laCode").orElse(settings.laCodes().get(0)));
  }
}
