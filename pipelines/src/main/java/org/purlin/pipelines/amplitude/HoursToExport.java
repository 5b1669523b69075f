package org.purlin.pipelines.amplitude;

import java.io.IOException;
import java.time.Instant;
import java.util.NavigableSet;
import org.purlin.io.amplitude.AmplitudeRun;
import org.purlin.io.amplitude.AmplitudeSource;
import org.purlin.io.amplitude.HourPlan;
import org.purlin.io.amplitude.WindowSize;
import org.purlin.pipelines.UserMistakeException;

/** What a run is asked for, and what of it the ledger proves done. Only looks; changes nothing. */
record HoursToExport(
    AmplitudeRun run, AmplitudeSource source, HoursAsked asked, int windowHours, int concurrency) {

  /** How far back a run without given hours looks for hours that earlier runs left open. */
  private static final long CATCH_UP_HOURS = 30 * 24;

  /**
   * Reads the options.
   *
   * @throws UserMistakeException when one is wrong, or a credential is not there
   */
  static HoursToExport of(ExportAmplitudeOptions options) {
    HoursAsked asked = asked(options, Instant.now());
    AmplitudeSource source = RunSettings.source(options);
    AmplitudeRun run = RunSettings.run(options, source.ledgerName(), false);
    source.checkCredentials();
    return new HoursToExport(
        run, source, asked, options.getWindowHours(), options.getConcurrency());
  }

  /** What is asked for, and whether it may be asked for like that. */
  static HoursAsked asked(ExportAmplitudeOptions options, Instant now) {
    HoursAsked asked = HoursAsked.of(options, now);
    checkRange("--windowHours", options.getWindowHours(), 0, WindowSize.MAX_HOURS);
    checkRange("--concurrency", options.getConcurrency(), 1, 5);
    return asked;
  }

  private static void checkRange(String flag, int value, int least, int most) {
    if (value < least || value > most) {
      throw new UserMistakeException(
          flag + " must be from " + least + " to " + most + ", but was: " + value);
    }
  }

  /** What is to be done; the ledger is read anew each time. */
  HourPlan plan() throws IOException {
    NavigableSet<Long> hours = asked.exportable();
    if (asked.catchesUp()) {
      hours.addAll(
          HourPlan.open(
              run, asked.first() - CATCH_UP_HOURS, Math.min(asked.end(), asked.exportableEnd())));
    }
    AlreadyThere.refuseIfAsked(run, hours);
    int atOnce = windowHours == 0 ? WindowSize.remembered(run) : windowHours;
    return HourPlan.of(run, hours, atOnce, concurrency);
  }
}
