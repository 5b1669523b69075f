package org.purlin.io.http;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Asks one question: knows where credentials may go, follows the redirects of a GET by hand, and
 * asks once more when a token was refused that can be had anew, or a challenge came.
 */
final class Exchange {

  private static final int UNAUTHORIZED = 401;

  /** More than one only of a server that says each time that nothing but its nonce was too old. */
  private static final int MOST_RENEWALS = 3;

  private final HttpSettings settings;
  private final Optional<Credentials> credentials;
  private final CredentialGate gate;
  private final Wire wire;

  /**
   * @param credentials empty when there is nothing to say
   */
  Exchange(
      HttpSettings settings, Optional<Credentials> credentials, CredentialGate gate, Wire wire) {
    this.settings = settings;
    this.credentials = credentials;
    this.gate = gate;
    this.wire = wire;
  }

  /**
   * Asks. Once a redirect has left the endpoint, credentials are not sent again. A redirect of a
   * POST is its answer.
   *
   * @throws Obituary when there is nobody to ask any more
   */
  Answer ask(Question start, Traffic.Turn turn) throws IOException, InterruptedException {
    settings.hosts().check(start.uri(), start.shown(start.uri()));
    String home = Address.origin(settings.endpoint());
    Question question = start;
    boolean atHome = true;
    for (int redirects = 0; redirects <= Redirect.MOST; redirects++) {
      atHome = atHome && Address.origin(question.uri()).equals(home);
      Answer answer =
          atHome && credentials.isPresent()
              ? askThroughGate(question, turn, credentials.get())
              : wire.send(question, Map.of());
      boolean done = false;
      try {
        Optional<URI> next = next(question, answer);
        if (next.isEmpty()) {
          done = true;
          return answer;
        }
        question = question.at(next.get());
      } finally {
        if (!done) {
          answer.close();
        }
      }
    }
    throw new RefusedAddressException(
        start.place() + " redirects more than " + Redirect.MOST + " times.");
  }

  private Optional<URI> next(Question question, Answer answer) throws RefusedAddressException {
    return question.isGet()
        ? Redirect.target(question, answer.status(), answer.headers(), settings.hosts())
        : Optional.empty();
  }

  private Answer askThroughGate(Question question, Traffic.Turn turn, Credentials ours)
      throws IOException, InterruptedException {
    try (CredentialGate.Pass pass = gate.enter()) {
      Optional<HttpReply> known = pass.refusal();
      if (known.isPresent()) {
        return Answer.known(known.get());
      }
      turn.check();
      Answer answer = send(question, ours);
      if (settings.refusals().contains(answer.status())) {
        try (answer) {
          HttpReply refusal = MemoryBody.read(answer, settings.maxBodyBytes());
          pass.refused(refusal);
          return Answer.known(refusal);
        }
      }
      if (!settings.retry().statuses().contains(answer.status())) {
        pass.accepted();
      }
      return answer;
    }
  }

  private Answer send(Question question, Credentials ours)
      throws IOException, InterruptedException {
    Map<String, String> headers = ours.headers(question);
    Answer answer = send(question, ours, headers);
    for (int renewals = 0;
        answer.status() == UNAUTHORIZED
            && renewals < MOST_RENEWALS
            && ours.renewable(headers, answer.headers(), renewals);
        renewals++) {
      answer.close();
      headers = ours.headers(question);
      answer = send(question, ours, headers);
    }
    return answer;
  }

  private Answer send(Question question, Credentials ours, Map<String, String> headers)
      throws IOException, InterruptedException {
    Answer answer = wire.send(question, headers);
    if (answer.status() != UNAUTHORIZED) {
      ours.accepted(headers);
    }
    return answer;
  }
}
