package org.purlin.sandbox.csc;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;
import org.purlin.sandbox.Answer;
import org.purlin.sandbox.Api;
import org.purlin.sandbox.Faults;
import org.purlin.sandbox.Request;

/** Which part of the stand-in answers a request. */
final class CscApi implements Api {

  private final Tokens tokens;
  private final Intake intake;
  private final CscControls controls;

  CscApi(CscSettings settings, Tokens tokens, Intake intake, Optional<Authority> authority) {
    this.tokens = tokens;
    this.intake = intake;
    this.controls = new CscControls(settings, tokens, intake, authority);
  }

  @Override
  public Answer answer(Request request, int inFlight) throws IOException {
    if (Tokens.isAskedBy(request)) {
      return tokens.answer(request);
    }
    Optional<Receiver> receiver = Receiver.at(request.path());
    return receiver.isPresent()
        ? intake.answer(request, receiver.get())
        : Answer.text(404, "There is nothing at this path.\n");
  }

  @Override
  public Optional<Answer> control(Request request) throws IOException {
    return controls.answer(request);
  }

  /**
   * Takes what {@link CscFaults#read} takes. The fault waits for a post; with {@code on} as {@code
   * token} for a request of a token, with {@code child} for a post with that child.
   */
  @Override
  public void queueFault(JsonNode json, Faults faults) {
    Predicate<Request> match = CscApi::isPost;
    if (json.path("on").asText().equals("token")) {
      match = Tokens::isAskedBy;
    } else if (json.has("child")) {
      String child = json.get("child").asText();
      match = request -> isPostWith(request, child);
    }
    faults.add(match, CscFaults.read(json));
  }

  static boolean isPost(Request request) {
    return request.method().equals("POST") && Receiver.at(request.path()).isPresent();
  }

  static boolean isPostWith(Request request, String child) {
    return isPost(request) && Intake.ids(Intake.json(request.body())).contains(child);
  }
}
