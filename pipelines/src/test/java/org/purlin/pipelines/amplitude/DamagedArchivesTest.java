package org.purlin.pipelines.amplitude;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.purlin.pipelines.amplitude.Archive.event;
import static org.purlin.pipelines.amplitude.Archive.gzip;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Archives that are damaged, hostile or merely odd: each says what is wrong and where, its
 * neighbours load, and a second run changes no byte.
 */
class DamagedArchivesTest {

  private static final String[] GOOD = {event("good-1"), event("good-2")};

  @TempDir Path directory;

  private Desk desk;

  /** Runs one archive twice and returns the exit code, which must be the same. */
  private int run(byte[] archive, String... words) {
    desk = new Desk(directory);
    Path file = Archive.write(directory.resolve("in"), "odd.zip", archive);
    int first = desk.fromArchives(file, words);
    Map<String, String> landed = desk.files("events");
    Map<String, String> rejected = desk.files("rejected");
    assertThat(desk.files("_tmp"), is(Map.of()));

    assertThat(desk.fromArchives(file, words), is(first));

    assertThat(desk.files("events"), is(landed));
    assertThat(desk.files("rejected"), is(rejected));
    assertThat(topOfDirectory(), is(Set.of("in", "logs", "out")));
    return first;
  }

  private Set<String> topOfDirectory() {
    Set<String> names = new TreeSet<>();
    for (String name : directory.toFile().list()) {
      names.add(name);
    }
    return names;
  }

  private String problem(int index) {
    JsonNode problem = desk.outcome().get("problems").get(index);
    return problem.get("where").asText() + ": " + problem.get("what").asText();
  }

  private String notDone() {
    JsonNode notDone = desk.outcome().get("windows").get("notDone");
    assertThat(notDone.size(), is(1));
    return notDone.get(0).get("window").asText() + ": " + notDone.get(0).get("reason").asText();
  }

  @Test
  void aWebPageIsNoArchive() {
    assertThat(run("<!DOCTYPE html><html>Sign in</html>".getBytes(UTF_8)), is(3));
    assertThat(problem(0), is("odd.zip: refused: it is a web page, not a zip."));
    assertThat(desk.rows(), is(empty()));
  }

  @Test
  void anArchiveThatIsCutOffLandsNothing() {
    byte[] whole = new Archive().hour(5, 0, GOOD).hour(6, 0, GOOD).bytes();
    assertThat(run(Arrays.copyOf(whole, whole.length / 2)), is(3));
    assertThat(
        problem(0),
        is(
            "odd.zip: refused: it is cut off: the zip's end record is missing after "
                + whole.length / 2
                + " bytes."));
    assertThat(desk.rows(), is(empty()));
  }

  @Test
  void aMemberThatIsCutOffLandsNothingAndTheOtherOneDoes() {
    byte[] cut = gzip(event("lost-1"), event("lost-2"), event("lost-3"));
    byte[] archive =
        new Archive()
            .hour(5, 0, GOOD)
            .stored(Archive.name(6, 0), Arrays.copyOf(cut, cut.length - 12))
            .bytes();
    assertThat(run(archive), is(3));
    assertThat(desk.uuids(), contains("good-1", "good-2"));
    assertThat(
        notDone(), startsWith("20250304T06: odd.zip, member " + Archive.name(6, 0) + " refused: "));
    assertThat(notDone(), endsWith("its gzip data is damaged or cut off after line 0"));
  }

  @Test
  void aMemberWithAWrongSumLandsNothingAndTheOtherOneDoes() {
    byte[] wrong = gzip(event("lost-1"), event("lost-2"));
    wrong[wrong.length - 8] ^= 1;
    byte[] archive = new Archive().hour(5, 0, GOOD).stored(Archive.name(6, 0), wrong).bytes();
    assertThat(run(archive), is(3));
    assertThat(desk.uuids(), contains("good-1", "good-2"));
    assertThat(notDone(), containsString("odd.zip, member " + Archive.name(6, 0) + " refused: "));
    assertThat(notDone(), endsWith("its gzip data is damaged or cut off after line 0"));
  }

  @Test
  void aMemberThatIsNoGzipLandsNothing() {
    byte[] archive =
        new Archive()
            .hour(5, 0, GOOD)
            .stored(Archive.name(5, 1), event("plain").getBytes(UTF_8))
            .bytes();
    assertThat(run(archive), is(3));
    assertThat(desk.uuids(), contains("good-1", "good-2"));
    assertThat(notDone(), startsWith("20250304T05: odd.zip, member " + Archive.name(5, 1)));
  }

  @Test
  void namesThatLeadElsewhereAreRefusedAndNothingIsWrittenThere() {
    byte[] archive =
        new Archive()
            .stored("../../evil.json.gz", gzip(event("evil-1")))
            .stored("/etc/evil.json.gz", gzip(event("evil-2")))
            .stored("200001/..\\..\\evil.json.gz", gzip(event("evil-3")))
            .stored("200001/200001_2025-03-04_24#0.json.gz", gzip(event("evil-4")))
            .stored("200001/200002_2025-03-04_5#0.json.gz", gzip(event("evil-5")))
            .stored("200001/200001_2025-02-30_5#0.json.gz", gzip(event("evil-6")))
            .stored("C:\\evil.json.gz", gzip(event("evil-7")))
            .hour(5, 0, GOOD)
            .bytes();
    assertThat(run(archive), is(3));
    assertThat(desk.uuids(), contains("good-1", "good-2"));
    assertThat(desk.outcome().get("problems").size(), is(7));
    assertThat(
        problem(0),
        is(
            "odd.zip, member ../../evil.json.gz: refused: its name is not that of an hour of"
                + " events."));
    assertThat(
        Desk.filesIn(directory).stream().anyMatch(file -> file.toString().contains("evil")),
        is(false));
  }

  @Test
  void foldersAndAReadmeAreCountedAndDoNotHarm() {
    byte[] archive =
        new Archive()
            .stored("200001/", new byte[0])
            .stored("README.txt", "hello".getBytes(UTF_8))
            .hour(5, 0, GOOD)
            .bytes();
    assertThat(run(archive), is(0));
    assertThat(desk.uuids(), contains("good-1", "good-2"));
    assertThat(desk.outcome().get("counters").get("members without data").asInt(), is(2));
  }

  @Test
  void anArchiveWithoutAnHourOfEventsIsNotTakenForEmpty() {
    assertThat(run(new Archive().stored("README.txt", new byte[0]).bytes()), is(3));
    assertThat(problem(0), is("odd.zip: refused: it holds no hour of events."));
  }

  @Test
  void aLineWithoutAnEndStopsAtTheLimit() {
    byte[] bomb = gzip(new byte[24 << 20]);
    byte[] archive = new Archive().hour(5, 0, GOOD).deflated(Archive.name(6, 0), bomb).bytes();
    assertThat(run(archive, "--maxLineBytes=1048576"), is(3));
    assertThat(desk.uuids(), contains("good-1", "good-2"));
    assertThat(notDone(), startsWith("20250304T06: odd.zip, member " + Archive.name(6, 0)));
    assertThat(notDone(), containsString("line 1"));
  }

  @Test
  void moreThanAMemberMayExpandToIsRefusedUntilTheLimitIsRaised() {
    byte[] archive = new Archive().hour(5, 0, GOOD).bytes();
    assertThat(run(archive, "--maxExpandedBytes=100"), is(3));
    assertThat(desk.rows(), is(empty()));

    assertThat(desk.fromArchives(directory.resolve("in/odd.zip")), is(0));
    assertThat(desk.uuids(), contains("good-1", "good-2"));
  }

  @Test
  void deflatedMembersWithSizesBehindThemAreAsGoodAsStoredOnes() {
    byte[] archive = new Archive().deflated(Archive.name(5, 0), gzip(GOOD)).bytes();
    assertThat(run(archive), is(0));
    assertThat(desk.uuids(), contains("good-1", "good-2"));
  }

  @Test
  void anEncryptedMemberIsRefused() {
    byte[] archive = new Archive().hour(5, 0, GOOD).bytes();
    int directoryAt = archive.length - 22 - 46 - Archive.name(5, 0).length();
    archive[directoryAt + 8] |= 1;
    assertThat(run(archive), is(3));
    assertThat(
        problem(0), is("odd.zip, member " + Archive.name(5, 0) + ": refused: it is encrypted."));
    assertThat(desk.rows(), is(empty()));
  }

  @Test
  void valuesOfOtherTypesAndNewKeysAreKeptExactlyAndReported() {
    String odd =
        event(
            "odd",
            ",\"amplitude_id\":9007199254740993,\"session_id\":\"soon\",\"paying\":\"(none)\","
                + "\"brand_new\":{\"deep\":[1.10]}");
    assertThat(run(new Archive().hour(5, 0, odd).bytes()), is(0));

    assertThat(
        desk.files("events").toString(), containsString("\"amplitude_id\":9007199254740993"));
    assertThat(desk.files("events").toString(), containsString("\"brand_new\":{\"deep\":[1.10]}"));
    JsonNode row = desk.rows().get(0);
    assertThat(row.get("session_id").isNull(), is(true));
    assertThat(row.get("_extra").get("session_id").asText(), is("soon"));
  }

  @Test
  void newKeysAndOtherTypesAreReportedByTheRunThatMetThem() {
    desk = new Desk(directory);
    Path archive =
        new Archive()
            .hour(5, 0, event("a", ",\"brand_new\":1,\"session_id\":\"x\""), event("b"))
            .in(directory, "drift.zip");
    assertThat(desk.fromArchives(archive), is(0));
    assertThat(desk.outcome().get("drift").get("newKeys"), is(Desk.json("{\"brand_new\":1}")));
    assertThat(
        desk.outcome().get("drift").get("changedTypes").get("session_id").asText(),
        is("string in 1 events"));
  }

  @Test
  void aGoodNeighbourOfABadArchiveLands() {
    desk = new Desk(directory);
    Path in = directory.resolve("in");
    Archive.write(in, "bad.zip", new byte[] {'P', 'K', 1, 2, 3});
    new Archive().hour(5, 0, GOOD).in(in, "good.zip");

    assertThat(desk.fromArchives(in), is(3));

    assertThat(desk.uuids(), contains("good-1", "good-2"));
    assertThat(problem(0), startsWith("bad.zip: refused: it is cut off"));
    assertThat(desk.outcome().get("problems").size(), is(1));
  }
}
