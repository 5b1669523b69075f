package org.purlin.pipelines.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.purlin.io.landing.Storage;
import org.purlin.pipelines.report.ExitCode;

/** Looks whether files could be written into a directory of this machine. Writes nothing. */
final class PlaceChecks {

  private static final double GIGABYTE = 1e9;

  /** Less is soon full: an hour of events of a busy project may have 4 GB. */
  private static final double LEAST_FREE = GIGABYTE;

  private PlaceChecks() {}

  /**
   * A directory, which need not exist.
   *
   * @param what it is called in the table
   * @param flag that names it
   */
  static Check directory(String what, String flag, String directory) {
    Path place = Storage.localPath(Storage.resolve(directory, "x")).toAbsolutePath().getParent();
    Path there = place;
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    if (there == null || !Files.isDirectory(there) || !Files.isWritable(there)) {
      return Check.fail(
          what,
          place + " cannot be written" + (isFile(there) ? ": " + there + " is a file." : "."),
          "Give another " + flag + ", or ask for the right to write there.",
          ExitCode.MISTAKE);
    }
    String found = directory + (place.equals(there) ? " can be written" : " can be made");
    return free(what, flag, found, there);
  }

  private static boolean isFile(Path there) {
    return there != null && !Files.isDirectory(there);
  }

  private static Check free(String what, String flag, String found, Path there) {
    long bytes;
    try {
      bytes = Files.getFileStore(there).getUsableSpace();
    } catch (IOException e) {
      // Some disks do not tell.
      return Check.ok(what, found);
    }
    String more = String.format(Locale.ROOT, "%s; %.1f GB free", found, bytes / GIGABYTE);
    return bytes < LEAST_FREE
        ? Check.warn(what, more, "Make room, or give another " + flag + ".")
        : Check.ok(what, more);
  }
}
