package org.purlin.pipelines.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerdictTest {

  private static final RunReport.Windows ONE_MISSING =
      new RunReport.Windows(
          "20260101T00",
          "20260101T02",
          Map.of("done", 2L, "failed", 1L),
          List.of(new RunReport.NotDone("20260101T01", "no answer")));

  private static Verdict judge(RunReport.Builder outcome) {
    return Verdict.of(outcome.build());
  }

  @Test
  void everythingLandedIsDone() {
    assertThat(
        judge(
            RunReport.Outcome.builder()
                .windows(new RunReport.Windows("a", "b", Map.of("done", 24L), List.of()))
                .balance(
                    Balance.of("events", "read", 1200).plus("landed", 1190).plus("skipped", 10))),
        is(
            new Verdict(
                ExitCode.DONE,
                "All done; 24 windows; events: 1,200 read = 1,190 landed + 10 skipped.")));
  }

  @Test
  void everyKindOfGapIsNamed() {
    assertThat(
        judge(
            RunReport.Outcome.builder()
                .windows(ONE_MISSING)
                .rejects("not JSON", 3)
                .rejects("too long", 1)
                .problem("part 2", "is in doubt.", "Run again.")),
        is(
            new Verdict(
                ExitCode.INCOMPLETE,
                "Done with gaps: 1 of 3 windows not done, 4 rejected, 1 problem.")));
  }

  @Test
  void anOpenBalanceOutweighsEverythingElse() {
    assertThat(
        judge(
            RunReport.Outcome.builder()
                .failure("Too many bad lines.")
                .rejects("not JSON", 3)
                .balance(Balance.of("events", "read", 10).plus("landed", 9).plus("rejected", 3))),
        is(
            new Verdict(
                ExitCode.FAILED,
                "The balance of events does not close: 10 read ≠ 9 landed + 3 rejected; 2 too many."
                    + " Do not use this output; run the same command again.")));
  }

  @Test
  void aFailureOfTheJobOutweighsGaps() {
    assertThat(
        judge(RunReport.Outcome.builder().failure("Too many bad lines.").rejects("not JSON", 3)),
        is(new Verdict(ExitCode.FAILED, "Too many bad lines.")));
  }

  @Test
  void aFailureMayHaveAnExitCodeOfItsOwn() {
    assertThat(
        judge(
            RunReport.Outcome.builder()
                .failure(ExitCode.SIGN_IN_REFUSED, "The sign-in was refused.")
                .rejects("not JSON", 3)),
        is(new Verdict(ExitCode.SIGN_IN_REFUSED, "The sign-in was refused.")));
  }

  @Test
  void everythingRefusedWeighsLessThanABalanceThatDoesNotClose() {
    RunReport.Builder refused = RunReport.Outcome.builder().allRefused("All 9 were refused.");

    assertThat(judge(refused), is(new Verdict(ExitCode.ALL_REFUSED, "All 9 were refused.")));
    assertThat(
        judge(refused.balance(Balance.of("children", "sent", 9).plus("rejected", 8))).exitCode(),
        is(ExitCode.FAILED));
  }

  @Test
  void aFailureInAnOlderReportHasTheExitCodeItHadThen(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("report.json");
    Files.writeString(
        file,
        """
        {"job": "amplitude", "started": "2026-01-01T00:00:00Z", "finished": "2026-01-01T00:00:01Z",
         "outcome": {"failure": "Too many bad lines."}}
        """);
    RunReport.Outcome outcome = ReportFiles.read(file.toString()).outcome();

    assertThat(Verdict.of(outcome), is(new Verdict(ExitCode.FAILED, "Too many bad lines.")));
    assertThat(RunReport.Outcome.builder().build().failedWith(), is(nullValue()));
  }
}
