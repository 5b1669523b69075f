package org.purlin.sandbox.amplitude;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/**
 * A temporary directory of the members made so far, so that no hour is made twice. Removed on
 * {@link #close}.
 */
final class MemberFiles implements AutoCloseable {

  private static final String PREFIX = "purlin-sandbox-";

  private final Traffic traffic;
  private final Path directory;
  private final ConcurrentMap<Instant, List<Member>> made = new ConcurrentHashMap<>();

  private MemberFiles(Traffic traffic, Path directory) {
    this.traffic = traffic;
    this.directory = directory;
  }

  /** In the machine's directory for temporary files. */
  static MemberFiles temporary(Traffic traffic) throws IOException {
    return new MemberFiles(traffic, Files.createTempDirectory(PREFIX));
  }

  /** In the directory of a file, where there is room for the file. */
  static MemberFiles beside(Path file, Traffic traffic) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    return new MemberFiles(traffic, Files.createTempDirectory(parent, PREFIX));
  }

  List<Member> of(Instant hour) throws IOException {
    try {
      return made.computeIfAbsent(hour, this::make);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Makes the members of several hours, on all processors. */
  void make(Collection<Instant> hours) throws IOException {
    try {
      hours.parallelStream().forEach(hour -> made.computeIfAbsent(hour, this::make));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Removes the members of an hour. */
  void forget(Instant hour) throws IOException {
    List<Member> members = made.remove(hour);
    for (Member member : members == null ? List.<Member>of() : members) {
      Files.delete(member.file());
    }
  }

  /** A new, empty file for an archive. */
  Path newArchive() throws IOException {
    return Files.createTempFile(directory, "export-", ".zip");
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Member> make(Instant hour) {
    try {
      return Member.ofHour(traffic, hour, directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
