package org.purlin.io.rest;

import java.time.Duration;

/**
 * What a reply means.
 *
 * @param reason in words that quote nothing personal and no secret; null exactly when it is good
 * @param pause null except for {@link Kind#LATER}
 */
public record Verdict(Kind kind, String reason, Duration pause) {

  /** What happens next. */
  enum Kind {
    /** The page is read. */
    GOOD,
    /** It is asked for again after a wait. */
    LATER,
    /** The unit is given up, and reported. */
    FAILED,
    /** Nothing more is asked for in this run; what was read is kept. */
    STOPPED,
    /** The run ends: it is a mistake of ours. */
    REFUSED
  }

  /** Whether the reply is what was asked for. */
  public boolean isGood() {
    return kind == Kind.GOOD;
  }

  /** Whether it says that we are not who we should be. */
  public boolean isRefused() {
    return kind == Kind.REFUSED;
  }

  public static Verdict good() {
    return new Verdict(Kind.GOOD, null, null);
  }

  /** Such as a limit of requests a minute. */
  public static Verdict later(Duration pause, String reason) {
    return new Verdict(Kind.LATER, reason, pause);
  }

  public static Verdict failed(String reason) {
    return new Verdict(Kind.FAILED, reason, null);
  }

  /** Such as a limit of requests a day. */
  public static Verdict stopped(String reason) {
    return new Verdict(Kind.STOPPED, reason, null);
  }

  /** Such as a key that is not valid. The reason should say which setting may be wrong. */
  public static Verdict refused(String reason) {
    return new Verdict(Kind.REFUSED, reason, null);
  }
}
