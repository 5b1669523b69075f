package org.purlin.benchmarks;

/**
 * One process that sent or read records, or did what comes before that.
 *
 * @param records how many, 0 or more
 * @param busySeconds of its time, those over which its speed is counted
 * @param mostInFlight requests at once, as the server saw them
 */
record EdfiRun(Usage usage, int records, double busySeconds, int mostInFlight) {

  double perSecond() {
    return records / busySeconds;
  }

  double peakRssMegabytes() {
    return usage.peakRssBytes() / 1e6;
  }
}
