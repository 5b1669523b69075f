package org.purlin.sandbox.bigquery;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import org.purlin.sandbox.Answer;
import org.purlin.sandbox.Api;
import org.purlin.sandbox.Faults;
import org.purlin.sandbox.Request;

/** Both APIs: checks each call, then hands it to the one it is for. */
final class GoogleApi implements Api {

  private final BigQueryApi bigQuery;
  private final StorageApi storage;
  private final CallCheck check;
  private final SandboxControls controls;

  GoogleApi(BigQueryApi bigQuery, StorageApi storage, CallCheck check, SandboxControls controls) {
    this.bigQuery = bigQuery;
    this.storage = storage;
    this.check = check;
    this.controls = controls;
  }

  @Override
  public Optional<Answer> control(Request request) throws IOException {
    return controls.answer(request);
  }

  @Override
  public void queueFault(JsonNode json, Faults faults) {
    controls.queueFault(json, faults);
  }

  @Override
  public Answer answer(Request request, int inFlight) throws IOException {
    return answer(request);
  }

  private Answer answer(Request request) throws IOException {
    Optional<Part> part = Part.of(request.path());
    try {
      if (part.isEmpty()) {
        check.unknown(request.method(), request.path());
        throw Refused.notFound("Not Found");
      }
      return answer(Call.of(part.get(), request));
    } catch (Refused e) {
      return e.answer();
    } catch (SQLException e) {
      throw new IOException("the engine of the stand-in failed", e);
    }
  }

  private Answer answer(Call call) throws IOException, SQLException {
    check.check(call);
    if (call.part() == Part.STORAGE_BATCH) {
      return Batch.answer(call, this::answer);
    }
    return call.part().isBigQuery() ? bigQuery.answer(call) : storage.answer(call);
  }
}
