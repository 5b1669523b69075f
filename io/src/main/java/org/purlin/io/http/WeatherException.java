package org.purlin.io.http;

import java.io.IOException;

/** One attempt failed in a way that asking again may mend. The message is the reason in words. */
final class WeatherException extends IOException {

  private static final long serialVersionUID = 1L;

  private final int worthAttempts;
  private final boolean bodyArrived;
  private final boolean sent;

  private WeatherException(
      String reason, int worthAttempts, boolean bodyArrived, boolean sent, Throwable cause) {
    super(reason, cause);
    this.worthAttempts = worthAttempts;
    this.bodyArrived = bodyArrived;
    this.sent = sent;
  }

  static WeatherException noAnswer(String reason, Throwable cause) {
    return new WeatherException(reason, Integer.MAX_VALUE, false, true, cause);
  }

  /** A reason that is believed after this many attempts in all. */
  static WeatherException lasting(String reason, int worthAttempts, Throwable cause) {
    return new WeatherException(reason, worthAttempts, false, true, cause);
  }

  static WeatherException brokenOff(String reason, Throwable cause) {
    return new WeatherException(reason, Integer.MAX_VALUE, true, true, cause);
  }

  int worthAttempts() {
    return worthAttempts;
  }

  /** Whether the body was on its way when it broke off. */
  boolean bodyArrived() {
    return bodyArrived;
  }

  /** Whether the request can have reached the server. */
  boolean sent() {
    return sent;
  }

  /** The same of a request that certainly did not reach the server. */
  WeatherException neverSent() {
    return new WeatherException(getMessage(), worthAttempts, false, false, getCause());
  }

  /** The same with more words. */
  WeatherException saying(String reason) {
    return new WeatherException(reason, worthAttempts, bodyArrived, sent, getCause());
  }
}
