package org.purlin.io.edfi;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.HexFormat;
import java.util.Optional;
import org.purlin.io.http.HttpReply;
import org.purlin.transforms.edfi.ApiProblem;
import org.purlin.transforms.edfi.NaturalKey;
import org.purlin.transforms.edfi.ResourceModel;

/** Deletes a record, found by its id or by its natural key. */
final class DeleteAction implements Action {

  private final EdfiApi api;
  private final boolean commit;

  DeleteAction(EdfiApi api, boolean commit) {
    this.api = api;
    this.commit = commit;
  }

  @Override
  public Step on(Submission row, Tries tries) throws IOException, InterruptedException {
    Verdict found = row.id() == null ? find(row) : look(row, tries);
    return found.fate() == Fate.WOULD_DELETE && commit
        ? delete(row, found.id(), tries)
        : new Step.Settled(found);
  }

  /** By the natural key in the row's payload. */
  private Verdict find(Submission row) throws IOException, InterruptedException {
    Optional<ResourceModel> model = api.model().resource(row.name());
    JsonNode payload = EdfiApi.JSON.readTree(row.body());
    Optional<NaturalKey> key = model.flatMap(known -> NaturalKey.of(known, payload));
    if (key.isEmpty()) {
      return Verdict.of(
          Fate.REJECTED,
          Problems.NO_KEY,
          "the row has neither an id nor all parts of the natural key");
    }
    try {
      return api.find(row.name(), key.get())
          .map(record -> Verdict.done(Fate.WOULD_DELETE, 200, record.path("id").asText(), null))
          .orElse(Verdict.of(Fate.NOT_FOUND));
    } catch (RefusedException e) {
      return Verdict.refused(e.status(), e.problem());
    } catch (DistrictException e) {
      return Verdict.of(Fate.NOT_SENT, Problems.NO_COMPARISON, e.getMessage());
    }
  }

  /** By its id. The ledger knows records by their natural keys, so the record is read first. */
  private Verdict look(Submission row, Tries tries) throws IOException, InterruptedException {
    URI url = api.record(row.name(), row.id());
    HttpReply reply = api.read(row.name(), url);
    if (reply.status() == 404) {
      return Verdict.done(Fate.NOT_FOUND, 404, row.id(), null);
    }
    if (reply.status() != 200) {
      return Verdict.refused(reply.status(), EdfiApi.problem(reply));
    }
    JsonNode record = EdfiApi.json(reply.bodyText(), url);
    api.model()
        .resource(row.name())
        .flatMap(model -> NaturalKey.of(model, record))
        .ifPresent(key -> tries.foundKey(HexFormat.of().formatHex(key.hash())));
    return Verdict.done(Fate.WOULD_DELETE, 200, row.id(), null);
  }

  private Step delete(Submission row, String id, Tries tries)
      throws IOException, InterruptedException {
    HttpReply reply;
    try {
      reply = api.delete(row.name(), id);
    } catch (org.purlin.io.http.NoAnswerException e) {
      tries.add(e.attempts());
      throw e;
    }
    tries.add(reply.attempts());
    int status = reply.status();
    if (status == 200 || status == 204) {
      return new Step.Settled(Verdict.done(Fate.DELETED, status, id, null));
    }
    if (status == 404) {
      // After a lost answer it was perhaps us who deleted it; it is gone either way.
      return new Step.Settled(
          Verdict.done(
              reply.mayHaveBeenProcessedBefore() ? Fate.DELETED : Fate.NOT_FOUND, 404, id, null));
    }
    ApiProblem problem = EdfiApi.problem(reply);
    Verdict verdict = Verdict.refused(status, problem);
    if (status >= 500 || status == 408 || status == 429) {
      return new Step.Settled(
          new Verdict(
              status >= 500 || reply.mayHaveBeenProcessedBefore() ? Fate.IN_DOUBT : Fate.NOT_SENT,
              status,
              id,
              null,
              verdict.type(),
              null,
              verdict.message()));
    }
    return problem.kind() == ApiProblem.Kind.DEPENDENT_ITEM_EXISTS
        ? new Step.AfterWave(verdict)
        : new Step.Settled(verdict);
  }
}
