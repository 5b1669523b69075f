package org.purlin.io.amplitude;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.purlin.io.amplitude.HourRecord.ArchiveEntry;
import org.purlin.io.amplitude.HourRecord.Status;
import org.purlin.io.landing.Storage;
import org.purlin.transforms.archive.RefusedException;
import org.purlin.transforms.archive.ZipArchive;

/**
 * What a run has to do, from what the ledger proves: hours to ask for, hours whose archive is
 * landed already, hours that are done.
 *
 * @param lanes windows to ask for, as many lanes as requests may be in flight
 * @param landedEarlier archives to take hours from without asking
 * @param doneEarlier hours with nothing to do
 * @param windowHours hours asked for at once
 */
public record HourPlan(
    List<Lane> lanes, List<LandedArchive> landedEarlier, List<Outcome> doneEarlier, int windowHours)
    implements Serializable {

  /**
   * Plans hours.
   *
   * @param hours epoch hours
   * @param windowHours hours asked for at once, at most; windows do not cross midnight UTC
   * @param concurrency requests in flight, at most
   */
  public static HourPlan of(
      AmplitudeRun run, NavigableSet<Long> hours, int windowHours, int concurrency)
      throws IOException {
    String settings = run.settings();
    Map<String, HourRecord> records = records(run, hours);
    NavigableSet<Long> toAsk = new TreeSet<>();
    List<Outcome> done = new ArrayList<>();
    Map<ArchiveEntry, List<Long>> landed = new LinkedHashMap<>();
    for (long hour : hours) {
      HourRecord record = run.again() ? null : records.get(run.key(hour));
      if (record == null) {
        toAsk.add(hour);
      } else if (isDone(run, record, hour, settings)) {
        done.add(Outcome.OfHour.unchanged(run.key(hour), window(record, hour), record));
      } else {
        Optional<ArchiveEntry> archive = archiveOf(run, record);
        if (archive.isPresent()) {
          landed.computeIfAbsent(archive.get(), a -> new ArrayList<>()).add(hour);
        } else {
          toAsk.add(hour);
        }
      }
    }
    List<LandedArchive> earlier = new ArrayList<>();
    landed.forEach((archive, wanted) -> earlier.add(toArchive(run, archive, wanted)));
    return new HourPlan(
        Lane.deal(windows(toAsk, windowHours), concurrency), earlier, done, windowHours);
  }

  /** True when just this window is asked for, not as a part of a larger one. */
  boolean asksFor(HourWindow window) {
    return lanes.stream().anyMatch(lane -> lane.windows().contains(window));
  }

  /** Hours that will be asked for. */
  public long hoursToAsk() {
    return lanes.stream()
        .flatMap(lane -> lane.windows().stream())
        .mapToLong(HourWindow::size)
        .sum();
  }

  /** Which hours will be asked for. */
  public NavigableSet<Long> asked() {
    NavigableSet<Long> hours = new TreeSet<>();
    lanes.stream()
        .flatMap(lane -> lane.windows().stream())
        .forEach(window -> window.hours().forEach(hours::add));
    return hours;
  }

  /** Which hours are taken from archives landed earlier. */
  public NavigableSet<Long> landed() {
    NavigableSet<Long> hours = new TreeSet<>();
    landedEarlier.forEach(archive -> hours.addAll(archive.wanted()));
    return hours;
  }

  /** Requests that are made, unless a window is too large and is halved. */
  public long requests() {
    return lanes.stream().mapToLong(lane -> lane.windows().size()).sum();
  }

  /** How many of these hours have rows that are published, by what the ledger has of them. */
  public static long published(AmplitudeRun run, NavigableSet<Long> hours) throws IOException {
    return records(run, hours).values().stream()
        .filter(record -> hours.contains(Hours.parse("The ledger", record.hour())))
        .filter(record -> record.counts().rows() > 0)
        .count();
  }

  /** Hours that are taken from archives landed earlier. */
  public long hoursLanded() {
    return landedEarlier.stream().mapToLong(archive -> archive.wanted().size()).sum();
  }

  /**
   * Hours of these days that an earlier run was asked for and that are still open: not yet
   * available then, failed, or landed and not published.
   */
  public static NavigableSet<Long> open(AmplitudeRun run, long firstHour, long endHour)
      throws IOException {
    NavigableSet<Long> open = new TreeSet<>();
    for (long day = Hours.firstOfDay(firstHour); day < endHour; day += 24) {
      Map<String, HourRecord> records = run.ledger().readFolder(Hours.path(day).substring(0, 10));
      for (HourRecord record : records.values()) {
        long hour = Hours.parse("The ledger", record.hour());
        boolean isOpen = !record.isSettled() && record.status() != Status.TOO_LARGE;
        if (isOpen && hour >= firstHour && hour < endHour) {
          open.add(hour);
        }
      }
    }
    return open;
  }

  /** The first window found in these archives that is published, or nothing. */
  public static Optional<String> firstPublished(AmplitudeRun run, List<String> archives)
      throws IOException {
    for (String archive : archives) {
      try (ZipArchive zip = ZipArchive.open(Storage.open(archive), run.limits())) {
        for (ZipArchive.Member member : zip.members()) {
          Optional<String> window = MemberName.parse(member.name()).map(MemberName::window);
          if (window.isPresent()
              && run.landing().published(AmplitudeTables.EVENTS.name(), window.get()).isPresent()) {
            return window;
          }
        }
      } catch (RefusedException notReadable) {
        // Said by the run, which reads the other archives.
      }
    }
    return Optional.empty();
  }

  /** The first of the hours whose rows are published, or nothing. */
  public static Optional<String> firstPublished(AmplitudeRun run, SortedSet<Long> hours)
      throws IOException {
    for (long hour : hours) {
      Optional<HourRecord> record = run.ledger().read(run.key(hour));
      if (record.isPresent() && record.get().status() == Status.DONE) {
        return Optional.of(record.get().hour());
      }
    }
    return Optional.empty();
  }

  /**
   * Notes hours that are not settled yet, unless something is known of them, so that a later run
   * catches up also when this one is stopped.
   *
   * @param why they are not
   */
  public static void noteNotYet(AmplitudeRun run, NavigableSet<Long> hours, String why)
      throws IOException {
    for (long hour : hours) {
      if (run.ledger().read(run.key(hour)).isEmpty()) {
        run.ledger()
            .write(
                run.key(hour),
                HourRecord.of(hour, Status.NOT_YET, null, why, run.runId(), run.startedAt()));
      }
    }
  }

  /** Notes that these hours were exported before they were complete: a later run asks again. */
  public static void reopen(AmplitudeRun run, NavigableSet<Long> hours) throws IOException {
    for (long hour : hours) {
      Optional<HourRecord> record = run.ledger().read(run.key(hour));
      if (record.isPresent() && record.get().isSettled()) {
        run.ledger()
            .write(
                run.key(hour),
                record.get().withStatus(Status.NOT_YET, "exported before it was complete"));
      }
    }
  }

  private static Map<String, HourRecord> records(AmplitudeRun run, NavigableSet<Long> hours)
      throws IOException {
    Map<String, HourRecord> records = new TreeMap<>();
    TreeSet<Long> days = new TreeSet<>();
    hours.forEach(hour -> days.add(Hours.firstOfDay(hour)));
    for (long day : days) {
      records.putAll(run.ledger().readFolder(Hours.path(day).substring(0, 10)));
    }
    return records;
  }

  private static boolean isDone(AmplitudeRun run, HourRecord record, long hour, String settings)
      throws IOException {
    if (record.status() == Status.EMPTY) {
      return true;
    }
    return record.status() == Status.DONE
        && settings.equals(record.settings())
        && run.hasPublished(record, window(record, hour));
  }

  private static String window(HourRecord record, long hour) {
    return record.project() == null ? null : record.project() + "/" + Hours.path(hour);
  }

  /** The archive an hour can be taken from again; a failed hour is asked for anew. */
  private static Optional<ArchiveEntry> archiveOf(AmplitudeRun run, HourRecord record)
      throws IOException {
    if (record.archives().size() != 1
        || (record.status() != Status.LANDED && record.status() != Status.DONE)) {
      return Optional.empty();
    }
    ArchiveEntry archive = record.archives().get(0);
    Optional<Long> size = Storage.size(Storage.resolve(run.landing().root(), archive.name()));
    return size.isPresent() && size.get() == archive.bytes()
        ? Optional.of(archive)
        : Optional.empty();
  }

  private static LandedArchive toArchive(
      AmplitudeRun run, ArchiveEntry archive, List<Long> wanted) {
    return new LandedArchive(
        Storage.resolve(run.landing().root(), archive.name()),
        archive.name(),
        archive.bytes(),
        archive.sha256(),
        // Members beside the wanted hours are other hours of the same request.
        null,
        wanted);
  }

  static List<HourWindow> windows(NavigableSet<Long> hours, int windowHours) {
    List<HourWindow> windows = new ArrayList<>();
    Long first = null;
    long last = 0;
    for (long hour : hours) {
      boolean goesOn =
          first != null
              && hour == last + 1
              && hour - first < windowHours
              && Hours.firstOfDay(hour) == Hours.firstOfDay(first);
      if (!goesOn) {
        if (first != null) {
          windows.add(new HourWindow(first, last));
        }
        first = hour;
      }
      last = hour;
    }
    if (first != null) {
      windows.add(new HourWindow(first, last));
    }
    return windows;
  }
}
