package org.purlin.pipelines.page;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.purlin.io.http.Calls;
import org.purlin.pipelines.report.Balance;
import org.purlin.pipelines.report.Calendar;
import org.purlin.pipelines.report.Calendar.Cell;
import org.purlin.pipelines.report.Calendar.State;
import org.purlin.pipelines.report.Calendar.Unit;
import org.purlin.pipelines.report.Pace;
import org.purlin.pipelines.report.RunReport;

/** Reports of runs that never were. */
final class InventedRuns {

  static final Instant NIGHT = Instant.parse("2026-02-03T04:10:00Z");

  private InventedRuns() {}

  /** A run that landed so many rows, so many days after {@link #NIGHT}. */
  static RunReport run(int day, long rows, int exitCode) {
    return run(
        day,
        exitCode,
        RunReport.Outcome.builder()
            .balance(Balance.of("rows", "read", rows).plus("landed", rows))
            .build());
  }

  static RunReport run(int day, int exitCode, RunReport.Outcome outcome) {
    Instant started = NIGHT.plus(Duration.ofDays(day));
    return new RunReport(
        RunReport.SCHEMA_VERSION,
        "amplitude",
        "0.1.0",
        "night-" + day,
        "20260202",
        started,
        started.plusSeconds(185),
        exitCode,
        "A sentence about night " + day + ".",
        "logs/night-" + day + ".log",
        Map.of("output", "out", "secretKey", "env:AMP_SECRET_KEY"),
        List.of(new RunReport.NextCommand("Run it again", "purlin amplitude --output=out")),
        null,
        null,
        outcome);
  }

  /** A night with everything a report can show; some texts are given. */
  static RunReport eventful(String text) {
    RunReport.Outcome outcome =
        RunReport.Outcome.builder()
            .windows(
                new RunReport.Windows(
                    "20260201T00",
                    "20260202T23",
                    Map.of("done", 40L, "failed", 3L),
                    List.of(
                        new RunReport.NotDone("20260202T04", "status 500 " + text),
                        new RunReport.NotDone("20260202T05", "status 500 " + text),
                        new RunReport.NotDone("20260202T23", "cannot be exported yet"))))
            .calendar(new Calendar(Unit.HOUR, hours(text)))
            .balance(
                Balance.of("hours", "planned", 48)
                    .plus("done", 40)
                    .plus("empty", 4)
                    .plus("failed", 3)
                    .plus("not yet", 1))
            .balance(
                Balance.of("lines " + text, "read", 10_000)
                    .plus("landed", 9_800)
                    .plus("duplicates", 150)
                    .plus("rejected", 12))
            .rejects("not JSON " + text, 9)
            .todo("not JSON " + text, "The lines are in out/rejected. " + text)
            .rejects("too long", 3)
            .rejectedAt("archive.zip!hour.json.gz line 7 " + text)
            .problem("archive " + text, "It is damaged. " + text, "Export it again. " + text)
            .drift(
                new RunReport.Drift(
                    Map.of("new_key_" + text, 12L), Map.of("event_time", "number in 3 events")))
            .counter("credits", 53)
            .counter("purges " + text, 2)
            .files(
                List.of(
                    new RunReport.LandedFile("events/part-0.jsonl " + text, 9_800, 1234567, "")))
            .notice("Good to know: " + text)
            .build();
    RunReport plain = run(0, 3, outcome);
    return new RunReport(
        plain.schemaVersion(),
        plain.job(),
        plain.version(),
        plain.runId(),
        plain.window() + text,
        plain.started(),
        plain.finished(),
        plain.exitCode(),
        "Done with gaps: " + text,
        plain.log(),
        Map.of("output", "out" + text, "residency", "eu"),
        List.of(
            new RunReport.NextCommand(
                "Run the same hours again",
                "purlin amplitude --start=2026-02-01 --end=2026-02-03 '--output=" + text + "'")),
        new Pace(
            "hours",
            48,
            List.of(
                new Pace.Point(0.5, 0),
                new Pace.Point(20, 11),
                new Pace.Point(100, 30),
                new Pace.Point(180, 48))),
        new Calls(
            60,
            52,
            0,
            1,
            4,
            2,
            1,
            7,
            31_000,
            98_765_432,
            List.of(
                new Calls.Slow("GET https://amplitude.com/api/2/export " + text, 9_876, 200, 2))),
        outcome);
  }

  private static List<Cell> hours(String text) {
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < 48; i++) {
      String window = String.format(Locale.ROOT, "2026020%dT%02d", 1 + i / 24, i % 24);
      State state =
          switch (i) {
            case 3, 4, 26, 27 -> State.EMPTY;
            case 28, 29 -> State.FAILED;
            case 30 -> State.PARTIAL;
            case 47 -> State.LATE;
            default -> i < 10 ? State.BEFORE : State.DONE;
          };
      cells.add(
          new Cell(
              window,
              state,
              i == 28 ? "status 500 " + text : "",
              state == State.DONE ? 100 + 20 * i : 0));
    }
    return cells;
  }
}
