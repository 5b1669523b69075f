package org.purlin.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * One way to go wrong.
 *
 * @param effect what happens instead of, or to, the ordinary answer
 * @param times to how many requests it happens
 * @param delay the pause before anything is sent
 */
public record Fault(Effect effect, int times, Duration delay) {

  private static final String SIGN_IN_PAGE =
      "<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body>Please sign in.</body></html>\n";

  /** Makes the faulty answer. */
  @FunctionalInterface
  public interface Effect {
    /** Asks {@code ordinary} only when it needs the ordinary answer. */
    Answer apply(Ordinary ordinary) throws IOException;
  }

  /** The answer that would have been given; made when asked for. */
  @FunctionalInterface
  public interface Ordinary {
    /** Makes the ordinary answer. */
    Answer answer() throws IOException;
  }

  /** Refuses a fault that would never happen. */
  public Fault {
    if (times < 1) {
      throw new IllegalArgumentException("times must be 1 or more, but was: " + times);
    }
    if (delay.isNegative()) {
      throw new IllegalArgumentException("delay must not be negative, but was: " + delay);
    }
  }

  /** A fault with an effect of its own, once. */
  public static Fault of(Effect effect) {
    return new Fault(effect, 1, Duration.ZERO);
  }

  /** Another status with a short text, for example 503. */
  public static Fault status(int status) {
    return status(status, Map.of(), "fault " + status + "\n");
  }

  /** Another status with headers (such as Retry-After) and a body of one's own. */
  public static Fault status(int status, Map<String, String> headers, String body) {
    Answer answer = Answer.text(status, body);
    for (Map.Entry<String, String> header : headers.entrySet()) {
      answer = answer.with(header.getKey(), header.getValue());
    }
    Answer faulty = answer;
    return of(ordinary -> faulty);
  }

  /** The ordinary answer, late. */
  public static Fault late(Duration delay) {
    return of(Ordinary::answer).delayedBy(delay);
  }

  /** The connection is reset before anything is answered. */
  public static Fault reset() {
    return of(ordinary -> Answer.text(200, "").delivered(new Delivery.Reset()));
  }

  /** The ordinary answer is cut off halfway. */
  public static Fault cut(Delivery.Ending ending) {
    return cut(ending, Delivery.HALF);
  }

  /** The ordinary answer is cut off after some bytes of its body. */
  public static Fault cut(Delivery.Ending ending, long afterBytes) {
    return delivered(new Delivery.Cut(ending, afterBytes));
  }

  /** The ordinary answer, slowly. */
  public static Fault drip(int bytesPerSecond) {
    return delivered(new Delivery.Drip(bytesPerSecond));
  }

  /** A sign-in page with status 200, as a proxy or the wrong host gives. */
  public static Fault html() {
    return status(200, Map.of("Content-Type", "text/html; charset=utf-8"), SIGN_IN_PAGE);
  }

  /** The bytes of a file with status 200, for example a damaged archive. */
  public static Fault file(Path file, String contentType) {
    return of(ordinary -> Answer.of(200, contentType, Body.OfFile.kept(file)));
  }

  /** The same fault for the next {@code times} matching requests. */
  public Fault times(int times) {
    return new Fault(effect, times, delay);
  }

  /** The same fault after a pause. */
  public Fault delayedBy(Duration delay) {
    return new Fault(effect, times, delay);
  }

  private static Fault delivered(Delivery delivery) {
    return of(ordinary -> ordinary.answer().delivered(delivery));
  }
}
