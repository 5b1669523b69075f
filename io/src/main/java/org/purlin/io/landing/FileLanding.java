package org.purlin.io.landing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.purlin.transforms.rows.Table;

/**
 * Lands rows as files below one directory, window by window. A value: any worker may hold it.
 *
 * @param root the output directory, local or of any file system Beam knows
 * @param runId names this run's temporary files
 * @param ifExists what happens to a window published before
 */
public record FileLanding(String root, String runId, IfExists ifExists) implements Serializable {

  private static final String TEMPORARY = "_tmp";

  /** Digits of a part's SHA-256 in its name: enough to tell the parts of a window apart. */
  private static final int NAME_DIGITS = 16;

  /** Starts a part file that belongs to no window yet. */
  public PartWriter newPart() throws IOException {
    return new PartWriter(temporary(UUID.randomUUID() + ".jsonl"));
  }

  /** A name for this run's use until it ends, in the same file system as the output. */
  public String temporary(String name) {
    return Storage.resolve(root, temporaryName(name));
  }

  /** The same name relative to the output. */
  public String temporaryName(String name) {
    return TEMPORARY + "/" + runId + "/" + name;
  }

  /** A new, not yet existing local file; beside the output when that is local. */
  public Path newLocalFile(String suffix) throws IOException {
    if (Storage.isLocal(root)) {
      Path directory = Storage.localPath(temporary("x")).getParent();
      Files.createDirectories(directory);
      return directory.resolve(UUID.randomUUID() + suffix);
    }
    Path file = Files.createTempFile("purlin", suffix);
    Files.delete(file);
    return file;
  }

  /** Gives a finished local file its name below the output, in one step for its readers. */
  public void adopt(Path local, String name) throws IOException {
    String target = Storage.resolve(root, name);
    if (Storage.isLocal(root)) {
      Path path = Storage.localPath(target);
      Files.createDirectories(path.getParent());
      Files.move(local, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    try (OutputStream out = Channels.newOutputStream(Storage.create(target))) {
      Files.copy(local, out);
    }
    Files.delete(local);
  }

  /** The directory of a window. */
  public String directory(String table, String window) {
    return Storage.resolve(root, table + "/" + window + "/");
  }

  /**
   * Refuses a window that has been published before, when that is what {@link IfExists#FAIL} asks
   * for.
   */
  public void refuseIfExists(String table, String window) throws IOException {
    if (ifExists == IfExists.FAIL && published(table, window).isPresent()) {
      throw new WindowExistsException(
          "--ifExists=fail: "
              + table
              + "/"
              + window
              + " is in "
              + root
              + " already, so nothing was published. Give another --output, or"
              + " --ifExists=replace.");
    }
  }

  /** What a window was published with, or nothing. */
  public Optional<Manifest> published(String table, String window) throws IOException {
    return Manifest.read(directory(table, window));
  }

  /** The same, only when all its files are still there with their sizes. */
  public Optional<Manifest> intact(String table, String window) throws IOException {
    Optional<Manifest> manifest = published(table, window);
    return manifest.isPresent() && manifest.get().isIntactIn(directory(table, window))
        ? manifest
        : Optional.empty();
  }

  /**
   * Checks that a part can be published.
   *
   * @throws IOException when it is gone or was changed, so that nothing may be published
   */
  public void check(Part part) throws IOException {
    Optional<Long> size = Storage.size(part.temporary());
    if (size.isEmpty() || size.get() != part.bytes()) {
      throw new OutputChangedException(
          "A finished part file under "
              + Storage.resolve(root, TEMPORARY)
              + " is "
              + (size.isEmpty() ? "gone" : "not as it was written")
              + ". Was the output directory removed or changed during the run? Run again.");
    }
  }

  /**
   * Publishes a window. Harmless to repeat. Without parts, an earlier publication is emptied, or
   * nothing is written when there was none and {@code evenEmpty} is not asked for.
   */
  public Optional<Manifest> publish(Table table, String window, List<Part> parts, boolean evenEmpty)
      throws IOException {
    String directory = directory(table.name(), window);
    Optional<Manifest> earlier = Manifest.read(directory);
    if (parts.isEmpty() && earlier.isEmpty() && !evenEmpty) {
      return Optional.empty();
    }
    List<Manifest.File> files = new ArrayList<>();
    if (ifExists == IfExists.APPEND && earlier.isPresent()) {
      files.addAll(earlier.get().files());
    }
    for (Part part : parts) {
      Manifest.File file =
          new Manifest.File(name(files.size(), part), part.rows(), part.bytes(), part.sha256());
      moveUnlessThere(part, Storage.resolve(directory, file.name()));
      files.add(file);
    }
    Manifest manifest = Manifest.of(table, window, runId, files);
    manifest.write(directory);
    deleteOthers(directory, files);
    return Optional.of(manifest);
  }

  private static String name(int index, Part part) {
    return String.format(
        Locale.ROOT, "part-%05d-%s.jsonl", index, part.sha256().substring(0, NAME_DIGITS));
  }

  private static void moveUnlessThere(Part part, String target) throws IOException {
    Optional<Long> there = Storage.size(target);
    if (there.isPresent() && there.get() == part.bytes()) {
      Storage.delete(List.of(part.temporary()));
    } else {
      Storage.move(part.temporary(), target);
    }
  }

  private static void deleteOthers(String directory, List<Manifest.File> files) throws IOException {
    Set<String> names = new HashSet<>();
    files.forEach(file -> names.add(file.name()));
    List<String> others = new ArrayList<>();
    for (String found : Storage.list(directory)) {
      String name = Storage.fileName(found);
      if (name.startsWith("part-") && !names.contains(name)) {
        others.add(found);
      }
    }
    Storage.delete(others);
  }

  /** Deletes this run's temporary files. */
  public void cleanUp() throws IOException {
    deleteAllIn(Storage.resolve(root, TEMPORARY + "/" + runId));
  }

  /**
   * Deletes what killed runs left behind. Only for the holder of the output's {@link RunLock}:
   * there is no other run then.
   */
  public void cleanUpAfterOthers() throws IOException {
    deleteAllIn(Storage.resolve(root, TEMPORARY));
  }

  private void deleteAllIn(String directory) throws IOException {
    Storage.delete(Storage.listDeep(directory));
    if (Storage.isLocal(root)) {
      deleteEmptyDirectories(Storage.localPath(Storage.resolve(root, TEMPORARY)));
    }
  }

  private static void deleteEmptyDirectories(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (var children = Files.newDirectoryStream(directory)) {
      for (Path child : children) {
        deleteEmptyDirectories(child);
      }
    }
    try (var children = Files.newDirectoryStream(directory)) {
      if (!children.iterator().hasNext()) {
        Files.delete(directory);
      }
    }
  }
}
