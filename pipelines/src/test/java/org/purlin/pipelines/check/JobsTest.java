package org.purlin.pipelines.check;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The checks of jobs against their stand-ins where all is well; that of CSC has its own test. */
@Timeout(60)
class JobsTest {

  @TempDir Path directory;

  private CheckDesk desk;

  @BeforeEach
  void makeDesk() {
    desk = new CheckDesk(directory);
  }

  /** Checks a job and returns what was asked, as method and path. */
  private List<String> check(String name, String... more) throws IOException {
    try (CheckedJob job = CheckedJob.of(name)) {
      List<String> before = desk.files();
      int exitCode = desk.check(job, more);
      assertThat(desk.out + desk.err, exitCode, is(0));
      assertThat(desk.files(), is(before));
      return job.requests().get().stream()
          .map(request -> request.method() + " " + request.path())
          .toList();
    }
  }

  @Test
  void amplitudeIsAskedForOneOldHourWhichIsNotDownloaded() throws IOException {
    assertThat(check("amplitude"), is(List.of("GET /", "GET /api/2/export")));
    assertThat(
        desk.table(),
        is(
            List.of(
                "check found",
                "ok options HOURS from http://127.0.0.1:PORT",
                "ok secret --apiKey in env:KEY",
                "ok secret --secretKey in env:SECRET",
                "ok Amplitude proxy none, direct",
                "ok Amplitude name 127.0.0.1 is 127.0.0.1",
                "ok Amplitude connection to 127.0.0.1",
                "skipped Amplitude TLS plain http",
                "ok Amplitude clock the same time here and there",
                "ok sign-in the keys are accepted; data of HOURS was begun and dropped",
                "skipped limits not told by the API; known: 5 requests at a time, archives up to 4 GB",
                "ok output HERE/out can be made; N GB free",
                "ok logs HERE/logs can be written; N GB free",
                "ok Java version N, N MB for data")));
  }

  @Test
  void almaIsAskedForItsSchoolsAndTheirYearsAndForNoStudent() throws IOException {
    assertThat(
        check("alma"),
        is(
            List.of(
                "GET /",
                "GET /v2/oakdistrict/ping",
                "GET /v2/oakdistrict/ping",
                "GET /v2/oakdistrict/district/schools",
                "GET /v2/oakhigh/school-years",
                "GET /v2/oakelem/school-years")));
    assertThat(
        desk.table(),
        is(
            List.of(
                "check found",
                "ok options http://127.0.0.1:PORT, district oakdistrict",
                "ok secret --key in env:KEY",
                "ok secret --secret in env:SECRET",
                "ok Alma proxy none, direct",
                "ok Alma name 127.0.0.1 is 127.0.0.1",
                "ok Alma connection to 127.0.0.1",
                "skipped Alma TLS plain http",
                "ok Alma clock the same time here and there",
                "ok sign-in the key is accepted",
                "ok schools oakhigh, oakelem",
                "ok current year of oakhigh 2024-2025 SY",
                "ok current year of oakelem 2024-2025",
                "ok output HERE/out can be made; N GB free",
                "ok logs HERE/logs can be written; N GB free",
                "ok Java version N, N MB for data")));
  }

  @Test
  void coinMarketCapIsAskedAboutTheKeyWhichIsFree() throws IOException {
    assertThat(
        check("coinmarketcap", "--state=" + directory.resolve("memory")),
        is(List.of("GET /", "GET /v1/key/info")));
    assertThat(
        desk.table(),
        is(
            List.of(
                "check found",
                "ok options This is believed to cost 1 credits: 1 for listings of 50 coins and 0 for",
                "metadata.",
                "ok secret --key in env:SECRET",
                "ok CoinMarketCap proxy none, direct",
                "ok CoinMarketCap name 127.0.0.1 is 127.0.0.1",
                "ok CoinMarketCap connection to 127.0.0.1",
                "skipped CoinMarketCap TLS plain http",
                "ok CoinMarketCap clock the same time here and there",
                "ok sign-in the key is accepted",
                "ok credits 333 of 333 credits left today, 30,000,000 of 30,000,000 this month, 10,000",
                "requests a minute",
                "ok output HERE/out can be made; N GB free",
                "ok state HERE/memory can be made; N GB free",
                "ok logs HERE/logs can be written; N GB free",
                "ok Java version N, N MB for data")));
  }

  @Test
  void edfiIsAskedForDocumentsATokenAndCountsAndNothingIsSent() throws IOException {
    List<String> asked = check("edfi", "--resources=students,schools");
    assertThat(
        "only tokens are posted for",
        asked.stream().filter(request -> !request.startsWith("GET ")).distinct().toList(),
        is(List.of("POST /oauth/token")));
    assertThat(
        desk.table(),
        is(
            List.of(
                "check found",
                "ok options one district",
                "ok north secrets in env:KEY, env:SECRET",
                "ok north proxy none, direct",
                "ok north name 127.0.0.1 is 127.0.0.1",
                "ok north connection to 127.0.0.1",
                "skipped north TLS plain http",
                "ok north clock the same time here and there",
                "ok north discovery version 7.3, data at http://127.0.0.1:PORT/data/v3/, has dataManagementApi,",
                "oauth, dependencies, openApiMetadata, changeQueries",
                "ok north change queries offered",
                "ok north sign-in a token was issued, for 30 minutes",
                "ok north dependencies 6 waves of resources",
                "ok north OpenAPI 49 resources",
                "ok north rights 2 of 2 resources readable",
                "ok output HERE/out can be made; N GB free",
                "ok logs HERE/logs can be written; N GB free",
                "ok Java version N, N MB for data")));
  }

  @Test
  void theSameAsJsonForPrograms() throws IOException {
    check("amplitude", "--json");
    assertThat(desk.of("skipped"), is(List.of("Amplitude TLS", "limits")));
    assertThat(desk.failures(), is(List.of()));
  }
}
