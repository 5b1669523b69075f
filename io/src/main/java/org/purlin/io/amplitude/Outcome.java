package org.purlin.io.amplitude;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.purlin.io.landing.Part;

/** What became of one piece of a run. All of them together are the run's proof. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "of")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Outcome.OfHour.class, name = "hour"),
  @JsonSubTypes.Type(value = Outcome.OfArchive.class, name = "archive"),
  @JsonSubTypes.Type(value = Outcome.OfRequests.class, name = "requests"),
  @JsonSubTypes.Type(value = Outcome.OfPublication.class, name = "publication")
})
public sealed interface Outcome extends Serializable {

  /**
   * An hour.
   *
   * @param key the hour's window in the ledger
   * @param window the hour's window of rows; null when it has none
   * @param record what is known of it now
   * @param unchanged true when an earlier run had published just this
   * @param parts its rows, not yet published
   * @param rejectedParts its bad lines, not yet published
   * @param newKeys keys without a column, with the number of events that had them
   * @param changedTypes by column, JSON types that did not fit
   * @param problems what of it is missing
   */
  record OfHour(
      String key,
      String window,
      HourRecord record,
      boolean unchanged,
      List<Part> parts,
      List<Part> rejectedParts,
      Map<String, Long> newKeys,
      Map<String, Map<String, Long>> changedTypes,
      List<Problem> problems)
      implements Outcome {

    /** An hour without rows. */
    static OfHour withoutRows(String key, HourRecord record) {
      List<Problem> problems =
          record.isSettled() ? List.of() : List.of(new Problem(record.hour(), record.reason()));
      return new OfHour(
          key, null, record, false, List.of(), List.of(), Map.of(), Map.of(), problems);
    }

    /** An hour an earlier run has done. */
    public static OfHour unchanged(String key, String window, HourRecord record) {
      return new OfHour(
          key, window, record, true, List.of(), List.of(), Map.of(), Map.of(), record.problems());
    }

    OfHour withRecord(HourRecord newRecord) {
      return new OfHour(
          key, window, newRecord, unchanged, parts, rejectedParts, newKeys, changedTypes, problems);
    }

    /** True when there is something to publish. */
    @JsonIgnore
    boolean isNew() {
      return !unchanged && window != null;
    }
  }

  /**
   * An archive, as it was opened.
   *
   * @param name of the archive
   * @param bytes its size
   * @param asked the hours it was asked for in this run; null when it was not
   * @param members with events of wanted hours
   * @param unwanted members of hours that an earlier run has done
   * @param ignored members that hold no data: folders, a README
   * @param problems the archive, or the members of it, that were refused
   */
  record OfArchive(
      String name,
      long bytes,
      HourWindow asked,
      long members,
      long unwanted,
      long ignored,
      List<Problem> problems)
      implements Outcome {}

  /**
   * How often was asked for a planned window: more than once where it was too much, and not at all
   * where nobody answers.
   *
   * @param window as it was planned
   */
  record OfRequests(HourWindow window, long requests) implements Outcome {}

  /**
   * The end of the run's last step: its presence says that everything before it was carried out.
   *
   * @param runId the run
   */
  record OfPublication(String runId) implements Outcome {}
}
