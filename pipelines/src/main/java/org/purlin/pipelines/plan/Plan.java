package org.purlin.pipelines.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * What a run would do. Holds names of windows, tables, districts and resources and numbers, never a
 * record.
 *
 * @param asked what is asked for, short: {@code 20260101T00-20260101T23}
 * @param windows what is to be done, is done and cannot be done yet
 * @param estimates calls, credits and bytes, each with how it was estimated
 * @param tables whose windows will be written
 * @param records that will be sent, by kind
 * @param requests that were made to plan this; all of them only read
 * @param gaps what could not be learned, so that the plan lacks it
 * @param notices what else should be known before the run
 */
public record Plan(
    String asked,
    List<Windows> windows,
    List<Estimate> estimates,
    List<Written> tables,
    List<Sending> records,
    List<String> requests,
    List<String> gaps,
    List<String> notices) {

  /** How far some windows are. */
  public enum State {
    TO_DO,
    DONE,
    NOT_YET
  }

  /**
   * Windows that are equally far.
   *
   * @param what in words: {@code hours to fetch}
   * @param names which they are, short; empty when that says nothing
   */
  public record Windows(State state, String what, long count, String names) {}

  /**
   * A number that is known only when the run has ended.
   *
   * @param what is counted: {@code calls}, {@code credits}, {@code bytes ...}
   * @param number null when nothing is known that it could be estimated by
   * @param how it was estimated, or why it is not known
   */
  public record Estimate(String what, Long number, String how) {}

  /**
   * A table the run writes to.
   *
   * @param windows that it will write
   * @param how what becomes of what is there
   */
  public record Written(String table, long windows, String how) {}

  /**
   * Records that a run sends, or does not.
   *
   * @param to who gets them: a receiver, a district
   * @param what they are
   * @param kind what becomes of them: {@code new}, {@code delivered before}, {@code refused}
   */
  public record Sending(String to, String what, String kind, long records) {}

  public Plan {
    windows = List.copyOf(windows);
    estimates = List.copyOf(estimates);
    tables = List.copyOf(tables);
    records = List.copyOf(records);
    requests = List.copyOf(requests);
    gaps = List.copyOf(gaps);
    notices = List.copyOf(notices);
  }

  /** A plan to be filled in. */
  public static Builder of(String asked) {
    return new Builder(asked);
  }

  /** Fills in a plan. */
  public static final class Builder {

    private final String asked;
    private final List<Windows> windows = new ArrayList<>();
    private final List<Estimate> estimates = new ArrayList<>();
    private final List<Written> tables = new ArrayList<>();
    private final List<Sending> records = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private final List<String> gaps = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();

    private Builder(String asked) {
      this.asked = asked;
    }

    /** Adds windows, unless there are none. */
    public Builder windows(State state, String what, long count, String names) {
      if (count > 0) {
        windows.add(new Windows(state, what, count, names));
      }
      return this;
    }

    public Builder estimate(String what, long number, String how) {
      estimates.add(new Estimate(what, number, how));
      return this;
    }

    /** Adds a number nothing is known of. */
    public Builder unknown(String what, String why) {
      estimates.add(new Estimate(what, null, why));
      return this;
    }

    public Builder table(String table, long count, String how) {
      tables.add(new Written(table, count, how));
      return this;
    }

    /** Adds records, unless there are none. */
    public Builder records(String to, String what, String kind, long count) {
      if (count > 0) {
        records.add(new Sending(to, what, kind, count));
      }
      return this;
    }

    public Builder request(String sentence) {
      requests.add(sentence);
      return this;
    }

    public Builder gap(String sentence) {
      gaps.add(sentence);
      return this;
    }

    public Builder notice(String sentence) {
      notices.add(sentence);
      return this;
    }

    public Plan build() {
      return new Plan(asked, windows, estimates, tables, records, requests, gaps, notices);
    }
  }
}
