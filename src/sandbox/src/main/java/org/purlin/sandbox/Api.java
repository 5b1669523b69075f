package org.purlin.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;

/** What one outside system answers. Called by many threads at once. */
public interface Api {

  /**
   * Answers one request.
   *
   * @param inFlight the requests being answered at this moment, this one included
   * @throws IOException when the answer cannot be made; the client sees a 500
   */
  Answer answer(Request request, int inFlight) throws IOException;

  /**
   * Queues a fault that was posted as JSON. Overridden where a system has ways to go wrong, or to
   * match requests, of its own.
   *
   * @throws IllegalArgumentException when the JSON describes no fault; the sender sees a 400
   */
  default void queueFault(JsonNode json, Faults faults) {
    faults.add(request -> true, FaultJson.read(json));
  }

  /**
   * Answers a {@code /_sandbox/} path that the common controls do not know.
   *
   * @return empty when this system does not know it either
   * @throws IOException when it cannot be answered; the connection is dropped
   */
  default Optional<Answer> control(Request request) throws IOException {
    return Optional.empty();
  }
}
