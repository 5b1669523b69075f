package org.purlin.pipelines.amplitude;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.purlin.pipelines.amplitude.Archive.event;
import static org.purlin.pipelines.amplitude.Archive.gzip;
import static org.purlin.pipelines.amplitude.Desk.hour;
import static org.purlin.pipelines.amplitude.ExportTest.sandbox;
import static org.purlin.pipelines.amplitude.ExportTest.small;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.amplitude.AmplitudeSandbox;

/** Archives are kept as they came, or nowhere. */
class KeepArchivesTest {

  private static final String[] TWO_HOURS = {
    "--start=2025-03-04T05", "--end=2025-03-04T07", "--windowHours=1"
  };

  @TempDir Path directory;

  @Test
  void withoutArchivesNoneIsLeftAlsoWhenAMemberWasDamaged() throws IOException {
    Desk desk = new Desk(directory);
    try (AmplitudeSandbox sandbox = sandbox(small().build())) {
      sandbox.onHour(hour(6), Fault.file(halfDamaged(), "application/zip"));

      int exitCode = desk.export(sandbox, with("--keepArchives=false"));

      assertThat(exitCode, is(3));
      assertThat(desk.uuids(), hasItem("whole"));
      assertThat(desk.archives(), is(Set.of("source/half.zip")));
      assertThat(desk.files("_tmp"), is(Map.of()));
      assertThat(Files.exists(desk.output().resolve("archives")), is(false));

      // The failed hour is asked for again, the whole one is not.
      assertThat(desk.export(sandbox, with("--keepArchives=false")), is(0));
      assertThat(Desk.ranges(sandbox).subList(2, 3), contains("06-06"));
      assertThat(sandbox.requests(), hasSize(3));
      assertThat(desk.archives(), is(Set.of("source/half.zip")));

      // Other settings cannot be served from disk, so everything is asked for.
      assertThat(desk.export(sandbox, with("--keepArchives=false", "--redact=city")), is(0));
      assertThat(sandbox.requests(), hasSize(5));
      assertThat(desk.archives(), is(Set.of("source/half.zip")));
    }
  }

  private static String[] with(String... more) {
    return Stream.of(TWO_HOURS, more).flatMap(Stream::of).toArray(String[]::new);
  }

  /** Whole as a zip, with one member whose gzip is cut off. */
  private Path halfDamaged() {
    byte[] cut = Arrays.copyOf(gzip(event("lost-1"), event("lost-2")), 60);
    return new Archive()
        .hour(6, 0, event("whole"))
        .stored(Archive.name(6, 1), cut)
        .in(directory.resolve("source"), "half.zip");
  }

  @Test
  void aDamagedMemberFailsItsHourKeepsTheArchiveAndShowsNoRow() throws IOException {
    Desk desk = new Desk(directory);
    try (AmplitudeSandbox sandbox = sandbox(small().build())) {
      sandbox.onHour(hour(6), Fault.file(halfDamaged(), "application/zip"));

      int exitCode = desk.export(sandbox, TWO_HOURS);

      assertThat(exitCode, is(3));
      assertThat(desk.status(6), is("FAILED"));
      assertThat(Desk.column("uuid", desk.rows(6)), contains("whole"));
      assertThat(desk.archives(), hasSize(3));
      String archive =
          desk.archives().stream().filter(name -> name.contains("T06")).findFirst().orElseThrow();
      assertThat(
          Desk.bytes(directory.resolve(archive)),
          is(Desk.bytes(directory.resolve("source/half.zip"))));
      assertThat(desk.balance("members"), is("3 listed = 2 read + 1 refused"));
      JsonNode problem = desk.outcome().get("problems").get(0);
      assertThat(
          problem.get("where").asText(),
          is(archive.substring("out/".length()) + ", member " + Archive.name(6, 1)));
      assertThat(problem.get("what").asText(), startsWith("refused: "));

      // A second fetch that is damaged must not take whole rows away.
      assertThat(desk.export(sandbox, TWO_HOURS), is(0));
      Map<String, String> whole = desk.files("events/100001/2025-03-04/06");
      assertThat(whole.size(), is(2));
      sandbox.onHour(hour(6), Fault.file(halfDamaged(), "application/zip"));

      exitCode = desk.export(sandbox, with("--refetch=true"));

      assertThat(exitCode, is(3));
      assertThat(desk.files("events/100001/2025-03-04/06"), is(whole));
      assertThat(
          desk.ledger(6).get("reason").asText(), endsWith("the rows landed earlier were kept"));
      assertThat(desk.balance("members"), is("3 listed = 1 read + 2 refused"));
    }
  }
}
