package org.purlin.io.amplitude;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.purlin.io.amplitude.HourRecord.ArchiveEntry;
import org.purlin.io.amplitude.HourRecord.Counts;
import org.purlin.io.amplitude.HourRecord.Status;
import org.purlin.io.landing.Part;
import org.purlin.io.landing.PartWriter;
import org.purlin.io.landing.Storage;
import org.purlin.transforms.archive.GzipLines;
import org.purlin.transforms.archive.RefusedException;
import org.purlin.transforms.archive.ZipArchive;
import org.purlin.transforms.keys.KeySet;
import org.purlin.transforms.rows.BadRecordException;
import org.purlin.transforms.rows.Drift;
import org.purlin.transforms.rows.RowFlattener;

/**
 * Makes one hour's rows of its members: reads lines, parses, flattens, writes a part file for each
 * member, all in one pass. A member that is damaged or over a limit contributes nothing at all.
 */
final class HourFlattener {

  /** Places of bad lines that are told one by one; the files of rejected lines tell all. */
  private static final int MAX_PLACES = 5;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final AmplitudeRun run;
  private final String settings;
  private final RowFlattener flattener;

  HourFlattener(AmplitudeRun run) {
    this.run = run;
    this.settings = run.settings();
    this.flattener = new RowFlattener(AmplitudeTables.EVENTS, run.redaction(), run.hashKey());
  }

  /** What is gathered while an hour is read. */
  private static final class Tally {
    Counts counts = Counts.NONE;
    final List<Part> parts = new ArrayList<>();
    final List<Part> rejectedParts = new ArrayList<>();
    final Map<String, Long> rejects = new TreeMap<>();
    final List<String> rejectedAt = new ArrayList<>();
    final Drift drift = new Drift();
    final List<Problem> problems = new ArrayList<>();
  }

  /**
   * Flattens an hour, unless its rows were published by an earlier run from the same input.
   *
   * @param members all of one hour
   * @throws IOException when a disk fails; a damaged member is no exception but an outcome
   */
  Outcome.OfHour flatten(List<MemberRef> members) throws IOException {
    String started = Instant.now().toString();
    List<MemberRef> ordered = members.stream().sorted(MemberRef.ORDER).toList();
    MemberName name = MemberName.parse(ordered.get(0).name()).orElseThrow();
    String inputs = fingerprint(ordered);
    String key = run.key(name);
    Optional<HourRecord> before = run.ledger().read(key);
    if (!run.again() && before.isPresent() && isPublished(before.get(), inputs, name.window())) {
      return Outcome.OfHour.unchanged(key, name.window(), before.get());
    }
    Tally tally = new Tally();
    setHour(name);
    try (KeySet seen = new KeySet()) {
      for (MemberRef member : ordered) {
        read(member, seen, tally);
      }
    }
    HourRecord record =
        new HourRecord(
            Hours.compact(name.epochHour()),
            tally.problems.isEmpty() ? Status.DONE : Status.FAILED,
            before.map(HourRecord::httpStatus).orElse(null),
            reason(tally.problems),
            name.project(),
            archives(ordered),
            tally.counts,
            tally.rejects,
            tally.rejectedAt,
            tally.problems,
            inputs,
            tally.problems.isEmpty() ? settings : settingsOfFailed(),
            run.runId(),
            started,
            null);
    return new Outcome.OfHour(
        key,
        name.window(),
        record,
        false,
        tally.parts,
        tally.rejectedParts,
        tally.drift.newKeys(),
        copyOf(tally.drift.changedTypes()),
        tally.problems);
  }

  private boolean isPublished(HourRecord before, String inputs, String window) throws IOException {
    boolean same =
        switch (before.status()) {
          case DONE -> settings.equals(before.settings());
          // What is asked for again may come whole; what lies on disk stays as it is.
          case FAILED -> run.byProject() && settingsOfFailed().equals(before.settings());
          default -> false;
        };
    return same && inputs.equals(before.inputs()) && run.hasPublished(before, window);
  }

  /** Wider limits may make a refused member readable. */
  private String settingsOfFailed() {
    return Fingerprint.of(settings + run.limits(), new byte[0]);
  }

  private static String reason(List<Problem> problems) {
    if (problems.isEmpty()) {
      return null;
    }
    String first = problems.get(0).where() + " " + problems.get(0).what();
    return problems.size() == 1 ? first : first + "; and " + (problems.size() - 1) + " more";
  }

  private void setHour(MemberName name) {
    flattener.setLineage("_window_start", Hours.instant(name.epochHour()).toString());
    flattener.setLineage("_window_end", Hours.instant(name.epochHour() + 1).toString());
    flattener.setLineage("_loaded_at", run.startedAt());
    flattener.setLineage("_run_id", run.runId());
  }

  /** Reads one member from its bytes to its part file. Only a whole member is counted as read. */
  private void read(MemberRef member, KeySet seen, Tally tally) throws IOException {
    flattener.setLineage("_file", member.name());
    flattener.takeDrift();
    Lines lines = new Lines();
    try (KeySet own = new KeySet();
        PartWriter rows = run.landing().newPart();
        RejectedWriter rejected = new RejectedWriter(member)) {
      try {
        copyRows(member, lines, seen, own, rows, rejected);
      } catch (RefusedException e) {
        tally.problems.add(new Problem(member.where(), "refused: " + e.getMessage()));
        tally.counts =
            tally.counts.plus(
                new Counts(
                    1, 1, lines.compressed, lines.expanded, lines.read, 0, 0, 0, 0, lines.read));
        return;
      }
      seen.addAll(own);
      keepUnlessEmpty(rows.finish(), tally.parts);
      rejected.finish(tally);
      tally.drift.add(flattener.takeDrift());
      tally.counts = tally.counts.plus(lines.counts());
    }
  }

  private static void keepUnlessEmpty(Part part, List<Part> parts) throws IOException {
    if (part.rows() > 0) {
      parts.add(part);
    } else {
      Storage.delete(List.of(part.temporary()));
    }
  }

  /** Counts of one member's lines; each line read is exactly one of the others. */
  private static final class Lines {
    long compressed;
    long expanded;
    long read;
    long rows;
    long duplicates;
    long bad;
    long blank;

    Counts counts() {
      return new Counts(1, 0, compressed, expanded, read, rows, duplicates, bad, blank, 0);
    }
  }

  private void copyRows(
      MemberRef member,
      Lines count,
      KeySet seen,
      KeySet own,
      PartWriter rows,
      RejectedWriter rejected)
      throws IOException {
    var out = rows.out();
    try (ZipArchive zip =
        ZipArchive.open(Storage.open(member.archive().location()), run.limits())) {
      ZipArchive.Member entry = zip.members().get(member.index());
      count.compressed = entry.compressedBytes();
      try (GzipLines lines =
          new GzipLines(zip.open(entry), entry.compressedBytes(), run.limits())) {
        while (lines.next()) {
          count.read++;
          count.expanded = lines.expandedBytes();
          if (lines.isBlank()) {
            count.blank++;
            continue;
          }
          try {
            flattener.flatten(lines.buffer(), lines.start(), lines.length());
          } catch (BadRecordException bad) {
            count.bad++;
            rejected.add(lines, bad.getMessage());
            continue;
          }
          if (seen.contains(flattener.key()) || !own.add(flattener.key())) {
            count.duplicates++;
            continue;
          }
          flattener.setLineage("_line", lines.number());
          flattener.writeTo(out);
          count.rows++;
        }
      }
    }
  }

  /** Writes a member's bad lines; the file is made when the first one comes. */
  private final class RejectedWriter implements AutoCloseable {
    private final MemberRef member;
    private final Map<String, Long> reasons = new TreeMap<>();
    private final List<String> places = new ArrayList<>();
    private PartWriter part;

    RejectedWriter(MemberRef member) {
      this.member = member;
    }

    void add(GzipLines line, String reason) throws IOException {
      if (part == null) {
        part = run.landing().newPart();
      }
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("_file", member.name());
      row.put("_line", line.number());
      row.put("_archive", member.archive().name());
      row.put("error", reason);
      row.put("raw", run.redaction().isEmpty() ? raw(line) : null);
      row.put("_run_id", run.runId());
      byte[] bytes = (JSON.writeValueAsString(row) + "\n").getBytes(StandardCharsets.UTF_8);
      part.out().write(bytes);
      reasons.merge(withoutPlace(reason), 1L, Long::sum);
      if (places.size() < MAX_PLACES) {
        places.add(member.where() + ", line " + line.number() + ": " + reason);
      }
    }

    private String raw(GzipLines line) {
      byte[] bytes = new byte[line.length()];
      System.arraycopy(line.buffer(), line.start(), bytes, 0, bytes.length);
      return Base64.getEncoder().encodeToString(bytes);
    }

    void finish(Tally tally) throws IOException {
      if (part != null) {
        tally.rejectedParts.add(part.finish());
        places.stream().limit(MAX_PLACES - tally.rejectedAt.size()).forEach(tally.rejectedAt::add);
        reasons.forEach((reason, count) -> tally.rejects.merge(reason, count, Long::sum));
      }
    }

    @Override
    public void close() throws IOException {
      if (part != null) {
        part.close();
      }
    }
  }

  /** The reason as it is counted: lines that break at different columns break alike. */
  private static String withoutPlace(String reason) {
    return reason.replaceAll(" at column -?\\d+", "");
  }

  private static List<ArchiveEntry> archives(List<MemberRef> members) {
    return members.stream()
        .map(MemberRef::archive)
        .distinct()
        .map(archive -> new ArchiveEntry(archive.name(), archive.bytes(), archive.sha256()))
        .toList();
  }

  private static String fingerprint(List<MemberRef> members) {
    StringBuilder text = new StringBuilder();
    for (MemberRef member : members) {
      text.append(member.archive().sha256()).append('#').append(member.index()).append('|');
    }
    return Fingerprint.of(text.toString(), new byte[0]);
  }

  private static Map<String, Map<String, Long>> copyOf(
      Map<String, ? extends Map<String, Long>> changedTypes) {
    Map<String, Map<String, Long>> copy = new TreeMap<>();
    changedTypes.forEach((column, types) -> copy.put(column, new TreeMap<>(types)));
    return copy;
  }
}
