package org.purlin.io.http;

import java.io.IOException;

/** One attempt failed in a way that asking again may mend. The message is the reason in words. */
final class WeatherException extends IOException {

  private static final long serialVersionUID = 1L;

  private final int worthAttempts;
  private final boolean bodyArrived;
  private final boolean sent;
  private final boolean answered;

  private WeatherException(
      String reason,
      int worthAttempts,
      boolean bodyArrived,
      boolean sent,
      boolean answered,
      Throwable cause) {
    super(reason, cause);
    this.worthAttempts = worthAttempts;
    this.bodyArrived = bodyArrived;
    this.sent = sent;
    this.answered = answered;
  }

  static WeatherException noAnswer(String reason, Throwable cause) {
    return new WeatherException(reason, Integer.MAX_VALUE, false, true, false, cause);
  }

  /** A reason that is believed after this many attempts in all. */
  static WeatherException lasting(String reason, int worthAttempts, Throwable cause) {
    return new WeatherException(reason, worthAttempts, false, true, false, cause);
  }

  static WeatherException brokenOff(String reason, Throwable cause) {
    return new WeatherException(reason, Integer.MAX_VALUE, true, true, true, cause);
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

  /** Whether there was an answer to be heard, though not the one that was wanted. */
  boolean answered() {
    return answered;
  }

  /** The same of a request to which somebody said that we have to wait. */
  WeatherException fromSomebodyWhoAnswered() {
    return new WeatherException(getMessage(), worthAttempts, bodyArrived, sent, true, getCause());
  }

  /** The same of a request that certainly did not reach the server. */
  WeatherException neverSent() {
    return new WeatherException(getMessage(), worthAttempts, false, false, answered, getCause());
  }

  /** The same with more words. */
  WeatherException saying(String reason) {
    return new WeatherException(reason, worthAttempts, bodyArrived, sent, answered, getCause());
  }
}
