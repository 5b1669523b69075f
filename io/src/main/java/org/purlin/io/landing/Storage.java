package org.purlin.io.landing;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.util.MimeTypes;

/** Small operations on files by their names, on any file system Beam knows. */
public final class Storage {

  private static final String LOCAL = "file";

  /** Ending of a small file's name while it is written, after a random part. */
  private static final String UNFINISHED = ".tmp";

  private static final Pattern UNFINISHED_NAME =
      Pattern.compile(".+\\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}" + UNFINISHED);

  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private Storage() {}

  /** Joins a directory and a path below it. */
  public static String resolve(String directory, String path) {
    return directory.endsWith("/") ? directory + path : directory + "/" + path;
  }

  /** True when the name is of a file on this machine. */
  public static boolean isLocal(String name) {
    return FileSystems.matchNewResource(resolve(name, "x"), false).getScheme().equals(LOCAL);
  }

  /** The name as a path of this machine; only for names that are local. */
  public static Path localPath(String name) {
    return Path.of(FileSystems.matchNewResource(name, false).toString());
  }

  /** Bytes of the file, or nothing when there is none. */
  public static Optional<Long> size(String name) throws IOException {
    if (isLocal(name)) {
      // Beam's match walks the whole directory when a local file is missing.
      Path file = localPath(name);
      return Files.isRegularFile(file) ? Optional.of(Files.size(file)) : Optional.empty();
    }
    try {
      return Optional.of(FileSystems.matchSingleFileSpec(escape(name)).sizeBytes());
    } catch (FileNotFoundException none) {
      return Optional.empty();
    }
  }

  /** The text of a small file, or nothing when there is none. */
  public static Optional<String> readText(String name) throws IOException {
    ResourceId file = FileSystems.matchNewResource(name, false);
    if (size(name).isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in = Channels.newInputStream(FileSystems.open(file))) {
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (FileNotFoundException deletedMeanwhile) {
      return Optional.empty();
    }
  }

  /**
   * Replaces a small file in one step: readers see the old text or the new one. Of several writers
   * at a time one is the last. What a kill leaves, {@link #deleteUnfinished} removes.
   */
  public static void writeText(String name, String text) throws IOException {
    // Object stores show a file when it is complete; on a disk that takes a rename.
    String target = isLocal(name) ? name + "." + UUID.randomUUID() + UNFINISHED : name;
    try {
      try (OutputStream out = Channels.newOutputStream(create(target))) {
        out.write(text.getBytes(StandardCharsets.UTF_8));
      }
      if (!target.equals(name)) {
        move(target, name);
      }
    } catch (IOException e) {
      if (!target.equals(name)) {
        deleteAfter(e, target);
      }
      throw e;
    }
  }

  /**
   * Deletes what {@link #writeText} left below a directory when it was killed. Only while nobody
   * writes there. A place that cannot be read is passed over.
   */
  static void deleteUnfinished(String directory) throws IOException {
    if (!isLocal(directory)) {
      return;
    }
    Files.walkFileTree(
        localPath(resolve(directory, "x")).getParent(),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (UNFINISHED_NAME.matcher(file.getFileName().toString()).matches()) {
              Files.deleteIfExists(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException unreadable) {
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Deletes what a failed operation left; the failure is what the caller hears of. */
  private static void deleteAfter(IOException failure, String name) {
    try {
      delete(List.of(name));
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /** Opens a new file for writing, with the directories above it. */
  static WritableByteChannel create(String name) throws IOException {
    return FileSystems.create(FileSystems.matchNewResource(name, false), MimeTypes.BINARY);
  }

  /**
   * Opens a new file for writing; on a disk that knows owners, for its owner only. Elsewhere who
   * may read it is a matter of the directory.
   */
  public static WritableByteChannel createPrivate(String name) throws IOException {
    if (!isLocal(name)) {
      return create(name);
    }
    Path file = localPath(name);
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.deleteIfExists(file);
    Set<OpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    return Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix")
        ? Files.newByteChannel(file, options, OWNER_ONLY)
        : Files.newByteChannel(file, options);
  }

  /** Writes a small file as {@link #createPrivate} does. */
  public static void writePrivateText(String name, String text) throws IOException {
    try (OutputStream out = Channels.newOutputStream(createPrivate(name))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * Opens a file for reading at any place.
   *
   * @throws IOException also when the file system cannot seek
   */
  public static SeekableByteChannel open(String name) throws IOException {
    ReadableByteChannel channel = FileSystems.open(FileSystems.matchNewResource(name, false));
    if (channel instanceof SeekableByteChannel seekable) {
      return seekable;
    }
    channel.close();
    throw new IOException("Cannot seek in " + name + "; copy it to a local directory first.");
  }

  /** Moves a file within its file system; an existing target is replaced. */
  public static void move(String from, String to) throws IOException {
    FileSystems.rename(
        List.of(FileSystems.matchNewResource(from, false)),
        List.of(FileSystems.matchNewResource(to, false)));
  }

  /** Deletes files; a file that is not there is fine. */
  public static void delete(List<String> names) throws IOException {
    if (!names.isEmpty() && isLocal(names.get(0))) {
      for (String name : names) {
        Files.deleteIfExists(localPath(name));
      }
      return;
    }
    FileSystems.delete(
        names.stream().map(name -> FileSystems.matchNewResource(name, false)).toList(),
        StandardMoveOptions.IGNORE_MISSING_FILES);
  }

  /** Names of the files directly in a directory; empty when there is no such directory. */
  public static List<String> list(String directory) throws IOException {
    return list(directory, 1, "*");
  }

  /** Names of the files in a directory and in all below it. */
  public static List<String> listDeep(String directory) throws IOException {
    return list(directory, Integer.MAX_VALUE, "**");
  }

  private static List<String> list(String directory, int depth, String glob) throws IOException {
    if (isLocal(resolve(directory, "x"))) {
      Path path = localPath(resolve(directory, "x")).getParent();
      if (!Files.isDirectory(path)) {
        return List.of();
      }
      try (Stream<Path> files = Files.walk(path, depth)) {
        return files.filter(Files::isRegularFile).map(Path::toString).sorted().toList();
      }
    }
    MatchResult result =
        FileSystems.match(resolve(escape(directory), glob), EmptyMatchTreatment.ALLOW);
    return switch (result.status()) {
      case OK -> result.metadata().stream().map(file -> file.resourceId().toString()).toList();
      case NOT_FOUND -> List.of();
      default -> throw new IOException("Cannot list " + directory + ".");
    };
  }

  /** A name's last part. */
  public static String fileName(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  /** A glob that matches exactly this name. */
  private static String escape(String name) {
    StringBuilder glob = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if ("*?[]{}\\".indexOf(c) >= 0) {
        glob.append('\\');
      }
      glob.append(c);
    }
    return glob.toString();
  }
}
