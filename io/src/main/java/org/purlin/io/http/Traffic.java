package org.purlin.io.http;

import java.time.Duration;

/** Says when a request may be sent. Shared by the threads of a transport. */
interface Traffic {

  /** That of a transport: governed where its settings want it. */
  static Traffic of(HttpSettings settings) {
    return settings.concurrency() == 0
        ? new FreeTraffic()
        : new GovernedTraffic(
            Address.origin(settings.endpoint()),
            new Window(settings.concurrency(), settings.startingConcurrency()),
            settings.overloads(),
            settings.retry(),
            System::nanoTime);
  }

  /**
   * Waits until a request may be sent.
   *
   * @throws WeatherException when that takes too long
   * @throws Obituary when there is nobody to send it to
   */
  Turn enter() throws WeatherException, Obituary, InterruptedException;

  /**
   * Waits between two tries.
   *
   * @throws Obituary as soon as there is nobody to try again with
   */
  void pause(Duration time) throws Obituary, InterruptedException;

  /** One request's permission, and what became of it. Closing it without a word says nothing. */
  interface Turn extends AutoCloseable {

    /**
     * Asks once more before sending, after other waits.
     *
     * @throws Obituary when there is nobody to send it to any more
     */
    void check() throws Obituary;

    void answered(Head reply);

    void failed(WeatherException weather);

    @Override
    void close();
  }
}
