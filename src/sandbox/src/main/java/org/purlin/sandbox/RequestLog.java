package org.purlin.sandbox;

import java.util.ArrayList;
import java.util.List;

/** Which requests came, and how many were in flight at once. */
final class RequestLog {

  private final List<SeenRequest> seen = new ArrayList<>();
  private int inFlight;
  private int maxInFlight;

  synchronized Visit arrived(Request request) {
    seen.add(SeenRequest.of(request));
    inFlight++;
    maxInFlight = Math.max(maxInFlight, inFlight);
    return new Visit(inFlight);
  }

  synchronized List<SeenRequest> requests() {
    return List.copyOf(seen);
  }

  synchronized int maxInFlight() {
    return maxInFlight;
  }

  private synchronized void left(Visit visit) {
    if (!visit.over) {
      visit.over = true;
      inFlight--;
    }
  }

  /** One request's stay. Closing it a second time does nothing. */
  final class Visit implements AutoCloseable {
    private final int inFlightOnArrival;
    private boolean over;

    private Visit(int inFlightOnArrival) {
      this.inFlightOnArrival = inFlightOnArrival;
    }

    int inFlightOnArrival() {
      return inFlightOnArrival;
    }

    @Override
    public void close() {
      left(this);
    }
  }
}
