package org.purlin.pipelines.amplitude;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.purlin.io.amplitude.HourPlan;
import org.purlin.io.amplitude.Hours;
import org.purlin.pipelines.UserMistakeException;
import org.purlin.pipelines.plan.Backfill;

/** Days, or other lengths of hours, one run each. The ledger tells what is done. */
final class ExportBackfill implements Backfill<ExportAmplitudeOptions> {

  private static final long USUAL_HOURS = 24;

  @Override
  public List<String> help() {
    return List.of(
        "--from=<hour>   first hour, UTC: a day such as 2026-01-01, or 20260101T05",
        "--to=<hour>     first hour after the last one, in the same forms",
        "--step=<length> hours of one run, PT6H, P1D, P7D; P1D when not given");
  }

  @Override
  public Set<String> flags() {
    return Set.of("start", "end", "last", "fromArchives");
  }

  @Override
  public Optional<Boolean> isDone(ExportAmplitudeOptions options) {
    try {
      HourPlan plan = HoursToExport.of(options).plan();
      return Optional.of(plan.hoursToAsk() + plan.hoursLanded() == 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<Step> steps(ExportAmplitudeOptions options, String from, String to, String step) {
    long first = hour("--from", from);
    long end = hour("--to", to);
    if (end <= first) {
      throw new UserMistakeException(
          "--to must be after --from, but was "
              + to
              + " with --from="
              + from
              + ". The end is exclusive: a whole day ends at 00 of the next one.");
    }
    long exportableEnd = HoursAsked.exportableEnd(options, Instant.now());
    if (end > exportableEnd) {
      throw new UserMistakeException(
          "--to="
              + to
              + " is too late: the newest hour that can be exported is "
              + Hours.compact(exportableEnd - 1)
              + ". Give --to="
              + Hours.compact(exportableEnd)
              + " or earlier.");
    }
    long length = step == null ? USUAL_HOURS : length(step);
    List<Step> steps = new ArrayList<>();
    for (long hour = first; hour < end; hour += length) {
      long next = Math.min(end, hour + length);
      steps.add(
          new Step(
              Hours.compact(hour) + "-" + Hours.compact(next - 1),
              Map.of("start", Hours.compact(hour), "end", Hours.compact(next)),
              next - hour));
    }
    return steps;
  }

  private static long hour(String flag, String text) {
    try {
      return Hours.parse(flag, text);
    } catch (IllegalArgumentException e) {
      throw new UserMistakeException(e.getMessage());
    }
  }

  private static long length(String step) {
    try {
      Duration length = Duration.parse(step);
      if (length.toHours() >= 1 && length.equals(Duration.ofHours(length.toHours()))) {
        return length.toHours();
      }
    } catch (DateTimeParseException | ArithmeticException e) {
      // Answered below.
    }
    throw new UserMistakeException(
        "--step must be whole hours or days, such as PT6H or P7D, but was: " + step);
  }
}
