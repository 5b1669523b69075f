package org.purlin.sandbox.edfi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.purlin.sandbox.Answer;
import org.purlin.sandbox.Request;

/** Answers POST, PUT and DELETE. */
final class Writes {

  /** Far above any record; a guess at what hosts allow. */
  private static final int MAX_BODY_BYTES = 4 << 20;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private final EdfiSettings settings;
  private final Answers answers;
  private final RecordCheck check;
  private final PostLog posts;

  Writes(EdfiSettings settings, Answers answers, PostLog posts) {
    this.settings = settings;
    this.answers = answers;
    this.check = new RecordCheck(settings.flavour());
    this.posts = posts;
  }

  /**
   * Answers.
   *
   * @param rest what follows the collection: nothing or an id
   * @param location address of the collection, in the form this server tells addresses
   */
  Answer answer(Request request, Store store, Resource resource, String rest, String location) {
    Optional<String> ifMatch = request.header("if-match");
    return switch (request.method()) {
      case "POST" -> post(request, store, resource, rest, location);
      case "PUT" -> put(request, store, resource, rest);
      case "DELETE" ->
          rest.isEmpty()
              ? collection("deleted. To delete a specific item, use DELETE with its id.")
              : answered(store.delete(resource, rest, ifMatch), location);
      default -> answers.refusal(Problem.method("The method is not supported here."));
    };
  }

  private Answer post(
      Request request, Store store, Resource resource, String rest, String location) {
    if (!rest.isEmpty()) {
      return answers.refusal(Problem.method("Resource items can only be updated using PUT."));
    }
    Read read = read(request, resource);
    Outcome outcome;
    if (read.id().isPresent()) {
      outcome =
          Outcome.refused(
              Problem.badData("Resource identifiers cannot be assigned by the client."));
    } else if (read.problem().isPresent()) {
      outcome = Outcome.refused(read.problem().get());
    } else {
      outcome = store.upsert(resource, read.checked(), request.header("if-match"));
    }
    posts.add(new EdfiPost(Instant.now(), resource.name(), read.key(resource), outcome.status()));
    return answered(outcome, location);
  }

  private Answer put(Request request, Store store, Resource resource, String rest) {
    if (rest.isEmpty()) {
      return collection("replaced. To change a specific item, use PUT with its id.");
    }
    Read read = read(request, resource);
    if (read.id().filter(id -> !id.equals(rest)).isPresent()) {
      return answers.refusal(
          Problem.badData("The id in the body does not match the id in the address."));
    }
    if (read.problem().isPresent()) {
      return answers.refusal(read.problem().get());
    }
    return answered(store.update(resource, rest, read.checked(), request.header("if-match")), "");
  }

  /**
   * What a body turned out to be.
   *
   * @param id the member of this name, which is no property of any resource
   * @param checked null exactly when the body is no JSON object or was not looked at
   */
  private record Read(Optional<String> id, Checked checked, Optional<Problem> problem) {

    static Read refused(Problem problem) {
      return new Read(Optional.empty(), null, Optional.of(problem));
    }

    /** The natural key; empty when a part of it is missing. */
    String key(Resource resource) {
      boolean whole =
          checked != null
              && resource.keyValues(checked.clean()).size() == resource.keyLeaves().size();
      return whole ? resource.key(checked.clean()) : "";
    }
  }

  private Read read(Request request, Resource resource) {
    if (resource.readOnly()) {
      return Read.refused(Problem.forbidden("The resource is read-only."));
    }
    Profiles.Verdict verdict =
        Profiles.judge(
            resource,
            settings.profiles(resource.name()),
            request.header("content-type").orElse("none/none"),
            true);
    if (verdict.problem().isPresent()) {
      return Read.refused(verdict.problem().get());
    }
    if (request.body().getBytes(StandardCharsets.UTF_8).length > MAX_BODY_BYTES) {
      return Read.refused(Problem.tooLarge());
    }
    Optional<ObjectNode> body = json(request.body());
    if (body.isEmpty()) {
      return Read.refused(Problem.badData("The body is not a JSON object."));
    }
    Optional<String> id = Optional.ofNullable(body.get().remove("id")).map(JsonNode::asText);
    Checked checked = check.check(resource, body.get());
    boolean right = checked.problems().isEmpty();
    return new Read(
        id, checked, right ? Optional.empty() : Optional.of(Problem.invalid(checked.problems())));
  }

  private static Optional<ObjectNode> json(String body) {
    try {
      return JSON.readTree(body) instanceof ObjectNode object
          ? Optional.of(object)
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private Answer collection(String what) {
    return answers.refusal(Problem.method("Resource collections cannot be " + what));
  }

  private Answer answered(Outcome outcome, String location) {
    if (outcome.problem() != null) {
      return answers.refusal(outcome.problem());
    }
    Answer answer = Answers.nothing(outcome.status());
    if (outcome.status() != 204) {
      answer = answer.with("Location", location + "/" + outcome.row().id());
    }
    return answer.with("ETag", "\"" + outcome.row().etag() + "\"");
  }
}
