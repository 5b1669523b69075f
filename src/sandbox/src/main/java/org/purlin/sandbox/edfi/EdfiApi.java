package org.purlin.sandbox.edfi;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.purlin.sandbox.Answer;
import org.purlin.sandbox.Api;
import org.purlin.sandbox.Faults;
import org.purlin.sandbox.Request;

/** Which district answers a request. */
final class EdfiApi implements Api {

  private final EdfiSettings settings;
  private final List<EdfiDistrict> byLength;
  private final Hooks hooks = new Hooks();
  private final EdfiControls controls;

  EdfiApi(EdfiSettings settings, List<EdfiDistrict> districts) {
    this.settings = settings;
    this.byLength =
        districts.stream()
            .sorted(Comparator.comparingInt((EdfiDistrict one) -> one.root().length()).reversed())
            .toList();
    this.controls = new EdfiControls(districts);
  }

  Hooks hooks() {
    return hooks;
  }

  @Override
  public Answer answer(Request request, int inFlight) throws IOException {
    if (!settings.delay().isZero()) {
      EdfiFaults.pause(settings.delay());
    }
    hooks.run(request);
    return district(request)
        .map(district -> district.answer(request))
        .orElseGet(() -> Answer.text(404, "There is no such district.\n"));
  }

  @Override
  public Optional<Answer> control(Request request) {
    return controls.answer(request);
  }

  /**
   * Takes what {@link EdfiFaults#read} takes. The fault waits for a POST of a record; with {@code
   * on} as {@code get}, {@code token} or {@code any} for other requests. {@code resource} and
   * {@code district} narrow that down.
   */
  @Override
  public void queueFault(JsonNode json, Faults faults) {
    Predicate<Request> match =
        switch (json.path("on").asText("post")) {
          case "post" -> request -> isData(request, "POST");
          case "get" -> request -> isData(request, "GET");
          case "token" -> this::isToken;
          case "any" -> request -> true;
          default -> throw new IllegalArgumentException("on must be post, get, token or any");
        };
    if (json.has("resource")) {
      String resource = json.get("resource").asText();
      match = match.and(request -> isOf(request, resource));
    }
    if (json.has("district")) {
      String name = json.get("district").asText();
      match =
          match.and(
              request -> district(request).filter(one -> one.name().equals(name)).isPresent());
    }
    faults.add(match, EdfiFaults.read(json));
  }

  boolean isData(Request request, String method) {
    return request.method().equals(method)
        && district(request).flatMap(one -> one.dataPath(request.path())).isPresent();
  }

  boolean isOf(Request request, String resource) {
    return district(request)
        .flatMap(one -> one.dataPath(request.path()))
        .map(path -> path.split("/", -1))
        .filter(parts -> parts.length > 1 && parts[1].equalsIgnoreCase(resource))
        .isPresent();
  }

  boolean isToken(Request request) {
    return district(request).filter(one -> one.isTokenPath(request.path())).isPresent();
  }

  private Optional<EdfiDistrict> district(Request request) {
    String path = request.path();
    return byLength.stream()
        .filter(one -> path.equals(one.root()) || path.startsWith(one.root() + "/"))
        .findFirst();
  }
}
