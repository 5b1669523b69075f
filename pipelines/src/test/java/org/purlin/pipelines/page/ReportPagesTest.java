package org.purlin.pipelines.page;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.pipelines.report.ReportFiles;
import org.purlin.pipelines.report.RunReport;

class ReportPagesTest {

  @TempDir Path directory;

  private String home(String name) {
    return directory.resolve(name).toString();
  }

  private void stored(String home, RunReport report) throws IOException {
    ReportFiles.write(home(home), report);
  }

  private String page(String name) throws IOException {
    return Files.readString(directory.resolve(name));
  }

  @Test
  void aRunHasAPageOfItsOwnAndTheHomeOneWithTheHistory() throws IOException {
    stored("out", InventedRuns.run(0, 700, 0));
    ReportPages.write(home("out"), InventedRuns.run(0, 700, 0));
    stored("out", InventedRuns.run(1, 900, 0));

    ReportPages.Written written = ReportPages.write(home("out"), InventedRuns.run(1, 900, 0));

    assertThat(written.file(), is(home("out") + "/report.html"));
    assertThat(written.trouble(), is(nullValue()));
    assertThat(
        page("out/report.html"),
        allOf(
            containsString("900 read = 900 landed"),
            containsString("Run by run"),
            containsString(
                "2026-02-03 04:10: 700 rows arrived, 0 rejected, 3 min 05 s, exit code 0")));
    assertThat(
        page("out/_runs/night-1/report.html"),
        allOf(containsString("900 read = 900 landed"), not(containsString("Run by run"))));
    assertThat(page("out/_runs/night-0/report.html"), containsString("700 read = 700 landed"));
  }

  @Test
  void thePageIsMadeAnewFromTheReports() throws IOException {
    stored("out", InventedRuns.eventful(""));

    ReportPages.Written written = ReportPages.write(home("out"));

    assertThat(written.sentences(), contains("amplitude 20260202: Done with gaps: "));
    assertThat(
        page("out/report.html"),
        allOf(
            containsString("purlin amplitude --start=2026-02-01"),
            containsString("20260202T04 to 20260202T05, 2 windows"),
            containsString("The lines are in out/rejected."),
            containsString("9,876 ms"),
            containsString("60 requests, 98.8 MB received; 7 repeated, after 31 s of waiting")));
  }

  @Test
  void aDirectoryOfOutputsIsOnePage() throws IOException {
    stored("all/a", InventedRuns.run(0, 700, 0));
    stored("all/b", InventedRuns.run(0, 300, 1));

    assertThat(ReportPages.isOfMany(home("all")), is(true));
    assertThat(ReportPages.isOfMany(home("all/a")), is(false));
    ReportPages.write(home("all"));

    assertThat(
        page("all/report.html"),
        allOf(
            containsString("1 all done, 0 with gaps, 1 failed"),
            containsString("700 read = 700 landed"),
            containsString("300 read = 300 landed")));
  }

  @Test
  void aDamagedReportIsLeftOut() throws IOException {
    stored("out", InventedRuns.run(0, 700, 0));
    Path damaged = directory.resolve("out/_runs/night-x/report.json");
    Files.createDirectories(damaged.getParent());
    Files.writeString(damaged, "{\"job\": \"ampl");

    ReportPages.write(home("out"));

    assertThat(page("out/report.html"), containsString("700 read = 700 landed"));
  }

  @Test
  void aReportOfAnOlderProgramIsShown() throws IOException {
    Path old = directory.resolve("out/_runs/old/report.json");
    Files.createDirectories(old.getParent());
    Files.writeString(
        old,
        """
        {"schemaVersion":1,"job":"csc","version":"0.0.9","runId":"old","window":"999",
         "started":"2026-01-01T00:00:00Z","finished":"2026-01-01T00:00:01Z","exitCode":1,
         "sentence":"It broke off.","options":{"output":"out"}}
        """);

    assertThat(ReportPages.write(home("out")).warnings(), is(empty()));

    assertThat(
        page("out/report.html"), allOf(containsString("It broke off."), containsString("Failed")));
  }

  @Test
  void withoutAReportThereIsNoPage() {
    assertThrows(FileNotFoundException.class, () -> ReportPages.write(home("nothing")));
  }
}
