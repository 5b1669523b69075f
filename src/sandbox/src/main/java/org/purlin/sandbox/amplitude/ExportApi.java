package org.purlin.sandbox.amplitude;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.purlin.sandbox.Answer;
import org.purlin.sandbox.Api;
import org.purlin.sandbox.Body;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.FaultJson;
import org.purlin.sandbox.Faults;
import org.purlin.sandbox.Request;

/** The rules of the Export API, in the order they are checked. */
final class ExportApi implements Api {

  static final String PATH = "/api/2/export";

  /** Documented: five concurrent requests over all REST endpoints. */
  private static final int MAX_IN_FLIGHT = 5;

  /** Documented: a request spans 365 days at most. */
  private static final int MAX_DAYS = 365;

  /** Documented by example: data of 8-9 PM can be exported at 11 PM. */
  private static final Duration AVAILABLE_AFTER = Duration.ofHours(3);

  private final AmplitudeSettings settings;
  private final MemberFiles members;

  ExportApi(AmplitudeSettings settings, MemberFiles members) {
    this.settings = settings;
    this.members = members;
  }

  @Override
  public Answer answer(Request request, int inFlight) throws IOException {
    if (!request.path().equals(PATH)) {
      return Answer.text(404, "There is nothing at this path.\n");
    }
    if (!request.method().equals("GET")) {
      return Answer.text(405, "Only GET is possible here.\n").with("Allow", "GET");
    }
    Optional<Answer> refused = refuseCredentials(request);
    if (refused.isPresent()) {
      return refused.get();
    }
    if (inFlight > MAX_IN_FLIGHT) {
      return Answer.text(429, "Too many concurrent requests.\n");
    }
    HourRange range;
    try {
      range = range(request);
    } catch (IllegalArgumentException e) {
      return Answer.text(400, e.getMessage() + "\n");
    }
    if (range.size() > MAX_DAYS * 24) {
      return Answer.text(400, "The range is over 365 days.\n");
    }
    return range.size() > settings.maxHours() ? tooLarge() : export(range);
  }

  /**
   * Takes what {@link FaultJson} takes, and besides the kind {@code corruptMember}. With {@code
   * hour} the fault waits for a request that starts at this hour, with {@code rangeContains} for
   * one whose range contains it; both as {@code 20260101T05}.
   */
  @Override
  public void queueFault(JsonNode json, Faults faults) {
    Fault fault =
        FaultJson.kindOf(json).equals("corruptMember")
            ? FaultJson.common(corruptMember(), json)
            : FaultJson.read(json);
    if (json.has("hour")) {
      Instant hour = HourRange.hour(json.get("hour").asText());
      faults.add(request -> startsAt(request, hour), fault);
    } else if (json.has("rangeContains")) {
      Instant hour = HourRange.hour(json.get("rangeContains").asText());
      faults.add(request -> rangeContains(request, hour), fault);
    } else {
      faults.add(ExportApi::isExport, fault);
    }
  }

  /** Damages the ordinary archive; an answer without an archive stays as it is. */
  static Fault corruptMember() {
    return Fault.of(
        ordinary -> {
          Answer answer = ordinary.answer();
          if (answer.body() instanceof Body.OfFile file && file.temporary()) {
            ExportArchive.damage(file.path());
          }
          return answer;
        });
  }

  static boolean isExport(Request request) {
    return request.path().equals(PATH);
  }

  static boolean startsAt(Request request, Instant hour) {
    return isExport(request) && rangeIfAny(request).filter(r -> r.first().equals(hour)).isPresent();
  }

  static boolean rangeContains(Request request, Instant hour) {
    return isExport(request) && rangeIfAny(request).filter(r -> r.contains(hour)).isPresent();
  }

  private Optional<Answer> refuseCredentials(Request request) {
    String[] authorization = request.header("authorization").orElse("").split(" ", 2);
    if (!authorization[0].toLowerCase(Locale.ROOT).equals("basic") || authorization.length < 2) {
      Answer missing = Answer.text(401, "Credentials are missing.\n");
      return Optional.of(missing.with("WWW-Authenticate", "Basic realm=\"Amplitude\""));
    }
    byte[] pair = (settings.apiKey() + ":" + settings.secretKey()).getBytes(StandardCharsets.UTF_8);
    byte[] expected = Base64.getEncoder().encode(pair);
    byte[] given = authorization[1].strip().getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(expected, given)
        ? Optional.empty()
        : Optional.of(
            Answer.text(settings.wrongCredentialsStatus(), "The credentials are wrong.\n"));
  }

  private Answer export(HourRange range) throws IOException {
    List<Member> chosen = new ArrayList<>();
    long bytes = 0;
    for (Instant hour : (Iterable<Instant>) range.hours()::iterator) {
      if (isAvailable(hour)) {
        for (Member member : members.of(hour)) {
          chosen.add(member);
          bytes += member.bytes();
        }
      }
      if (bytes > settings.maxZipBytes()) {
        return tooLarge();
      }
    }
    if (chosen.isEmpty()) {
      return Answer.text(404, "There is no data in the range.\n");
    }
    Path file = members.newArchive();
    try (ExportArchive archive = new ExportArchive(file, settings.deflated())) {
      for (Member member : chosen) {
        archive.add(member);
      }
    }
    return Answer.of(200, "application/zip", Body.OfFile.temporary(file));
  }

  private boolean isAvailable(Instant hour) {
    return !settings.clock().instant().isBefore(hour.plus(AVAILABLE_AFTER));
  }

  private Answer tooLarge() {
    return Answer.text(settings.tooLargeStatus(), "Too much data; choose a shorter range.\n");
  }

  private static Optional<HourRange> rangeIfAny(Request request) {
    try {
      return Optional.of(range(request));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static HourRange range(Request request) {
    return new HourRange(hour(request, "start"), hour(request, "end"));
  }

  private static Instant hour(Request request, String name) {
    return HourRange.hour(
        request
            .parameter(name)
            .orElseThrow(() -> new IllegalArgumentException(name + " is missing")));
  }
}
