package org.purlin.io.amplitude;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.purlin.io.landing.Storage;

/**
 * How many hours a project lets us ask for at once, remembered beside its ledger: a project whose
 * days only fit as halves is not asked for whole days again.
 */
public final class WindowSize {

  /** A day; an archive of more would be large to lose and start over. */
  public static final int MAX_HOURS = 24;

  /** Amplitude's limit for one archive. */
  private static final long MAX_ARCHIVE_BYTES = 4_000_000_000L;

  /** Twice the hours are tried again only when archives stay below a quarter of the limit ... */
  private static final long ROOMY_BYTES = MAX_ARCHIVE_BYTES / 4;

  /** ... and after so many runs in a row that needed no halving: a time-out can take minutes. */
  private static final int GROWS_AFTER_RUNS = 7;

  private static final String NAME = "window-hours";

  /** Two numbers: hours, and how many runs in a row they have worked. */
  private static final Pattern TEXT = Pattern.compile("(\\d{1,2}) (\\d{1,4})\\s*");

  private WindowSize() {}

  private record Memory(int hours, int goodRuns) {}

  /** The size to start with: what worked last, or the largest. */
  public static int remembered(AmplitudeRun run) throws IOException {
    return read(run).hours();
  }

  /** Remembers what a run with the remembered size has shown. */
  public static void learn(AmplitudeRun run, HourPlan plan, List<Outcome> outcomes)
      throws IOException {
    List<Outcome.OfArchive> landed =
        outcomes.stream()
            .filter(Outcome.OfArchive.class::isInstance)
            .map(Outcome.OfArchive.class::cast)
            .filter(archive -> archive.asked() != null)
            .toList();
    if (landed.isEmpty()) {
      return;
    }
    Memory next = next(read(run), plan, landed);
    Storage.writeText(file(run), next.hours() + " " + next.goodRuns() + "\n");
  }

  private static Memory next(Memory now, HourPlan plan, List<Outcome.OfArchive> landed) {
    OptionalInt smallestHalf =
        landed.stream()
            .filter(archive -> !plan.asksFor(archive.asked()))
            .mapToInt(archive -> archive.asked().size())
            .min();
    if (smallestHalf.isPresent()) {
      return new Memory(smallestHalf.getAsInt(), 0);
    }
    boolean roomy = landed.stream().allMatch(archive -> archive.bytes() < ROOMY_BYTES);
    int goodRuns = Math.min(now.goodRuns() + 1, GROWS_AFTER_RUNS);
    return roomy && goodRuns == GROWS_AFTER_RUNS && now.hours() < MAX_HOURS
        ? new Memory(Math.min(MAX_HOURS, 2 * now.hours()), 0)
        : new Memory(now.hours(), goodRuns);
  }

  private static Memory read(AmplitudeRun run) throws IOException {
    Matcher text = TEXT.matcher(Storage.readText(file(run)).orElse(""));
    return text.matches()
        ? new Memory(
            Math.max(1, Math.min(MAX_HOURS, Integer.parseInt(text.group(1)))),
            Integer.parseInt(text.group(2)))
        : new Memory(MAX_HOURS, 0);
  }

  private static String file(AmplitudeRun run) {
    return Storage.resolve(run.ledger().root(), NAME);
  }
}
