package org.purlin.io.csc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.purlin.io.landing.Storage;

/**
 * What a run did, in numbers; the run's proof. Holds no id and no value of a child.
 *
 * @param rowsAtStart rows in the staging table when the run began
 * @param rows rows compared
 * @param counts numbers by name, see the constants
 * @param delivered accepted records by kind: {@code full}, {@code delta}, {@code purge}
 * @param rejects rejected records by reason
 * @param places where the first rejected records are, with the field and the reason
 * @param warnings about the table
 * @param doubts why posts are in doubt, each reason once
 * @param brake why nothing was purged; null when the brake did not hold
 * @param seconds how long each stage took, by {@link #SETTLE}, {@link #COMPARE}, {@link #SEND}
 * @param stopped why not everything was sent; null when it was
 */
public record NightReport(
    long rowsAtStart,
    long rows,
    Map<String, Long> counts,
    Map<String, Long> delivered,
    Map<String, Long> rejects,
    List<String> places,
    List<String> warnings,
    List<String> doubts,
    String brake,
    Map<String, Double> seconds,
    String stopped) {

  /** Rows whose child the receiver holds, and that said so already. */
  public static final String UNCHANGED = "unchanged";

  /** Rows whose child the receiver holds; they say so now. */
  public static final String MARKED = "marked unchanged";

  /** Rows marked Deleted of children the receiver does not hold. */
  public static final String GONE = "deleted before";

  /** Rows of which it could be seen without their neighbours that they cannot be sent. */
  public static final String UNREADABLE = "unreadable rows";

  /** Children new, changed or to be purged. */
  public static final String SELECTED = "selected";

  /** Selected children whose record is not as it must be; not sent. */
  public static final String QUARANTINED = "quarantined";

  /** Selected children the receiver refused. */
  public static final String REFUSED = "refused";

  /** Selected children of whom it is not known whether the receiver accepted them. */
  public static final String IN_DOUBT = "in doubt";

  /** Selected children who were not sent, because the receiver was away or busy. */
  public static final String NOT_SENT = "not sent";

  /** Selected children the receiver held already when their payload was built. */
  public static final String HELD = "held already";

  /** Selected children whose row changed while the run was under way; the next run takes them. */
  public static final String MOVED = "left to the next run";

  /** Rows to be marked that changed while the run was under way. */
  public static final String MOVED_ROWS = "rows left to the next run";

  /** Children who would have been purged. */
  public static final String BRAKED = "held by the brake";

  /** Children without a row who were not purged. */
  public static final String ABSENT_KEPT = "absent and kept";

  /** Left out by --only or --limit. */
  public static final String LEFT_OUT = "left out as asked";

  /** Of the selected, those with a row. */
  public static final String SELECTED_ROWS = "selected rows";

  /**
   * Records whose posts have no clear answer, when the run ends, of children selected or not; and
   * this run's whose answer is known and could not be written back.
   */
  public static final String OPEN_DOUBTS = "records in doubt at the end";

  /** Rows another sender may have sent and whose payload could not be adopted. */
  public static final String NOT_ADOPTED = "rows that could not be adopted";

  /** Rows left alone because of --only. */
  public static final String LEFT_OUT_ROWS = "rows left out as asked";

  public static final String REBUILT = "rows rebuilt while under way";
  public static final String BATCHES = "batches";
  public static final String POSTS = "posts";
  public static final String EXTRA_POSTS = "posts that narrowed down a refusal";
  public static final String ADOPTED = "children adopted";
  public static final String RECOVERED = "records of earlier runs settled as accepted";
  public static final String RECOVERED_REFUSED = "records of earlier runs settled as refused";
  public static final String RESUMED = "records of a broken-off attempt settled as accepted";
  public static final String RESUMED_REFUSED = "records of a broken-off attempt settled as refused";
  public static final String DRY = "shown and not sent";

  /** Taking the lock and settling what earlier runs left. */
  public static final String SETTLE = "settle";

  /** Reading both sides and comparing them. */
  public static final String COMPARE = "compare";

  /** Building, posting and writing back. */
  public static final String SEND = "send";

  private static final int PLACES = 20;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A number by its name; 0 when nothing was counted. */
  public long count(String name) {
    return counts.getOrDefault(name, 0L);
  }

  /** Accepted records of all kinds. */
  public long deliveredInAll() {
    return delivered.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Writes the proof. */
  void write(String name) throws IOException {
    Storage.writeText(name, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
  }

  /**
   * Reads the proof; absent when the run did not come to its end.
   *
   * @throws IOException also when the file is not whole
   */
  public static Optional<NightReport> read(String name) throws IOException {
    Optional<String> text = Storage.readText(name);
    try {
      return text.isEmpty()
          ? Optional.empty()
          : Optional.of(JSON.readValue(text.get(), NightReport.class));
    } catch (JsonProcessingException e) {
      throw new IOException("The run's proof " + name + " cannot be read.", e);
    }
  }

  /** Counts while the run goes. */
  static final class Builder {

    private long rowsAtStart;
    private long rows;
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final Map<String, Long> delivered = new LinkedHashMap<>();
    private final Map<String, Long> rejects = new LinkedHashMap<>();
    private final List<String> places = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<String> doubts = new ArrayList<>();
    private final Map<String, Double> seconds = new LinkedHashMap<>();
    private String brake;
    private String stopped;
    private Instant compared;

    void count(String name, long more) {
      if (more != 0) {
        counts.merge(name, more, Long::sum);
      }
    }

    void opened(Opened opened, Instant now) {
      compared = now;
      seconds.put(SETTLE, between(opened.began(), opened.ended()));
      seconds.put(COMPARE, between(opened.ended(), now));
      rowsAtStart += opened.rows();
      count(ADOPTED, opened.adopted());
      count(NOT_ADOPTED, opened.notAdopted());
      count(RECOVERED, opened.recovered());
      count(RECOVERED_REFUSED, opened.recoveredRefused());
      warnings.addAll(opened.warnings());
    }

    void compared(Differences differences) {
      rows += differences.rows();
      count(UNCHANGED, differences.unchanged());
      count(GONE, differences.gone());
    }

    /** Rows compared. */
    long rows() {
      return rows;
    }

    void selected(List<Candidate> selected) {
      count(SELECTED, selected.size());
      count(SELECTED_ROWS, selected.stream().filter(candidate -> candidate.rowId() != 0).count());
    }

    void quarantined(Prepared.Bad bad) {
      boolean unreadable = bad.candidate().isUnusable();
      count(unreadable ? UNREADABLE : QUARANTINED, 1);
      bad.complaints().stream()
          .limit(1)
          .forEach(
              first -> {
                rejects.merge("before sending: " + first.rule(), 1L, Long::sum);
                place(
                    bad.candidate().rowId(),
                    first.path().isEmpty() ? "" : first.path() + " ",
                    first.reason());
              });
    }

    void same(Candidate candidate) {
      count(candidate.what() == Candidate.What.MARK ? MARKED : HELD, 1);
    }

    void moved(Candidate candidate) {
      count(candidate.isSent() || candidate.isPurge() ? MOVED : MOVED_ROWS, 1);
    }

    void fate(Outgoing outgoing, Result result) {
      switch (result.fate()) {
        case ACCEPTED ->
            delivered.merge(outgoing.kind().name().toLowerCase(Locale.ROOT), 1L, Long::sum);
        case REFUSED -> {
          count(REFUSED, 1);
          rejects.merge("by the receiver: " + firstWord(result.reason()), 1L, Long::sum);
          place(outgoing.rowId(), "", "the receiver refused it; its words are in quarantine.csv");
        }
        case IN_DOUBT -> inDoubt(1, result.reason());
      }
    }

    void inDoubt(long children, String why) {
      count(IN_DOUBT, children);
      if (!doubts.contains(why) && doubts.size() < PLACES) {
        doubts.add(why);
      }
    }

    void braked(long children, String sentence) {
      count(BRAKED, children);
      brake = sentence;
    }

    void stopped(String why) {
      stopped = why;
    }

    private void place(long row, String where, String reason) {
      if (places.size() < PLACES) {
        places.add("row " + row + ": " + where + reason);
      }
    }

    /** The status; the rest of the text is the receiver's own and may name a child. */
    private static String firstWord(String reason) {
      int end = reason.indexOf(' ');
      String word = end < 0 ? reason : reason.substring(0, end);
      return word.matches("\\d{3}") ? "status " + word : "not told apart from others";
    }

    private static double between(Instant from, Instant to) {
      return Duration.between(from, to).toMillis() / 1000.0;
    }

    /** The report of a run that ends now. */
    NightReport build(Instant now) {
      seconds.put(SEND, between(compared, now));
      return new NightReport(
          rowsAtStart,
          rows,
          counts,
          delivered,
          rejects,
          places,
          warnings,
          doubts,
          brake,
          seconds,
          stopped);
    }
  }
}
