package org.purlin.io.csc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.purlin.io.csc.Candidate.What;
import org.purlin.transforms.changes.Comparison;
import org.purlin.transforms.changes.Sides;

/** Says of every child what is to be done, by today's rows and what the receiver accepted last. */
final class CompareChildren implements Comparison<TodayRow, HeldChild, NightPart> {

  private static final long serialVersionUID = 1L;

  @Override
  public Differences compare(SortedMap<String, Sides<TodayRow, HeldChild>> bucket) {
    Tally tally = new Tally();
    bucket.forEach((key, sides) -> tally.add(key, sides));
    return new Differences(
        tally.rows, tally.unchanged, tally.gone, tally.unkeyed, tally.candidates);
  }

  private static final class Tally {

    private long rows;
    private long unchanged;
    private long gone;
    private long unkeyed;
    private final List<Candidate> candidates = new ArrayList<>();

    private void add(String key, Sides<TodayRow, HeldChild> sides) {
      rows += sides.today().size();
      HeldChild held = sides.last().isEmpty() ? null : sides.last().get(0);
      boolean holds = held != null && !held.purged();
      if (key.isEmpty()) {
        unkeyed += sides.today().size();
        sides.today().forEach(row -> quarantine(row, row.reason()));
      } else if (sides.today().size() > 1) {
        twice(sides.today());
      } else if (sides.today().isEmpty()) {
        if (holds) {
          candidates.add(new Candidate(key, 0, What.ABSENT, false, null));
        }
      } else {
        add(sides.today().get(0), holds ? held : null);
      }
    }

    /**
     * @param held null when the receiver does not hold the child
     */
    private void add(TodayRow row, HeldChild held) {
      if (row.deleted()) {
        if (held == null && row.guessed()) {
          // Whose deletion it is cannot be told.
          unkeyed++;
          quarantine(row, row.reason());
        } else if (held == null) {
          gone++;
        } else {
          candidates.add(of(row, What.PURGE));
        }
      } else if (row.reason() != null) {
        if (row.guessed() && held == null) {
          unkeyed++;
        }
        quarantine(row, row.reason());
      } else if (held == null) {
        candidates.add(of(row, What.NEW));
      } else if (!held.certain() || !Arrays.equals(held.hash(), row.hash())) {
        candidates.add(of(row, What.CHANGED));
      } else if (row.settled()) {
        unchanged++;
      } else {
        candidates.add(of(row, What.MARK));
      }
    }

    /** Either row could be the stale one, so neither is sent. */
    private void twice(List<TodayRow> twins) {
      String ids =
          twins.stream()
              .map(TodayRow::rowId)
              .sorted()
              .map(String::valueOf)
              .collect(Collectors.joining(", "));
      twins.forEach(
          row ->
              candidate(
                  row,
                  What.TWIN,
                  "is in the table more than once (rows with id "
                      + ids
                      + "); delete all but one of them"));
    }

    private void quarantine(TodayRow row, String reason) {
      candidate(row, What.QUARANTINE, reason);
    }

    private void candidate(TodayRow row, What what, String reason) {
      candidates.add(new Candidate(row.key(), row.rowId(), what, row.error(), reason));
    }

    private static Candidate of(TodayRow row, What what) {
      return new Candidate(row.key(), row.rowId(), what, row.error(), null);
    }
  }
}
