package org.purlin.e2e;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.amplitude.AmplitudeSandbox;
import org.purlin.sandbox.amplitude.AmplitudeSettings;

/** A run that left gaps: its report says what to do, and the command it prints does it. */
class ReportCommandsIT {

  @TempDir Path directory;

  @Test
  void theCommandOfAReportFillsTheGapsItNames() throws Exception {
    try (AmplitudeSandbox sandbox = Day.sandbox()) {
      sandbox.onRangeWith(Day.hour(7), Fault.status(500).times(100));
      Day.purlin(directory).run(Day.export(sandbox, "my out", "--retryFor=PT1S")).exits(3);

      Landed landed = new Landed(directory.resolve("my out"));
      JsonNode report = landed.report();
      String page = Files.readString(directory.resolve("my out/report.html"));
      assertThat(
          page,
          allOf(
              containsString("Done with gaps"),
              containsString("20260105T06 to 20260105T07, 2 windows"),
              containsString("2026-01-05 07:00: failed"),
              containsString("What to do")));
      String line = report.get("commands").get(0).get("line").asText();
      assertThat(line, containsString("'--output=my out'"));

      sandbox.clearFaults();
      Purlin.shell(directory)
          .with(Day.SECRET, AmplitudeSettings.SECRET_KEY)
          .with("PURLIN_JAVA_OPTS", Day.QUICK)
          .run(line)
          .exits(0);

      assertThat(landed.uuids(), is(Day.truth(sandbox)));
      assertThat(
          Files.readString(directory.resolve("my out/report.html")),
          not(containsString("What to do")));
    }
  }
}
