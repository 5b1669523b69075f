package org.purlin.io.edfi;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.purlin.io.http.HttpReply;
import org.purlin.transforms.edfi.ApiProblem;
import org.purlin.transforms.edfi.NaturalKey;
import org.purlin.transforms.edfi.PayloadComparison;
import org.purlin.transforms.edfi.ResourceModel;

/** Posts a row, as the table of contract and weather has it. */
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
  public Step on(Submission row, Tries tries) throws IOException, InterruptedException {
    if (!compare && !commit) {
      return new Step.Settled(Verdict.of(Fate.VALID));
    }
    if (compare) {
      Verdict compared = compare(row);
      if (!commit || compared.fate() == Fate.UNCHANGED || compared.fate().isOpen()) {
        return new Step.Settled(compared);
      }
    }
    return post(row, tries);
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
      String id = there.get().path("id").asText(null);
      return Verdict.done(
          PayloadComparison.same(there.get(), payload) ? Fate.UNCHANGED : Fate.WOULD_UPDATE,
          200,
          id,
          null);
    } catch (RefusedException e) {
      return Verdict.refused(e.status(), e.problem());
    } catch (DistrictException e) {
      return Verdict.of(Fate.NOT_SENT, Problems.NO_COMPARISON, e.getMessage());
    }
  }

  private Step post(Submission row, Tries tries) throws IOException, InterruptedException {
    for (int conflict = 1; true; conflict++) {
      HttpReply reply;
      try {
        reply = api.post(row.name(), row.body());
      } catch (org.purlin.io.http.NoAnswerException e) {
        tries.add(e.attempts());
        throw e;
      }
      tries.add(reply.attempts());
      if (reply.status() == 200 || reply.status() == 201 || reply.status() == 204) {
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
    String location = reply.headers().firstValue("Location").orElse(null);
    String id =
        location == null ? null : location.replaceFirst("[?#].*$", "").replaceFirst("/+$", "");
    return Verdict.done(
        // After a lost answer, "200 updated" may be what we have created.
        reply.status() == 201 ? Fate.CREATED : Fate.UPDATED,
        reply.status(),
        id == null ? null : id.substring(id.lastIndexOf('/') + 1),
        location);
  }

  private static Step refused(Submission row, HttpReply reply, ApiProblem problem) {
    Verdict verdict = Verdict.refused(reply.status(), problem);
    if (reply.status() >= 500 || reply.status() == 408 || reply.status() == 429) {
      // The tries ran out. A server that fails may have done its work before it did.
      boolean perhaps = reply.status() >= 500 || reply.mayHaveBeenProcessedBefore();
      return new Step.Settled(
          new Verdict(
              perhaps ? Fate.IN_DOUBT : Fate.NOT_SENT,
              reply.status(),
              null,
              null,
              verdict.type(),
              null,
              verdict.message()));
    }
    if (problem.kind() == ApiProblem.Kind.UNRESOLVED_REFERENCE) {
      return new Step.AfterWave(verdict);
    }
    if (reply.status() == 403
        && PEOPLE.contains(row.resource().toLowerCase(java.util.Locale.ROOT))) {
      return new Step.AfterAssociations(verdict);
    }
    return new Step.Settled(verdict);
  }
}
