package org.purlin.pipelines.amplitude;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.purlin.io.amplitude.AmplitudeTables;
import org.purlin.io.amplitude.HourPlan;
import org.purlin.io.amplitude.HourSizes;
import org.purlin.io.amplitude.Hours;
import org.purlin.pipelines.plan.Plan;
import org.purlin.pipelines.plan.Plan.State;
import org.purlin.pipelines.plan.PlanText;

/** What an export would ask for. Asks nobody: all of it is in the ledger. */
final class ExportPlan {

  /** Ranges of hours that are named; more would fill the page. */
  private static final int RANGES = 3;

  private final HoursToExport wanted;
  private final HourPlan plan;
  private final Plan.Builder builder;

  private ExportPlan(HoursToExport wanted) throws IOException {
    this.wanted = wanted;
    this.plan = wanted.plan();
    this.builder = Plan.of(wanted.asked().shown());
  }

  static Plan of(ExportAmplitudeOptions options) {
    try {
      return new ExportPlan(HoursToExport.of(options)).plan();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Plan plan() throws IOException {
    NavigableSet<Long> asked = plan.asked();
    NavigableSet<Long> landed = plan.landed();
    NavigableSet<Long> done = wanted.asked().exportable();
    done.removeAll(asked);
    done.removeAll(landed);
    builder.windows(State.TO_DO, "hours to fetch", asked.size(), named(asked));
    builder.windows(State.TO_DO, "hours to publish of archives kept", landed.size(), named(landed));
    builder.windows(State.DONE, "hours done before", done.size(), named(done));
    NavigableSet<Long> notYet = wanted.asked().notYet();
    builder.windows(State.NOT_YET, "hours not possible yet", notYet.size(), named(notYet));
    estimates(asked.size());
    tables(asked, landed);
    notices();
    return builder.build();
  }

  private void estimates(long hours) throws IOException {
    builder.estimate(
        "calls",
        plan.requests(),
        "at most "
            + plan.windowHours()
            + " hours at once; a window that is too large is asked for again in halves");
    if (hours == 0) {
      builder.estimate("bytes to download", 0, "nothing is to be fetched");
      return;
    }
    HourSizes sizes = HourSizes.lastRecorded(wanted.run());
    if (sizes.hours() == 0) {
      String why = "no hour of this project was landed before";
      builder.unknown("bytes to download", why).unknown("rows", why);
      return;
    }
    String how =
        "as in the last "
            + (sizes.days() == 1 ? "day" : sizes.days() + " days")
            + " of this project that "
            + (sizes.days() == 1 ? "is" : "are")
            + " landed: "
            + PlanText.number(sizes.hours())
            + " hours";
    builder.estimate(
        "bytes to download",
        scaled(sizes.archiveBytes(), hours, sizes.hours()),
        how + ", " + PlanText.bytes(sizes.archiveBytes()));
    builder.estimate(
        "rows",
        scaled(sizes.rows(), hours, sizes.hours()),
        how + ", " + PlanText.number(sizes.rows()) + " rows");
  }

  private static long scaled(long sum, long wanted, long hours) {
    return Math.round((double) sum * wanted / hours);
  }

  private void tables(NavigableSet<Long> asked, NavigableSet<Long> landed) throws IOException {
    NavigableSet<Long> written = new TreeSet<>(asked);
    written.addAll(landed);
    if (written.isEmpty()) {
      return;
    }
    long published = HourPlan.published(wanted.run(), written);
    String there = PlanText.number(published) + " of these hours are published";
    builder.table(
        AmplitudeTables.EVENTS.name(),
        written.size(),
        switch (wanted.run().landing().ifExists()) {
          case REPLACE -> published == 0 ? there : there + " and are replaced";
          case APPEND -> there + "; rows are added to them";
          case FAIL -> there;
        });
  }

  private void notices() {
    if (wanted.asked().catchesUp()) {
      builder.notice(
          "Without --start, hours that earlier runs left open are fetched as well; they are counted"
              + " above.");
    }
    if (!wanted.asked().young().isEmpty()) {
      builder.notice(
          "--ignoreLag: the last "
              + wanted.asked().young().size()
              + " hours may lack events; a later run without --start takes them again.");
    }
  }

  /** 20260101T00-20260101T23, 20260103T05 and 2 more ranges. */
  private static String named(NavigableSet<Long> hours) {
    List<String> ranges = new ArrayList<>();
    Long first = null;
    Long last = null;
    for (Long hour : hours) {
      if (first != null && hour != last + 1) {
        ranges.add(range(first, last));
        first = null;
      }
      first = first == null ? hour : first;
      last = hour;
    }
    if (first != null) {
      ranges.add(range(first, last));
    }
    int more = ranges.size() - RANGES;
    return more <= 0
        ? String.join(", ", ranges)
        : String.join(", ", ranges.subList(0, RANGES)) + " and " + more + " more ranges";
  }

  private static String range(long first, long last) {
    return first == last ? Hours.compact(first) : Hours.compact(first) + "-" + Hours.compact(last);
  }
}
