package org.purlin.sandbox.alma;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.purlin.sandbox.Answer;
import org.purlin.sandbox.Api;
import org.purlin.sandbox.FaultJson;
import org.purlin.sandbox.Faults;
import org.purlin.sandbox.Request;

/** Answers: the signature first, then what refuses attendance, then the data. */
final class AlmaApi implements Api {

  private final AlmaSettings settings;
  private final Source source;
  private final DigestGate gate;
  private final Refusals refusals = new Refusals();
  private final AtomicInteger attendanceInFlight = new AtomicInteger();
  private final Map<String, Integer> admitted = new TreeMap<>();

  AlmaApi(AlmaSettings settings, Source source) {
    this.settings = settings;
    this.source = source;
    this.gate = new DigestGate(settings);
  }

  DigestGate gate() {
    return gate;
  }

  Refusals refusals() {
    return refusals;
  }

  /** How many requests were let in, by path. */
  Map<String, Integer> admitted() {
    synchronized (admitted) {
      return new TreeMap<>(admitted);
    }
  }

  @Override
  public Answer answer(Request request, int inFlight) throws IOException {
    Optional<Call> call = Call.of(request);
    boolean attendance = call.flatMap(Call::attendanceOf).isPresent();
    int together = attendance ? attendanceInFlight.incrementAndGet() : 0;
    try {
      if (!settings.delay().isZero()) {
        AlmaFaults.pause(settings.delay());
      }
      Optional<Answer> refusal = gate.refusal(request);
      if (refusal.isPresent()) {
        return refusal.get();
      }
      synchronized (admitted) {
        admitted.merge(request.path(), 1, Integer::sum);
      }
      if (together > settings.attendanceInFlight()) {
        return Problem.forbidden("Too many requests of attendance at once.");
      }
      return call.isPresent() ? answer(request, call.get()) : Problem.notFound();
    } finally {
      if (attendance) {
        attendanceInFlight.decrementAndGet();
      }
    }
  }

  private Answer answer(Request request, Call call) throws IOException {
    if (!request.method().equals("GET")) {
      return Problem.answer(405, "Method Not Allowed", "Only GET is understood.");
    }
    if (call.attendanceOf().filter(refusals::take).isPresent()) {
      return Problem.forbidden("This student's attendance is refused.");
    }
    return source.body(call).map(this::rendered).orElseGet(Problem::notFound);
  }

  private Answer rendered(ObjectNode body) {
    ObjectNode inOrder = settings.linksFirst() ? Envelope.linksFirst(body) : body;
    return Answer.json(200, inOrder.toString());
  }

  @Override
  public Optional<Answer> control(Request request) {
    return new AlmaControls(this).answer(request);
  }

  /**
   * Takes what {@link AlmaFaults#read} takes, for signed requests only. {@code school} and {@code
   * endpoint} narrow that down; the endpoint {@code attendance} stands for that of every student.
   * The kind {@code refused} takes {@code students}, a list of ids, and {@code times} (default: for
   * ever), and refuses their attendance.
   */
  @Override
  public void queueFault(JsonNode json, Faults faults) {
    if (FaultJson.kindOf(json).equals("refused")) {
      int times = json.path("times").asInt(Refusals.FOR_EVER);
      json.withArray("/students").forEach(id -> refusals.refuse(id.asText(), times));
      return;
    }
    Predicate<Request> match = AlmaApi::isSigned;
    if (json.has("school")) {
      String school = json.get("school").asText();
      match = match.and(of(call -> call.school().equals(school)));
    }
    if (json.has("endpoint")) {
      match = match.and(isOf(json.get("endpoint").asText()));
    }
    faults.add(match, AlmaFaults.read(json));
  }

  static boolean isSigned(Request request) {
    return request.header("authorization").isPresent();
  }

  static Predicate<Request> isOf(String endpoint) {
    return endpoint.equals("attendance")
        ? of(call -> call.attendanceOf().isPresent())
        : of(call -> call.endpoint().equals(endpoint));
  }

  private static Predicate<Request> of(Predicate<Call> wanted) {
    return request -> Call.of(request).filter(wanted).isPresent();
  }
}
