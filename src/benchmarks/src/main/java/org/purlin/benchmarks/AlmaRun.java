package org.purlin.benchmarks;

/**
 * One process that read the attendance of pupils, one call for each.
 *
 * @param requests that asked for attendance, those that were challenged included
 * @param fanOutSeconds from the first of them until the last one's delay was over
 * @param challenges that any of its requests met
 * @param mostInFlight requests at once, as the server saw them
 */
record AlmaRun(
    Usage usage,
    AlmaDistrict district,
    int requests,
    double fanOutSeconds,
    int challenges,
    int mostInFlight) {

  int calls() {
    return district.pupils();
  }

  double callsPerSecond() {
    return calls() / fanOutSeconds;
  }

  /** Requests that one call took. */
  double trips() {
    return (double) requests / calls();
  }

  /**
   * The fan-out's time against the least there can be: each call waits for the delay, and so many
   * wait at once.
   *
   * @param serviceSeconds what a call takes besides
   */
  double againstLimit(int connections, double serviceSeconds) {
    double least = calls() * (district.delaySeconds() + serviceSeconds) / connections;
    return fanOutSeconds / least;
  }

  double peakRssMegabytes() {
    return usage.peakRssBytes() / 1e6;
  }
}
