package org.purlin.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A server of the Ed-Fi API with one district. */
final class EdfiServer implements AutoCloseable {

  private static final int CREATED = 201;

  private final StandIn standIn;

  private EdfiServer(StandIn standIn) {
    this.standIn = standIn;
  }

  /** Starts one that has no students, but all that a student refers to. */
  static EdfiServer withoutStudents(Duration delay) throws IOException {
    return new EdfiServer(
        StandIn.start("edfi", "--students=0", "--delayMillis=" + delay.toMillis()));
  }

  /** Starts one that has students, computed and not held. */
  static EdfiServer withStudents(int students, int pageLimit) throws IOException {
    return new EdfiServer(
        StandIn.start("edfi", "--generatedStudents=" + students, "--pageLimit=" + pageLimit));
  }

  /** Its address, a client's key and its secret. */
  Map<String, String> environment() {
    return standIn.environment();
  }

  /**
   * When students were posted.
   *
   * @throws IOException unless it created exactly so many
   */
  Sending students(int expected) throws IOException, InterruptedException {
    List<Instant> created = new ArrayList<>();
    for (JsonNode post : standIn.get("/_sandbox/posts")) {
      if (post.get("status").intValue() == CREATED) {
        created.add(Instant.parse(post.get("at").textValue()));
      }
    }
    int held = standIn.get("/_sandbox/counts").path("students").intValue();
    if (created.size() != expected || held != expected) {
      throw new IOException(
          "The server should have created "
              + expected
              + " students, but it created "
              + created.size()
              + " records and holds "
              + held
              + " students.");
    }
    return new Sending(created);
  }

  /** Fails unless nothing was posted. */
  void checkNothingWasPosted() throws IOException, InterruptedException {
    int posts = standIn.get("/_sandbox/posts").size();
    if (posts > 0) {
      throw new IOException("Nothing should have been posted, but " + posts + " posts came.");
    }
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
