package org.purlin.io.edfi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.purlin.io.http.HttpReply;
import org.purlin.io.http.NoAnswerException;
import org.purlin.transforms.edfi.ApiProblem;
import org.purlin.transforms.edfi.NaturalKey;
import org.purlin.transforms.edfi.PayloadComparison;
import org.purlin.transforms.edfi.ResourceModel;

/** Posts a row, and says of each answer what it means for the row. */
final class PushAction implements Action {

  /**
   * Whom a server lets us write only with an association that makes them ours. A second POST is an
   * update, which needs it.
   */
  private static final Set<String> PEOPLE = Set.of("students", "staffs", "contacts", "parents");

  /** Two writers at once; whoever comes again finds the other one done. */
  private static final int TRIES_AFTER_CONFLICT = 4;

  private static final long CONFLICT_PAUSE_MILLIS = 100;

  private final EdfiApi api;
  private final boolean commit;
  private final boolean compare;

  PushAction(EdfiApi api, boolean commit, boolean compare) {
    this.api = api;
    this.commit = commit;
    this.compare = compare;
  }

  @Override
  public Step on(Submission row, Attempt attempt) throws IOException, InterruptedException {
    if (!compare && !commit) {
      return new Step.Settled(Verdict.of(Fate.VALID));
    }
    if (compare) {
      Verdict compared = compare(row);
      if (!commit || compared.fate() == Fate.UNCHANGED || compared.fate().isOpen()) {
        return new Step.Settled(compared);
      }
    }
    return post(row, attempt);
  }

  private Verdict compare(Submission row) throws IOException, InterruptedException {
    Optional<ResourceModel> model = api.model().resource(row.name());
    JsonNode payload = EdfiApi.JSON.readTree(row.body());
    Optional<NaturalKey> key = model.flatMap(known -> NaturalKey.of(known, payload));
    if (key.isEmpty()) {
      return Verdict.of(
          Fate.NOT_SENT,
          Problems.NO_COMPARISON,
          "the server does not say what makes a record of this resource unique");
    }
    try {
      Optional<JsonNode> there = api.find(row.name(), key.get());
      if (there.isEmpty()) {
        return Verdict.of(Fate.WOULD_CREATE);
      }
      return Verdict.done(
          PayloadComparison.same(there.get(), payload) ? Fate.UNCHANGED : Fate.WOULD_UPDATE,
          200,
          there.get().path("id").asText(null),
          null);
    } catch (RefusedException e) {
      return Verdict.notFound(e);
    } catch (DistrictException e) {
      return Verdict.of(Fate.NOT_SENT, Problems.NO_COMPARISON, e.getMessage());
    }
  }

  private Step post(Submission row, Attempt attempt) throws IOException, InterruptedException {
    attempt.sending(row.key(), row.exact());
    for (int conflict = 1; true; conflict++) {
      HttpReply reply;
      try {
        reply = api.post(row.name(), row.body());
      } catch (NoAnswerException e) {
        attempt.add(e.attempts());
        throw e;
      }
      attempt.add(reply.attempts());
      if (reply.status() >= 200 && reply.status() < 300) {
        return new Step.Settled(delivered(reply));
      }
      ApiProblem problem = EdfiApi.problem(reply);
      if (problem.kind() == ApiProblem.Kind.MULTI_USER_CONFLICT
          && conflict < TRIES_AFTER_CONFLICT) {
        Thread.sleep(CONFLICT_PAUSE_MILLIS * conflict);
        continue;
      }
      return refused(row, reply, problem);
    }
  }

  private static Verdict delivered(HttpReply reply) {
    Optional<String> location = reply.headers().firstValue("Location");
    if (location.isEmpty()
        && reply.headers().firstValue("ETag").isEmpty()
        && !isEmptyOrJson(reply.bodyText())) {
      return new Verdict(
          Fate.IN_DOUBT,
          reply.status(),
          null,
          null,
          Problems.STRANGE_ANSWER,
          null,
          "answered "
              + reply.status()
              + ", but not as an Ed-Fi API does; a proxy or a sign-in page may have answered");
    }
    String id =
        location
            .map(url -> url.replaceFirst("[?#].*$", "").replaceFirst("/+$", ""))
            .map(url -> url.substring(url.lastIndexOf('/') + 1))
            .orElse(null);
    return Verdict.done(
        // After a lost answer, "200 updated" may be what we have created.
        reply.status() == 201 ? Fate.CREATED : Fate.UPDATED,
        reply.status(),
        id,
        location.orElse(null));
  }

  private static boolean isEmptyOrJson(String text) {
    try {
      return text.isBlank() || EdfiApi.JSON.readTree(text) != null;
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private static Step refused(Submission row, HttpReply reply, ApiProblem problem) {
    if (Verdict.isWeather(reply.status())) {
      return new Step.Settled(Verdict.weather(reply, problem));
    }
    Verdict verdict = Verdict.refused(reply.status(), problem);
    if (problem.kind() == ApiProblem.Kind.UNRESOLVED_REFERENCE) {
      return new Step.AfterWave(verdict);
    }
    // The attempt before, whose answer was lost, may have created what this one may not update.
    boolean perhapsOurs =
        reply.mayHaveBeenProcessedBefore() && (reply.status() == 403 || reply.status() == 409);
    Verdict settled = perhapsOurs ? verdict.withFate(Fate.IN_DOUBT) : verdict;
    return reply.status() == 403 && PEOPLE.contains(row.resource().toLowerCase(Locale.ROOT))
        ? new Step.AfterAssociations(settled)
        : new Step.Settled(settled);
  }
}
