package org.purlin.pipelines.amplitude;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.purlin.pipelines.amplitude.Archive.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that are on disk already: found, read once for each hour, and never doubled. */
class FromArchivesTest {

  @TempDir Path directory;

  @Test
  void aFileADirectoryAndAGlobAreFoundAndNothingElseIs() {
    Desk desk = new Desk(directory);
    Path exports = directory.resolve("exports");
    new Archive().hour(5, 0, event("a")).in(exports, "one.zip");
    new Archive().hour(6, 0, event("b")).in(exports.resolve("deeper"), "two.zip");
    Archive.write(exports, "README.txt", "no archive".getBytes(UTF_8));

    assertThat(desk.fromArchives(exports.resolve("one.zip")), is(0));
    assertThat(desk.uuids(), contains("a"));

    assertThat(
        desk.fromArchives(exports + "/*.zip", "--output=" + directory.resolve("glob")), is(0));
    assertThat(Desk.filesIn(directory.resolve("glob/events")), hasSize(2));

    assertThat(desk.fromArchives(exports), is(0));
    assertThat(desk.uuids(), contains("a", "b"));
    assertThat(desk.balance("members"), is("2 listed = 1 read + 1 of hours done before"));

    assertThat(desk.fromArchives(exports + "/", "--output=" + directory.resolve("slash")), is(0));
    assertThat(Desk.filesIn(directory.resolve("slash/events")), hasSize(4));
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing.zip", "missing/", "*.zip", "empty"})
  void nothingFoundIsAMistake(String place) throws IOException {
    Files.createDirectory(directory.resolve("empty"));
    Desk desk = new Desk(directory);

    assertThat(desk.fromArchives(directory + "/" + place), is(2));

    assertThat(
        desk.error(),
        is(
            "Nothing was run: --from-archives: no file is "
                + directory
                + "/"
                + place
                + ". Give a zip, a directory with zips, or a glob in quotes."));
  }

  @Test
  void hoursDoNotGoWithArchives() {
    Desk desk = new Desk(directory);
    assertThat(desk.fromArchives(directory, "--start=2025-03-04"), is(2));
    assertThat(
        desk.error(),
        is(
            "Nothing was run: --start does not go with --from-archives, which takes all hours it"
                + " finds."));
  }

  @Test
  void archivesThatOverlapGiveEachEventOnceAndAgainChangesNothing() {
    Desk desk = new Desk(directory);
    Path exports = directory.resolve("exports");
    new Archive()
        .hour(5, 0, event("a"), event("a"), event("b"))
        .hour(5, 1, event("b"), event("c"))
        .in(exports, "1.zip");
    new Archive().hour(5, 0, event("a"), event("b")).hour(6, 0, event("d")).in(exports, "2.zip");

    assertThat(desk.fromArchives(exports), is(0));

    assertThat(desk.uuids(), contains("a", "b", "c", "d"));
    assertThat(desk.balance("lines"), is("8 read = 4 landed + 4 duplicates"));
    Map<String, String> before = desk.files("events");
    assertThat(desk.fromArchives(exports), is(0));
    assertThat(desk.files("events"), is(before));
    assertThat(desk.balance("members"), is("4 listed = 4 of hours done before"));

    assertThat(desk.fromArchives(exports, "--ifExists=fail"), is(2));
    assertThat(
        desk.error(),
        is(
            "Nothing was run: --ifExists=fail: window 200001/2025-03-04/05 is in "
                + desk.output()
                + " already. Give other hours, another --output, or --ifExists=replace."));
    assertThat(desk.files("events"), is(before));
  }

  @Test
  void anEventThatCameLateLandsInTheHourItWasTakenIn() {
    Desk desk = new Desk(directory);
    Path late =
        new Archive()
            .hour(5, 0, event("late", ",\"event_time\":\"2025-02-18 01:00:00.000000\""))
            .in(directory, "late.zip");

    assertThat(desk.fromArchives(late), is(0));

    assertThat(
        desk.files("events").keySet(), hasItem("events/200001/2025-03-04/05/_manifest.json"));
    JsonNode row = desk.rows().get(0);
    assertThat(row.get("event_time").asText(), startsWith("2025-02-18T01:00:00"));
    assertThat(row.get("server_upload_time").asText(), startsWith("2025-03-04T05:00:01"));
  }
}
