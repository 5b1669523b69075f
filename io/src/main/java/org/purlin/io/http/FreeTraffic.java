package org.purlin.io.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Everybody may send at any time; nobody is told of anybody else. */
final class FreeTraffic implements Traffic, Traffic.Turn {

  @Override
  public Turn enter() {
    return this;
  }

  @Override
  public void pause(Duration time) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(time.toNanos());
  }

  @Override
  public void check() {}

  @Override
  public void answered(Head reply) {}

  @Override
  public void failed(WeatherException weather) {}

  @Override
  public void close() {}
}
