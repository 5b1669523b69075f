package org.purlin.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A server of the Alma API with one district, of which one school is read. */
final class AlmaServer implements AutoCloseable {

  private static final String OF_A_PUPIL = ".*/students/[^/]+/attendance";

  private final StandIn standIn;

  private AlmaServer(StandIn standIn) {
    this.standIn = standIn;
  }

  static AlmaServer start(AlmaDistrict district) throws IOException {
    return new AlmaServer(
        StandIn.start(
            "alma",
            "--today=" + AlmaDistrict.TODAY,
            "--pupils=" + district.pupils(),
            "--attendanceDays=" + district.days(),
            "--delayMillis=" + district.delay().toMillis()));
  }

  /** Its address, the district, a client's key and its secret. */
  Map<String, String> environment() {
    return standIn.environment();
  }

  /**
   * When it was asked for attendance, signed or not.
   *
   * @throws IOException unless so many pupils' attendance was given, and each once
   */
  Sending attendance(int pupils) throws IOException, InterruptedException {
    int given = 0;
    int once = 0;
    for (Map.Entry<String, JsonNode> path : standIn.get("/_sandbox/counts").properties()) {
      if (path.getKey().matches(OF_A_PUPIL)) {
        given++;
        once += path.getValue().intValue() == 1 ? 1 : 0;
      }
    }
    if (given != pupils || once != pupils) {
      throw new IOException(
          "The server should have given the attendance of "
              + pupils
              + " pupils once each, but it gave that of "
              + given
              + ", of "
              + once
              + " once.");
    }
    List<Instant> asked = new ArrayList<>();
    for (JsonNode request : standIn.get("/_sandbox/requests").get("requests")) {
      if (request.get("path").textValue().matches(OF_A_PUPIL)) {
        asked.add(Instant.parse(request.get("at").textValue()));
      }
    }
    return new Sending(asked);
  }

  /** How many requests were answered with a challenge, whatever they asked for. */
  int challenges() throws IOException, InterruptedException {
    int challenges = 0;
    for (JsonNode use : standIn.get("/_sandbox/digests")) {
      challenges += use.get("outcome").textValue().equals("ACCEPTED") ? 0 : 1;
    }
    return challenges;
  }

  /** The most requests that were in flight at once. */
  int mostInFlight() throws IOException, InterruptedException {
    return standIn.get("/_sandbox/requests").get("maxInFlight").intValue();
  }

  @Override
  public void close() {
    standIn.close();
  }
}
