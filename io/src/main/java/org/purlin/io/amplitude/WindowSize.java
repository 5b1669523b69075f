package org.purlin.io.amplitude;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
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

  /** Twice the hours are tried again when the archives stay below a quarter of the limit. */
  private static final long ROOMY_BYTES = MAX_ARCHIVE_BYTES / 4;

  private static final String NAME = "window-hours";

  private WindowSize() {}

  /** The size to start with: what worked last, or the largest. */
  public static int remembered(AmplitudeRun run) throws IOException {
    Optional<String> text = Storage.readText(file(run));
    if (text.isPresent() && text.get().strip().matches("\\d{1,2}")) {
      return Math.max(1, Math.min(MAX_HOURS, Integer.parseInt(text.get().strip())));
    }
    return MAX_HOURS;
  }

  /** Remembers what a run has shown. */
  public static void learn(AmplitudeRun run, HourPlan plan, List<Outcome> outcomes)
      throws IOException {
    int next = next(plan, outcomes);
    if (next != remembered(run)) {
      Storage.writeText(file(run), next + "\n");
    }
  }

  static int next(HourPlan plan, List<Outcome> outcomes) {
    int smallestHalf = plan.windowHours();
    long largestBytes = 0;
    boolean any = false;
    for (Outcome outcome : outcomes) {
      if (outcome instanceof Outcome.OfArchive archive && archive.asked() != null) {
        any = true;
        largestBytes = Math.max(largestBytes, archive.bytes());
        if (!plan.asksFor(archive.asked())) {
          smallestHalf = Math.min(smallestHalf, archive.asked().size());
        }
      }
    }
    if (smallestHalf == plan.windowHours() && any && largestBytes < ROOMY_BYTES) {
      return Math.min(MAX_HOURS, 2 * plan.windowHours());
    }
    return smallestHalf;
  }

  private static String file(AmplitudeRun run) {
    return Storage.resolve(run.ledger().root(), NAME);
  }
}
