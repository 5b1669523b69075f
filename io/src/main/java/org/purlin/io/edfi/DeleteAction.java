package org.purlin.io.edfi;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.purlin.io.http.HttpReply;
import org.purlin.io.http.NoAnswerException;
import org.purlin.transforms.edfi.ApiProblem;
import org.purlin.transforms.edfi.NaturalKey;
import org.purlin.transforms.edfi.ResourceModel;
import org.purlin.transforms.edfi.ResourceName;

/** Deletes a record, found by its id or by its natural key. */
final class DeleteAction implements Action {

  private final EdfiApi api;
  private final boolean commit;

  /** Collections that were asked for and are there, so that a missing record is missing. */
  private final Map<ResourceName, Boolean> there = new ConcurrentHashMap<>();

  DeleteAction(EdfiApi api, boolean commit) {
    this.api = api;
    this.commit = commit;
  }

  @Override
  public Step on(Submission row, Attempt attempt) throws IOException, InterruptedException {
    Verdict found;
    try {
      found = row.id() == null ? find(row) : look(row, attempt);
    } catch (RefusedException e) {
      found = Verdict.notFound(e);
    } catch (DistrictException e) {
      found = Verdict.of(Fate.NOT_SENT, Problems.NO_COMPARISON, e.getMessage());
    }
    return found.fate() == Fate.WOULD_DELETE && commit
        ? delete(row, found.id(), attempt)
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
    Optional<JsonNode> record = api.find(row.name(), key.get());
    if (record.isEmpty()) {
      return Verdict.of(Fate.NOT_FOUND);
    }
    String id = record.get().path("id").asText("");
    // Without an id the address would be the collection's.
    return id.isEmpty()
        ? Verdict.of(Fate.NOT_SENT, Problems.NO_COMPARISON, "the server shows no id of this record")
        : Verdict.done(Fate.WOULD_DELETE, 200, id, null);
  }

  /** By its id. The ledger knows records by their natural keys, so the record is read first. */
  private Verdict look(Submission row, Attempt attempt) throws IOException, InterruptedException {
    HttpReply reply = api.readRecord(row.name(), row.id());
    if (reply.status() == 404) {
      requireCollection(row.name());
      return Verdict.done(Fate.NOT_FOUND, 404, row.id(), null);
    }
    if (reply.status() != 200) {
      throw new RefusedException(reply.status(), EdfiApi.problem(reply));
    }
    JsonNode record = EdfiApi.json(reply.bodyText(), api.shownRecord(row.name()));
    api.model()
        .resource(row.name())
        .filter(CheckRows::isExact)
        .flatMap(model -> NaturalKey.of(model, record))
        .ifPresent(key -> attempt.foundKey(CheckRows.hash(key)));
    return Verdict.done(Fate.WOULD_DELETE, 200, row.id(), null);
  }

  /** A wrong address of the data must not look like records that are gone. */
  private void requireCollection(ResourceName resource) throws IOException, InterruptedException {
    if (there.containsKey(resource)) {
      return;
    }
    HttpReply reply = api.read(resource, URI.create(api.collection(resource) + "?limit=1"));
    if (reply.status() != 200) {
      throw new RefusedException(reply.status(), EdfiApi.problem(reply));
    }
    there.put(resource, true);
  }

  private Step delete(Submission row, String id, Attempt attempt)
      throws IOException, InterruptedException {
    String key = attempt.key() == null && row.exact() ? row.key() : attempt.key();
    attempt.sending(key, key != null);
    HttpReply reply;
    try {
      reply = api.delete(row.name(), id);
    } catch (NoAnswerException e) {
      attempt.add(e.attempts());
      throw e;
    }
    attempt.add(reply.attempts());
    int status = reply.status();
    if (status == 200 || status == 204) {
      return new Step.Settled(Verdict.done(Fate.DELETED, status, id, null));
    }
    if (status == 404) {
      // It was there a moment ago. After a lost answer it was perhaps us who deleted it.
      return new Step.Settled(
          Verdict.done(
              reply.mayHaveBeenProcessedBefore() ? Fate.DELETED : Fate.NOT_FOUND, 404, id, null));
    }
    ApiProblem problem = EdfiApi.problem(reply);
    if (Verdict.isWeather(status)) {
      return new Step.Settled(Verdict.weather(reply, problem));
    }
    Verdict verdict = Verdict.refused(status, problem);
    return problem.kind() == ApiProblem.Kind.DEPENDENT_ITEM_EXISTS
        ? new Step.AfterWave(verdict)
        : new Step.Settled(verdict);
  }
}
