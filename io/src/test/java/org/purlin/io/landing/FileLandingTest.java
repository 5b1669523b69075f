package org.purlin.io.landing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.purlin.io.memory.Place;
import org.purlin.transforms.rows.Column;
import org.purlin.transforms.rows.ColumnType;
import org.purlin.transforms.rows.Table;

/** Every promise of {@link FileLanding}, on a disk and on a store that has no directories. */
class FileLandingTest {

  private static final String WINDOW = "7/2025-03-04/05";

  private static final Table TABLE =
      new Table(
          "events",
          List.of(
              Column.of("id", ColumnType.STRING, "Key.").asRequired(),
              Column.of("at", ColumnType.TIMESTAMP, "When.")),
          "id",
          "at",
          List.of());

  @TempDir Path directory;

  private String root;

  private FileLanding landing(Place place, IfExists ifExists) {
    if (root == null) {
      root = place.root(directory);
    }
    return new FileLanding(root, "run-1", ifExists);
  }

  private static Part part(FileLanding landing, String... rows) throws IOException {
    try (PartWriter writer = landing.newPart()) {
      for (String row : rows) {
        byte[] line = (row + "\n").getBytes(UTF_8);
        writer.out().write(line);
      }
      return writer.finish();
    }
  }

  private static String name(int index, String content) throws Exception {
    byte[] sum = MessageDigest.getInstance("SHA-256").digest(content.getBytes(UTF_8));
    return "part-0000" + index + "-" + HexFormat.of().formatHex(sum).substring(0, 16) + ".jsonl";
  }

  /** Names and texts of what the window consists of by its manifest. */
  private List<String> published(FileLanding landing) throws IOException {
    return landing.intact("events", WINDOW).orElseThrow().files().stream()
        .map(file -> file.name() + "=" + text(landing.directory("events", WINDOW) + file.name()))
        .toList();
  }

  private static String text(String name) {
    try {
      return Storage.readText(name).orElseThrow();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private List<String> names() throws IOException {
    return Storage.listDeep(root).stream().map(name -> name.substring(root.length())).toList();
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void aWindowIsItsPartsUnderNamesOfTheirContentAndAManifest(Place place) throws Exception {
    FileLanding landing = landing(place, IfExists.REPLACE);
    Part first = part(landing, "a", "b");
    Part second = part(landing, "c");
    landing.check(TABLE, WINDOW, first);

    Manifest manifest = landing.publish(TABLE, WINDOW, List.of(first, second), false).orElseThrow();

    String one = name(0, "a\nb\n");
    String two = name(1, "c\n");
    assertThat(published(landing), contains(one + "=a\nb\n", two + "=c\n"));
    assertThat(
        names(),
        contains(
            "events/" + WINDOW + "/_manifest.json",
            "events/" + WINDOW + "/" + one,
            "events/" + WINDOW + "/" + two));
    assertThat(manifest.rows(), is(3L));
    assertThat(manifest.bytes(), is(6L));
    assertThat(manifest.runId(), is("run-1"));
    assertThat(manifest.window(), is(WINDOW));
    assertThat(
        manifest.columns(),
        contains(
            new Manifest.ColumnEntry("id", "STRING", "REQUIRED"),
            new Manifest.ColumnEntry("at", "TIMESTAMP", "NULLABLE")));
    assertThat(landing.published("events", WINDOW), is(Optional.of(manifest)));
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void replacingDeletesWhatIsNoLongerNamedAndTouchesNothingForeign(Place place) throws Exception {
    FileLanding landing = landing(place, IfExists.REPLACE);
    landing.publish(TABLE, WINDOW, List.of(part(landing, "a"), part(landing, "b")), false);
    Storage.writeText(landing.directory("events", WINDOW) + "notes.txt", "mine");
    Storage.writeText(landing.directory("events", "7/2025-03-04/06") + "part-x.jsonl", "other");

    landing.publish(TABLE, WINDOW, List.of(part(landing, "c")), false);

    assertThat(published(landing), contains(name(0, "c\n") + "=c\n"));
    assertThat(
        names(),
        contains(
            "events/" + WINDOW + "/_manifest.json",
            "events/" + WINDOW + "/notes.txt",
            "events/" + WINDOW + "/" + name(0, "c\n"),
            "events/7/2025-03-04/06/part-x.jsonl"));
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void appendingAddsFilesAndRepeatingItAddsNothing(Place place) throws Exception {
    FileLanding landing = landing(place, IfExists.APPEND);
    landing.publish(TABLE, WINDOW, List.of(part(landing, "a")), false);
    List<Part> more = List.of(part(landing, "b"), part(landing, "c"));

    landing.publish(TABLE, WINDOW, more, false);
    List<String> once = published(landing);
    landing.publish(TABLE, WINDOW, more, false);

    assertThat(
        once, contains(name(0, "a\n") + "=a\n", name(1, "b\n") + "=b\n", name(2, "c\n") + "=c\n"));
    assertThat(published(landing), is(once));
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void nothingBecomesAnEmptyWindowOnlyWhenAskedForOrWhenThereWasOne(Place place) throws Exception {
    FileLanding landing = landing(place, IfExists.REPLACE);
    assertThat(landing.publish(TABLE, WINDOW, List.of(), false), is(Optional.empty()));
    assertThat(names(), is(empty()));

    landing.publish(TABLE, WINDOW, List.of(part(landing, "a")), false);
    assertThat(landing.publish(TABLE, WINDOW, List.of(), false).orElseThrow().rows(), is(0L));
    assertThat(names(), contains("events/" + WINDOW + "/_manifest.json"));

    assertThat(
        landing.publish(TABLE, "7/2025-03-04/06", List.of(), true).orElseThrow().files(),
        is(empty()));
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void publishingGoesOnWhereverAnEarlierAttemptEnded(Place place) throws Exception {
    for (IfExists ifExists : List.of(IfExists.REPLACE, IfExists.APPEND)) {
      for (int moved = 0; moved <= 3; moved++) {
        root = null;
        FileLanding landing = landing(place, ifExists);
        landing.publish(TABLE, WINDOW, List.of(part(landing, "old")), false);
        List<Part> parts = List.of(part(landing, "a"), part(landing, "b"));
        int index = ifExists == IfExists.APPEND ? 1 : 0;
        String window = landing.directory("events", WINDOW);
        // The steps of an attempt, as far as it came: two moves, then all of it.
        if (moved >= 1) {
          Storage.move(parts.get(0).temporary(), window + name(index, "a\n"));
        }
        if (moved >= 2) {
          Storage.move(parts.get(1).temporary(), window + name(index + 1, "b\n"));
        }
        if (moved == 3) {
          landing.publish(TABLE, WINDOW, parts, false);
        }

        for (Part part : parts) {
          landing.check(TABLE, WINDOW, part);
        }
        landing.publish(TABLE, WINDOW, parts, false);

        List<String> expected =
            ifExists == IfExists.APPEND
                ? List.of(
                    name(0, "old\n") + "=old\n", name(1, "a\n") + "=a\n", name(2, "b\n") + "=b\n")
                : List.of(name(0, "a\n") + "=a\n", name(1, "b\n") + "=b\n");
        assertThat(ifExists + " after " + moved, published(landing), is(expected));
        assertThat(names().size(), is(expected.size() + 1));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void aPartThatIsGoneOrWasChangedIsNotPublished(Place place) throws Exception {
    FileLanding landing = landing(place, IfExists.REPLACE);
    Part gone = part(landing, "a");
    Storage.delete(List.of(gone.temporary()));
    Part changed = part(landing, "b");
    Storage.writeText(changed.temporary(), "b and more\n");

    for (Part part : List.of(gone, changed)) {
      OutputChangedException refused =
          assertThrows(OutputChangedException.class, () -> landing.check(TABLE, WINDOW, part));
      assertThat(refused.getMessage(), containsString("gone or not as it was written"));
      assertThrows(
          OutputChangedException.class, () -> landing.publish(TABLE, WINDOW, List.of(part), false));
    }
    assertThat(landing.published("events", WINDOW), is(Optional.empty()));
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void aWindowIsIntactWhileAllItsFilesAreThereWithTheirSizes(Place place) throws Exception {
    FileLanding landing = landing(place, IfExists.REPLACE);
    assertThat(landing.intact("events", WINDOW), is(Optional.empty()));
    landing.publish(TABLE, WINDOW, List.of(part(landing, "a"), part(landing, "b")), false);
    assertThat(landing.intact("events", WINDOW).isPresent(), is(true));
    String file = landing.directory("events", WINDOW) + name(1, "b\n");

    Storage.writeText(file, "b\nmore\n");
    assertThat(landing.intact("events", WINDOW), is(Optional.empty()));

    Storage.delete(List.of(file));
    assertThat(landing.intact("events", WINDOW), is(Optional.empty()));
    assertThat(landing.published("events", WINDOW).isPresent(), is(true));
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void aManifestThatCannotBeReadSaysWhatToDo(Place place) throws Exception {
    FileLanding landing = landing(place, IfExists.REPLACE);
    String file = landing.directory("events", WINDOW) + "_manifest.json";
    Storage.writeText(file, "{\"table\":");
    IOException failure =
        assertThrows(IOException.class, () -> landing.published("events", WINDOW));
    assertThat(failure.getMessage(), is("Cannot read " + file + ". Delete it and run again."));
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void whatIsNotFinishedIsDeletedAndCleaningUpLeavesOtherRunsAlone(Place place) throws Exception {
    FileLanding landing = landing(place, IfExists.REPLACE);
    try (PartWriter writer = landing.newPart()) {
      writer.out().write("half a r".getBytes(UTF_8));
    }
    assertThat(names(), is(empty()));

    Part own = part(landing, "a");
    Part other = part(new FileLanding(root, "run-2", IfExists.REPLACE), "b");
    assertThat(own.temporary(), startsWith(root + "_tmp/run-1/"));

    landing.cleanUp();
    assertThat(Storage.size(own.temporary()), is(Optional.empty()));
    assertThat(Storage.size(other.temporary()), is(Optional.of(2L)));

    if (place == Place.DISK) {
      for (String half : List.of("report.html", "_runs/run-0/report.json", "_state/a/w.json")) {
        Storage.writeText(root + half + "." + UUID.randomUUID() + ".tmp", "half");
      }
    }
    landing.cleanUpAfterOthers();
    assertThat(names(), is(empty()));
    if (place == Place.DISK) {
      assertThat(Files.exists(Path.of(root, "_tmp")), is(false));
    }
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void aLocalFileIsAdoptedUnderItsNameAndReplacesTheOneBefore(Place place) throws Exception {
    FileLanding landing = landing(place, IfExists.REPLACE);
    for (String content : List.of("first", "second")) {
      Path local = landing.newLocalFile(".zip");
      assertThat(Files.exists(local), is(false));
      Files.writeString(local, content);

      landing.adopt(local, "archives/x.zip");

      assertThat(Files.exists(local), is(false));
      assertThat(text(root + "archives/x.zip"), is(content));
    }
    assertThat(names(), contains("archives/x.zip"));
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void aPartCountsAndSumsWhatWasWritten(Place place) throws Exception {
    FileLanding landing = landing(place, IfExists.REPLACE);
    Part part = part(landing, "row 1", "row 2");
    assertThat(part.rows(), is(2L));
    assertThat(part.bytes(), is(12L));
    assertThat(text(part.temporary()), is("row 1\nrow 2\n"));
    assertThat(
        "part-00000-" + part.sha256().substring(0, 16) + ".jsonl", is(name(0, "row 1\nrow 2\n")));
    try (OutputStream ignored = Channels.newOutputStream(Storage.create(root + "probe"))) {
      ignored.write(1);
    }
    assertThat(Storage.size(root + "probe"), is(Optional.of(1L)));
  }
}
