package org.purlin.io.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Counts the requests of a run that this JVM makes, whichever thread makes them. Runs are told
 * apart by {@link HttpSettings#run()}. Where other machines do a run's work, each knows its own
 * requests only, and the launcher none.
 */
public final class CallLog {

  /** Runs that nobody asks for are forgotten, the one longest unused first. */
  private static final int MOST_RUNS = 64;

  private static final Map<String, CallLog> RUNS =
      new LinkedHashMap<>(MOST_RUNS, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CallLog> eldest) {
          return size() > MOST_RUNS;
        }
      };

  /** Numbers in a query, such as {@code offset=500}: they tell the pages of a list apart. */
  private static final Pattern NUMBER_IN_QUERY =
      Pattern.compile("(?<=[?&][^=&]{1,40}=)\\d+(?=&|$)");

  /** Stands for a person in a path, such as {@code ~1f2e3d4c5b6a}; many are of one resource. */
  private static final Pattern SOMEBODY = Pattern.compile("(?<=/)~[0-9a-f]{12}(?=[/?]|$)");

  /** A URL may name hundreds of ids. */
  private static final int LONGEST_TEXT = 300;

  private long success;
  private long redirected;
  private long refused;
  private long tooMany;
  private long failed;
  private long noAnswer;
  private long retries;
  private Duration waited = Duration.ZERO;
  private long receivedBytes;
  private final Map<String, Calls.Slow> slowest = new LinkedHashMap<>();

  private CallLog() {}

  /** That of a run. */
  static CallLog of(String run) {
    synchronized (RUNS) {
      return RUNS.computeIfAbsent(run, name -> new CallLog());
    }
  }

  /**
   * Gives what was counted for a run since the last time, and forgets it.
   *
   * @param run as {@link HttpSettings#withRun} was told
   * @return {@link Calls#NONE} when this JVM made no request for it
   */
  public static Calls take(String run) {
    CallLog log;
    synchronized (RUNS) {
      log = RUNS.remove(run);
    }
    return log == null ? Calls.NONE : log.calls();
  }

  /**
   * A request was answered, and its body read as far as anybody wanted it.
   *
   * @param bytes of the body
   */
  synchronized void answered(Question question, int status, long bytes, Duration took) {
    receivedBytes += bytes;
    if (status < 300) {
      success++;
    } else if (status < 400) {
      redirected++;
    } else if (status == RetryPolicy.TOO_MANY_REQUESTS) {
      tooMany++;
    } else if (status < 500) {
      refused++;
    } else {
      failed++;
    }
    note(question, status, took);
  }

  /** A request was not answered. */
  synchronized void unanswered(Question question, Duration took) {
    noAnswer++;
    note(question, 0, took);
  }

  /**
   * A call has ended.
   *
   * @param again how often it was tried after the first time
   * @param pauses between the tries, all together
   */
  synchronized void ended(int again, Duration pauses) {
    retries += again;
    waited = waited.plus(pauses);
  }

  private void note(Question question, int status, Duration took) {
    String what = SOMEBODY.matcher(question.toString()).replaceAll("…");
    String kind = NUMBER_IN_QUERY.matcher(what).replaceAll("#");
    String shown = what.length() > LONGEST_TEXT ? what.substring(0, LONGEST_TEXT) + "…" : what;
    Calls.Slow slow = new Calls.Slow(shown, took.toMillis(), status, question.attempt());
    slowest.merge(kind, slow, (one, other) -> other.millis() > one.millis() ? other : one);
    if (slowest.size() > Calls.MOST_SLOWEST) {
      slowest.values().remove(slowestFirst().get(Calls.MOST_SLOWEST));
    }
  }

  private List<Calls.Slow> slowestFirst() {
    List<Calls.Slow> all = new ArrayList<>(slowest.values());
    all.sort(Comparator.comparingLong(Calls.Slow::millis).reversed());
    return all;
  }

  private synchronized Calls calls() {
    return new Calls(
        success + redirected + refused + tooMany + failed + noAnswer,
        success,
        redirected,
        refused,
        tooMany,
        failed,
        noAnswer,
        retries,
        waited.toMillis(),
        receivedBytes,
        slowestFirst());
  }
}
