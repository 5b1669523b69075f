package org.purlin.io.http;

import java.io.IOException;

/**
 * A token endpoint gave no access token, and did not refuse our id or secret either. What was asked
 * for with that token was not sent by this attempt; whether an attempt before it may have been
 * processed is said here. The message names the token endpoint and what it answered.
 *
 * <p>Of an {@link HttpTransport} only a settled one is thrown. One that is not is weather: it ends
 * a call as {@link NoAnswerException} and is found among its causes.
 */
public final class NoTokenException extends IOException {

  private static final long serialVersionUID = 1L;

  private final boolean settled;
  private final boolean answered;
  private final int attempts;
  private final boolean processedPerhaps;

  private NoTokenException(
      String message,
      Throwable cause,
      boolean settled,
      boolean answered,
      int attempts,
      boolean processedPerhaps) {
    super(message, cause);
    this.settled = settled;
    this.answered = answered;
    this.attempts = attempts;
    this.processedPerhaps = processedPerhaps;
  }

  /** What was answered is no token, and would be none if we asked again. */
  static NoTokenException settled(String message) {
    return new NoTokenException(message, null, true, true, 0, false);
  }

  /** There was no answer, or one that says to come again. */
  static NoTokenException notNow(String reason, Throwable cause) {
    return new NoTokenException(
        "no access token, because " + reason, cause, false, false, 0, false);
  }

  /** The same of an endpoint that said that we have to wait. */
  NoTokenException fromSomebodyWhoAnswered() {
    return new NoTokenException(getMessage(), getCause(), settled, true, attempts, false);
  }

  /** The same at the end of a call. A copy, because threads that wait for one token share it. */
  NoTokenException after(int attemptsOfCall, boolean earlierOnePerhapsProcessed) {
    return new NoTokenException(
        getMessage(), this, settled, answered, attemptsOfCall, earlierOnePerhapsProcessed);
  }

  /** The same as a failure that may pass, of a request that was not sent. */
  WeatherException asWeather() {
    WeatherException weather = WeatherException.lasting(getMessage(), 1, this).neverSent();
    return answered ? weather.fromSomebodyWhoAnswered() : weather;
  }

  /**
   * Whether asking again would not help: the endpoint answered with neither a token nor a refusal
   * nor a reason to wait, as a wrong address does. The endpoint is then asked no more by the client
   * in this run, and its other calls end the same way.
   */
  public boolean isSettled() {
    return settled;
  }

  /** How many attempts the call made, the one without a token included; 0 outside of a call. */
  public int attempts() {
    return attempts;
  }

  /**
   * Whether an attempt before the one without a token may have been processed: its answer was lost,
   * or it was a 5xx. Always false of a GET.
   */
  public boolean mayHaveBeenProcessedBefore() {
    return processedPerhaps;
  }
}
