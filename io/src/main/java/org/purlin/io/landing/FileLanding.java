package org.purlin.io.landing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.purlin.transforms.rows.Table;

/**
 * Lands rows as files below one directory, window by window. A value: any worker may hold it.
 *
 * @param root the output directory, local or of any file system Beam knows
 * @param runId names this run's temporary files
 * @param ifExists what happens to a window published before
 * @param warehouse the dataset that windows are loaded into after they are published, as {@code
 *     project.dataset}; null when they stay files
 */
public record FileLanding(String root, String runId, IfExists ifExists, String warehouse)
    implements Serializable {

  private static final String TEMPORARY = "_tmp";

  /** Digits of a part's SHA-256 in its name: enough to tell the parts of a window apart. */
  private static final int NAME_DIGITS = 16;

  /** A landing whose windows stay files. */
  public FileLanding(String root, String runId, IfExists ifExists) {
    this(root, runId, ifExists, null);
  }

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
    } finally {
      Files.delete(local);
    }
  }

  /** What is loaded and what is not; only of a landing with a warehouse. */
  public LoadLedger loads() {
    return new LoadLedger(root, warehouse);
  }

  /** The directory of a window. */
  public String directory(String table, String window) {
    return Storage.resolve(root, table + "/" + window + "/");
  }

  /** What a window was published with, or nothing. */
  public Optional<Manifest> published(String table, String window) throws IOException {
    return Manifest.read(directory(table, window));
  }

  /** The same, only when its files are there with their sizes, and no other part is. */
  public Optional<Manifest> intact(String table, String window) throws IOException {
    Optional<Manifest> manifest = published(table, window);
    return manifest.isPresent() && manifest.get().isIntactIn(directory(table, window))
        ? manifest
        : Optional.empty();
  }

  /**
   * Checks that a part can be published, or was by an earlier attempt of this run.
   *
   * @throws OutputChangedException when it is gone or was changed, so that nothing may be published
   */
  public void check(Table table, String window, Part part) throws IOException {
    if (!isThere(part) && find(part, directory(table.name(), window)).isEmpty()) {
      throw changed(part);
    }
  }

  /**
   * Publishes a window. Harmless to repeat, wherever an earlier attempt of the same run ended.
   * Without parts, an earlier publication is emptied, or nothing is written when there was none and
   * {@code evenEmpty} is not asked for.
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
      String name = place(part, directory, files.size());
      if (files.stream().noneMatch(file -> file.name().equals(name))) {
        files.add(new Manifest.File(name, part.rows(), part.bytes(), part.sha256()));
      }
    }
    if (warehouse != null) {
      // Before the manifest: whoever is killed in between loads a window that is loaded already.
      loads().pend(table, window);
    }
    Manifest manifest = Manifest.of(table, window, runId, files);
    manifest.write(directory);
    Storage.delete(manifest.others(directory));
    return Optional.of(manifest);
  }

  /** Moves a part into its window, unless an earlier attempt has, and returns its name there. */
  private static String place(Part part, String directory, int index) throws IOException {
    if (!isThere(part)) {
      return find(part, directory).orElseThrow(() -> changed(part));
    }
    String name = String.format(Locale.ROOT, "part-%05d", index) + ending(part);
    Storage.move(part.temporary(), Storage.resolve(directory, name));
    return name;
  }

  private static boolean isThere(Part part) throws IOException {
    return Storage.size(part.temporary()).equals(Optional.of(part.bytes()));
  }

  /** The file in a window's directory that has a part's content; rows name their run. */
  private static Optional<String> find(Part part, String directory) throws IOException {
    for (String file : Storage.list(directory)) {
      String name = Storage.fileName(file);
      if (name.endsWith(ending(part)) && Storage.size(file).equals(Optional.of(part.bytes()))) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  private static String ending(Part part) {
    return "-" + part.sha256().substring(0, NAME_DIGITS) + ".jsonl";
  }

  private static OutputChangedException changed(Part part) {
    String directory = part.temporary().substring(0, part.temporary().lastIndexOf('/'));
    return new OutputChangedException(
        "A finished part file under "
            + directory
            + " is gone or not as it was written. Was the output directory removed or changed during"
            + " the run? Run again.");
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
    Storage.deleteUnfinished(root);
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
