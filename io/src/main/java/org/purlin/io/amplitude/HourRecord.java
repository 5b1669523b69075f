package org.purlin.io.amplitude;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of one hour: state and audit in one. Kept in the ledger as JSON.
 *
 * @param hour as 20260101T05
 * @param status where it stands
 * @param httpStatus of the request that brought it; null for archives from disk
 * @param reason why it is not done; null when it is
 * @param project Amplitude's id of the project; null when no archive has told it
 * @param archives the archives it was read from
 * @param counts what was found in it
 * @param rejects bad lines by reason
 * @param rejectedAt places of the first bad lines, with the reason
 * @param problems members that were refused
 * @param inputs fingerprint of the archives and members its rows were made from; null before
 * @param settings fingerprint of the settings its rows were made with; null before
 * @param runId the run that wrote this
 * @param started when that run began with the hour, ISO-8601
 * @param finished when it ended with it, ISO-8601
 */
public record HourRecord(
    String hour,
    Status status,
    Integer httpStatus,
    String reason,
    String project,
    List<ArchiveEntry> archives,
    Counts counts,
    Map<String, Long> rejects,
    List<String> rejectedAt,
    List<Problem> problems,
    String inputs,
    String settings,
    String runId,
    String started,
    String finished)
    implements Serializable {

  /** How far an hour has come. */
  public enum Status {
    /** Its archive is on disk, its rows are not published. */
    LANDED,
    /** Its rows are published. */
    DONE,
    /** Amplitude has no events of it. */
    EMPTY,
    /** Not to be had by this API: even the hour alone is refused with status 400. */
    TOO_LARGE,
    /** Something of it is missing. */
    FAILED,
    /**
     * Asked for before Amplitude could have it, or by a run that was stopped; a later run catches
     * up.
     */
    NOT_YET
  }

  /**
   * An archive the hour came in.
   *
   * @param name relative to the output directory, or as found on disk
   * @param bytes its size
   * @param sha256 of its content
   */
  public record ArchiveEntry(String name, long bytes, String sha256) implements Serializable {}

  /** Numbers of one hour. */
  public record Counts(
      long members,
      long failedMembers,
      long compressedBytes,
      long expandedBytes,
      long lines,
      long rows,
      long duplicates,
      long badLines,
      long blankLines,
      long linesOfFailedMembers)
      implements Serializable {

    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** Sum of both. */
    public Counts plus(Counts other) {
      return new Counts(
          members + other.members,
          failedMembers + other.failedMembers,
          compressedBytes + other.compressedBytes,
          expandedBytes + other.expandedBytes,
          lines + other.lines,
          rows + other.rows,
          duplicates + other.duplicates,
          badLines + other.badLines,
          blankLines + other.blankLines,
          linesOfFailedMembers + other.linesOfFailedMembers);
    }
  }

  /** An hour before its members were read. */
  static HourRecord of(
      long epochHour,
      Status status,
      Integer httpStatus,
      String reason,
      String runId,
      String started) {
    return new HourRecord(
        Hours.compact(epochHour),
        status,
        httpStatus,
        reason,
        null,
        List.of(),
        Counts.NONE,
        Map.of(),
        List.of(),
        List.of(),
        null,
        null,
        runId,
        started,
        null);
  }

  HourRecord withArchive(ArchiveEntry archive) {
    return new HourRecord(
        hour,
        status,
        httpStatus,
        reason,
        project,
        List.of(archive),
        counts,
        rejects,
        rejectedAt,
        problems,
        inputs,
        settings,
        runId,
        started,
        finished);
  }

  /**
   * For the ledger: this state, with what it says of the rows published before. They stay until
   * others take their place.
   */
  HourRecord keeping(Optional<HourRecord> before) {
    if (before.isEmpty()) {
      return this;
    }
    HourRecord published = before.get();
    return new HourRecord(
        hour,
        status,
        httpStatus,
        reason,
        published.project,
        archives,
        published.counts,
        published.rejects,
        published.rejectedAt,
        problems,
        published.inputs,
        published.settings,
        runId,
        started,
        finished);
  }

  HourRecord withStatus(Status newStatus, String newReason) {
    return new HourRecord(
        hour,
        newStatus,
        httpStatus,
        newReason,
        project,
        archives,
        counts,
        rejects,
        rejectedAt,
        problems,
        inputs,
        settings,
        runId,
        started,
        finished);
  }

  /** The same, with all that was read counted as read in vain. */
  HourRecord refused() {
    Counts all =
        new Counts(
            counts.members,
            counts.members,
            counts.compressedBytes,
            counts.expandedBytes,
            counts.lines,
            0,
            0,
            0,
            0,
            counts.lines);
    return new HourRecord(
        hour,
        status,
        httpStatus,
        reason,
        project,
        archives,
        all,
        Map.of(),
        List.of(),
        problems,
        inputs,
        settings,
        runId,
        started,
        finished);
  }

  HourRecord finishedAt(String time) {
    return new HourRecord(
        hour,
        status,
        httpStatus,
        reason,
        project,
        archives,
        counts,
        rejects,
        rejectedAt,
        problems,
        inputs,
        settings,
        runId,
        started,
        time);
  }

  /** True when nothing more is to be had. */
  @JsonIgnore
  public boolean isSettled() {
    return status == Status.DONE || status == Status.EMPTY;
  }
}
