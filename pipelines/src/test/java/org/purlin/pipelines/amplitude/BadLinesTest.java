package org.purlin.pipelines.amplitude;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.purlin.pipelines.amplitude.Archive.event;
import static org.purlin.pipelines.amplitude.Desk.hour;
import static org.purlin.pipelines.amplitude.ExportTest.sandbox;
import static org.purlin.pipelines.amplitude.ExportTest.small;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.sandbox.amplitude.AmplitudeSandbox;

/** Lines that are no events: kept aside with their place, counted, and judged by a threshold. */
class BadLinesTest {

  private static final String[] ONE_HOUR = {"--start=2025-03-04T05", "--end=2025-03-04T06"};

  @TempDir Path directory;

  @Test
  void badLinesAreKeptAsideAndTheThresholdDecidesTheExitCodeEachTime() throws IOException {
    Desk desk = new Desk(directory);
    try (AmplitudeSandbox sandbox = sandbox(small().badLines(hour(5), 2).build())) {
      assertThat(desk.export(sandbox, ONE_HOUR), is(3));

      assertThat(desk.uuids(), is(Desk.uuids(sandbox, 5)));
      assertThat(desk.balance("lines"), is("6 read = 4 landed + 2 rejected"));
      assertThat(desk.rejected(), hasSize(2));
      for (JsonNode line : desk.rejected()) {
        assertThat(line.get("_file").asText(), is("100001/100001_2025-03-04_5#0.json.gz"));
        assertThat(line.get("error").asText(), startsWith("not JSON"));
        assertThat(line.get("raw").asText().isEmpty(), is(false));
        assertThat(line.get("_run_id"), is(desk.report().get("runId")));
      }

      Map<String, String> landed = desk.files("events");
      Map<String, String> rejected = desk.files("rejected");
      assertThat(desk.export(sandbox, ONE_HOUR), is(3));
      assertThat(desk.report().get("sentence").asText(), startsWith("Done with gaps: 2 rejected"));

      assertThat(desk.export(sandbox, with("--maxBadLines=1")), is(3));
      assertThat(desk.export(sandbox, with("--maxBadLines=2")), is(0));
      assertThat(desk.files("events"), is(landed));
      assertThat(desk.files("rejected"), is(rejected));
      assertThat(sandbox.requests(), hasSize(1));
    }
  }

  private static String[] with(String... more) {
    return Stream.of(ONE_HOUR, more).flatMap(Stream::of).toArray(String[]::new);
  }

  @Test
  void aRejectedLineIsKeptByteForByteUnlessSomethingMustNotBeWritten() {
    Desk desk = new Desk(directory);
    String broken = "{\"uuid\":\"b\",\"ip_address\":\"192.0.2.7\"";
    Path archive =
        new Archive().hour(5, 0, event("a"), broken, "", "[]").in(directory, "lines.zip");

    assertThat(desk.fromArchives(archive), is(3));

    assertThat(desk.balance("lines"), is("4 read = 1 landed + 2 rejected + 1 blank"));
    assertThat(Desk.column("_line", desk.rejected()), contains("2", "4"));
    assertThat(Desk.column("_archive", desk.rejected()), contains("lines.zip", "lines.zip"));
    assertThat(
        Desk.column("error", desk.rejected()),
        contains("not JSON: the line ends in the middle of a value", "not a JSON object"));
    assertThat(
        desk.rejected().stream()
            .map(line -> new String(Base64.getDecoder().decode(line.get("raw").asText()), UTF_8))
            .toList(),
        contains(broken, "[]"));
    assertThat(
        desk.out, containsString("lines.zip, member " + Archive.name(5, 0) + ", line 2: not JSON"));

    assertThat(desk.fromArchives(archive, "--redact=ip_address"), is(3));

    assertThat(desk.rejected(), hasSize(2));
    assertThat(Desk.column("raw", desk.rejected()), everyItem(is(nullValue())));
  }
}
