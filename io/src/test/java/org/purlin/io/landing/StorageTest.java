package org.purlin.io.landing;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.purlin.io.memory.MemoryFileSystem;
import org.purlin.io.memory.Place;

class StorageTest {

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(Place.class)
  void textIsWrittenWholeReadBackAndReplaced(Place place) throws IOException {
    String root = place.root(directory);
    String name = root + "a/b/note.txt";
    assertThat(Storage.readText(name), is(Optional.empty()));
    assertThat(Storage.size(name), is(Optional.empty()));

    Storage.writeText(name, "grün");
    assertThat(Storage.readText(name), is(Optional.of("grün")));
    assertThat(Storage.size(name), is(Optional.of(5L)));

    Storage.writeText(name, "x");
    assertThat(Storage.readText(name), is(Optional.of("x")));
    assertThat(names(root, Storage.listDeep(root)), contains("a/b/note.txt"));
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void namesWithGlobCharactersMeanThemselves(Place place) throws IOException {
    String root = place.root(directory);
    Storage.writeText(root + "a[1]{x}*?/f", "odd");
    Storage.writeText(root + "a1x/f", "plain");

    assertThat(Storage.readText(root + "a[1]{x}*?/f"), is(Optional.of("odd")));
    assertThat(Storage.size(root + "a*/f"), is(Optional.empty()));
    assertThat(names(root, Storage.list(root + "a[1]{x}*?")), contains("a[1]{x}*?/f"));
  }

  private static List<String> names(String root, List<String> files) {
    return files.stream().map(file -> file.substring(root.length())).toList();
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void aListIsOfOneDirectoryADeepListOfAllBelowIt(Place place) throws IOException {
    String root = place.root(directory);
    assertThat(Storage.list(root + "d"), is(empty()));
    Storage.writeText(root + "d/2", "");
    Storage.writeText(root + "d/1", "");
    Storage.writeText(root + "d/e/3", "");
    Storage.writeText(root + "dd/4", "");

    assertThat(names(root, Storage.list(root + "d")), contains("d/1", "d/2"));
    assertThat(names(root, Storage.list(root + "d/")), contains("d/1", "d/2"));
    assertThat(names(root, Storage.listDeep(root + "d")), contains("d/1", "d/2", "d/e/3"));
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void filesAreMovedOverOthersAndDeletingNothingIsFine(Place place) throws IOException {
    String root = place.root(directory);
    Storage.writeText(root + "from", "new");
    Storage.writeText(root + "deep/to", "old");

    Storage.move(root + "from", root + "deep/to");

    assertThat(Storage.readText(root + "from"), is(Optional.empty()));
    assertThat(Storage.readText(root + "deep/to"), is(Optional.of("new")));
    Storage.delete(List.of(root + "deep/to", root + "never"));
    Storage.delete(List.of());
    assertThat(Storage.listDeep(root), is(empty()));
    assertThrows(IOException.class, () -> Storage.move(root + "gone", root + "x"));
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void anOpenFileCanBeReadFromTheMiddle(Place place) throws IOException {
    String name = place.root(directory) + "digits";
    Storage.writeText(name, "0123456789");
    try (SeekableByteChannel channel = Storage.open(name)) {
      ByteBuffer two = ByteBuffer.allocate(2);
      channel.position(7).read(two);
      assertThat(new String(two.array(), java.nio.charset.StandardCharsets.US_ASCII), is("78"));
    }
  }

  @Test
  void aFileSystemThatCannotSeekIsRefusedWithAWayOut() {
    MemoryFileSystem.newBucket();
    MemoryFileSystem.put("mem://stream/a.zip", new byte[3]);
    IOException refused = assertThrows(IOException.class, () -> Storage.open("mem://stream/a.zip"));
    assertThat(
        refused.getMessage(),
        is("Cannot seek in mem://stream/a.zip; copy it to a local directory first."));
  }

  @Test
  void aNameIsLocalWhenItsFileSystemIsThisMachines() {
    String store = MemoryFileSystem.newBucket();
    assertThat(Storage.isLocal("out"), is(true));
    assertThat(Storage.isLocal(directory.toString()), is(true));
    assertThat(Storage.isLocal("file://" + directory), is(true));
    assertThat(Storage.isLocal(store), is(false));
    assertThat(Storage.resolve("a/", "b"), is("a/b"));
    assertThat(Storage.resolve("a", "b"), is("a/b"));
    assertThat(Storage.fileName("a/b/c.json"), is("c.json"));
  }

  @Test
  @Timeout(60)
  void twoWritersOfOneFileBothSucceedAndReadersSeeWholeTexts() throws Exception {
    String name = directory + "/shared.json";
    Set<String> texts = Set.of("a".repeat(50_000), "b".repeat(70_000));
    Storage.writeText(name, texts.iterator().next());
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<Void>> writers = new ArrayList<>();
      for (String text : texts) {
        writers.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < 200; i++) {
                    Storage.writeText(name, text);
                    assertThat(texts.contains(Storage.readText(name).orElseThrow()), is(true));
                  }
                  return null;
                }));
      }
      for (Future<Void> writer : writers) {
        writer.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(Storage.listDeep(directory.toString()), contains(name));
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void onlyWhatKilledWritesLeftIsDeleted(Place place) throws IOException {
    String root = place.root(directory);
    String rest = "d/note.txt." + UUID.randomUUID() + ".tmp";
    for (String name : List.of("d/note.txt", "d/mine.tmp", "d/e/x.abc.tmp", rest, "e/" + rest)) {
      Storage.writeText(root + name, "");
    }

    Storage.deleteUnfinished(root);
    Storage.deleteUnfinished(root + "nowhere");

    // An object store never shows what is not finished.
    assertThat(
        names(root, Storage.listDeep(root)).stream().filter(name -> name.endsWith(rest)).toList(),
        is(place == Place.DISK ? List.of() : List.of(rest, "e/" + rest)));
    assertThat(names(root, Storage.listDeep(root)), hasItems("d/e/x.abc.tmp", "d/mine.tmp"));
    assertThat(names(root, Storage.listDeep(root)), hasItem("d/note.txt"));
  }

  @Test
  void aFailedReplacementLeavesTheOldTextAndNoHalfFile() throws IOException {
    Path target = Files.createDirectories(directory.resolve("taken/by-a-directory"));
    Files.writeString(target.resolve("inside"), "x");
    assertThrows(IOException.class, () -> Storage.writeText(target.toString(), "text"));
    assertThat(
        Storage.listDeep(directory.toString()), contains(target.resolve("inside").toString()));
  }
}
