package org.purlin.pipelines.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Directories of plans that were killed before they could delete them. */
final class LeftDryRuns {

  private static final Logger LOG = LoggerFactory.getLogger(LeftDryRuns.class);

  private static final String PREFIX = "purlin-plan-";

  /** The number of the process that made it, and a random one. */
  private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d{1,18})-\\d+");

  /** A plan takes minutes, and a process of the same number may be another one by now. */
  private static final Duration OLD = Duration.ofDays(1);

  private LeftDryRuns() {}

  /** What the name of a directory of this process begins with. */
  static String prefix() {
    return PREFIX + ProcessHandle.current().pid() + "-";
  }

  /**
   * Deletes this user's directories beside one whose process is gone, or that are older than a day.
   * One that cannot be deleted does not stop a plan; it is named in the log, and tried again by the
   * next plan.
   *
   * @param own a directory of this user that is in use
   */
  static void delete(Path own) {
    Path parent = own.toAbsolutePath().getParent();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, PREFIX + "*")) {
      UserPrincipal user = owner(own);
      for (Path directory : found) {
        delete(directory, own, user);
      }
    } catch (IOException | DirectoryIteratorException e) {
      LOG.warn("Whether killed plans have left something in {} is not known.", parent, e);
    }
  }

  private static void delete(Path directory, Path own, UserPrincipal user) {
    try {
      if (!directory.getFileName().equals(own.getFileName())
          && Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
          && owner(directory).equals(user)
          && isLeft(directory)) {
        DryRun.delete(directory);
      }
    } catch (IOException | UncheckedIOException e) {
      // Unless another plan was faster.
      if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
        LOG.warn("What a killed plan has left could not be deleted. Delete {}.", directory, e);
      }
    }
  }

  private static UserPrincipal owner(Path directory) throws IOException {
    return Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS);
  }

  private static boolean isLeft(Path directory) throws IOException {
    Matcher name = NAME.matcher(directory.getFileName().toString());
    if (!name.matches()) {
      return false;
    }
    Instant changed = Files.getLastModifiedTime(directory, LinkOption.NOFOLLOW_LINKS).toInstant();
    return changed.isBefore(Instant.now().minus(OLD))
        || ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty();
  }
}
