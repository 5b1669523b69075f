package org.purlin.pipelines.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.io.http.Calls;

/** A full report, stored and read again, as text. */
class ReportTextTest {

  private static final RunReport REPORT =
      new RunReport(
          RunReport.SCHEMA_VERSION,
          "amplitude",
          "0.1.0",
          "night-1",
          "20260101T00-20260101T02",
          Instant.parse("2026-01-02T03:04:05Z"),
          Instant.parse("2026-01-02T03:07:10.500Z"),
          3,
          "Done with gaps.",
          "logs/night-1.log",
          Map.of("output", "out"),
          List.of(new RunReport.NextCommand("Run it again", "purlin amplitude --output=out")),
          new Pace("hours", 6, List.of(new Pace.Point(0.5, 1), new Pace.Point(3, 6))),
          Calls.NONE,
          RunReport.Outcome.builder()
              .windows(
                  new RunReport.Windows(
                      "20260101T00",
                      "20260101T05",
                      new TreeMap<>(Map.of("done", 2L, "failed", 4L)),
                      List.of(
                          new RunReport.NotDone("20260101T01", "no answer"),
                          new RunReport.NotDone("20260101T02", "no answer"),
                          new RunReport.NotDone("20260101T03", "status 500"),
                          new RunReport.NotDone("20260101T04", "no answer"))))
              .balance(
                  Balance.of("events", "read", 1234567).plus("landed", 1234560).plus("rejected", 7))
              .rejects("not JSON", 7)
              .rejectedAt("a.zip, line 2: not JSON")
              .problem("20260101T01", "No answer within 30 s.", "Run the same command again.")
              .counter("emptyHours", 1)
              .drift(
                  new RunReport.Drift(
                      Map.of("new_key", 12L), Map.of("paying", "a number in 3 records")))
              .files(
                  List.of(
                      new RunReport.LandedFile("part-1.jsonl", 1234000, 1999999, "ab"),
                      new RunReport.LandedFile("part-2.jsonl", 560, 1, "cd")))
              .notice("Hours 22 and 23 are not available yet.")
              .build());

  @Test
  void everyPartIsShownAndNumbersAreReadable() {
    assertThat(
        ReportText.of(REPORT),
        is(
            """
            amplitude 20260101T00-20260101T02  run night-1
            Done with gaps.

            Windows 20260101T00 to 20260101T05
              done    2
              failed  4

            Not done
              20260101T01 to 20260101T02 (2)  no answer
              20260101T03  status 500
              20260101T04  no answer

            Balance
              events  1,234,567 read = 1,234,560 landed + 7 rejected

            Rejected
              not JSON  7

            Rejected first
              a.zip, line 2: not JSON

            To look at
              20260101T01  No answer within 30 s. Run the same command again.

            Counted
              emptyHours  1

            New keys, kept in _extra
              new_key  12

            Values of another type
              paying  a number in 3 records

            Files
              2 files, 1,234,560 rows, 2.0 MB

            Notices
              Hours 22 and 23 are not available yet.

            Run
              3 min 05 s, from 2026-01-02 03:04:05 to 2026-01-02 03:07:10 UTC, Purlin 0.1.0, exit code 3
              log logs/night-1.log
            """));
  }

  @Test
  void aStoredReportIsReadAsItWasWritten(@TempDir Path home) throws IOException {
    ReportFiles.write(home.toString(), REPORT);

    assertThat(ReportFiles.read(home.toString()), is(REPORT));
    assertThat(ReportFiles.read(home.resolve("_runs/night-1").toString()), is(REPORT));
    assertThat(ReportFiles.read(home.resolve("report.json").toString()), is(REPORT));
  }

  @Test
  void aNewerReportReplacesTheOlderAndLeavesNoHalfFileBehind(@TempDir Path home)
      throws IOException {
    Files.writeString(home.resolve("report.json"), "older");

    ReportFiles.write(home.toString(), REPORT);

    try (Stream<Path> files = Files.list(home)) {
      assertThat(
          files.map(file -> file.getFileName().toString()).sorted().toList(),
          is(List.of("_runs", "report.json")));
    }
    assertThat(ReportFiles.read(home.toString()), is(REPORT));
  }

  @Test
  void aLongListIsCutAndSaysSo() {
    RunReport.Builder outcome = RunReport.Outcome.builder();
    for (int i = 0; i < 25; i++) {
      outcome.notice("notice " + i);
    }
    RunReport many =
        new RunReport(
            1,
            "j",
            "v",
            "r",
            "w",
            REPORT.started(),
            REPORT.finished(),
            0,
            "s",
            null,
            Map.of(),
            List.of(),
            null,
            null,
            outcome.build());

    String text = ReportText.of(many);

    assertThat(text.contains("notice 19\n  and 5 more in report.json\n"), is(true));
  }
}
