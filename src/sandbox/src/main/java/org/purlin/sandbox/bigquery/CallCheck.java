package org.purlin.sandbox.bigquery;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.purlin.sandbox.Body;
import org.purlin.sandbox.bigquery.Description.Method;

/** Checks calls against the published descriptions and keeps what does not fit, each thing once. */
final class CallCheck {

  /** Later calls of an upload; the server makes their address, no description does. */
  private static final String UPLOAD_ID = "upload_id";

  private final Optional<Description> bigQuery;
  private final Optional<Description> storage;
  private final Set<String> violations = new LinkedHashSet<>();

  /**
   * Reads the descriptions.
   *
   * @param directory empty to check nothing
   * @throws IOException when the directory does not have them
   */
  CallCheck(Optional<Path> directory) throws IOException {
    if (directory.isPresent()) {
      this.bigQuery = Optional.of(Description.read(directory.get().resolve("bigquery.v2.json")));
      this.storage = Optional.of(Description.read(directory.get().resolve("storage.v1.json")));
    } else {
      this.bigQuery = Optional.empty();
      this.storage = Optional.empty();
    }
  }

  synchronized List<String> violations() {
    return new ArrayList<>(violations);
  }

  /** Notes a path that is of no API. */
  void unknown(String method, String path) {
    if (bigQuery.isPresent()) {
      note(method + " " + path + ": there is no such method");
    }
  }

  void check(Call call) {
    Optional<Description> description = call.part().isBigQuery() ? bigQuery : storage;
    boolean goesOn = call.part().isUpload() && call.parameter(UPLOAD_ID).isPresent();
    if (description.isEmpty() || goesOn || call.part() == Part.STORAGE_BATCH) {
      return;
    }
    Optional<Method> method = description.get().method(call);
    if (method.isEmpty()) {
      unknown(call.method(), call.request().path());
    } else {
      parameters(description.get(), method.get(), call);
      body(description.get(), method.get(), call);
    }
  }

  private void parameters(Description description, Method method, Call call) {
    for (Map.Entry<String, String> given : call.request().parameters().entrySet()) {
      JsonNode known = description.parameter(method, given.getKey());
      if (known.isMissingNode() || !known.path("location").asText().equals("query")) {
        note(method.id() + ": there is no parameter " + given.getKey());
      } else if (!isOf(known, given.getValue())) {
        note(method.id() + ": the parameter " + given.getKey() + " has no value of its kind");
      }
    }
    for (Map.Entry<String, JsonNode> known : method.json().path("parameters").properties()) {
      boolean needed =
          known.getValue().path("required").asBoolean()
              && known.getValue().path("location").asText().equals("query");
      if (needed && call.parameter(known.getKey()).isEmpty()) {
        note(method.id() + ": the parameter " + known.getKey() + " is missing");
      }
    }
  }

  private static boolean isOf(JsonNode known, String value) {
    boolean whole =
        known.path("type").asText().equals("integer")
            || known.path("format").asText().endsWith("int64");
    boolean truth = known.path("type").asText().equals("boolean");
    return (!whole || BodyCheck.isWhole(value))
        && (!truth || value.equals("true") || value.equals("false"))
        && (!known.has("enum") || BodyCheck.contains(known.get("enum"), value))
        && (!known.has("pattern") || value.matches(known.get("pattern").asText()));
  }

  private void body(Description description, Method method, Call call) {
    byte[] json = json(call).open().readAllBytes();
    JsonNode request = method.json().path("request");
    if (json.length == 0) {
      return;
    }
    if (request.isMissingNode()) {
      note(method.id() + ": takes no body");
      return;
    }
    BodyCheck check = new BodyCheck(description, text -> note(method.id() + ": " + text));
    try {
      check.check("", request, Call.object(json), "");
    } catch (Refused e) {
      note(method.id() + ": the body is no JSON object");
    }
  }

  /** What of a call's body the description speaks of: not the media. */
  private static Body.Bytes json(Call call) {
    String upload = call.part().isUpload() ? call.parameter("uploadType").orElse("") : "";
    Body.Bytes none = new Body.Bytes(new byte[0]);
    return switch (upload) {
      case "media" -> none;
      case "multipart" ->
          Multipart.pieces(call.contentType(), call.content()).stream()
              .map(Multipart.Piece::content)
              .findFirst()
              .orElse(none);
      default -> call.content();
    };
  }

  private synchronized void note(String violation) {
    violations.add(violation);
  }
}
