package org.purlin.pipelines.check;

import java.nio.file.Files;
import java.nio.file.Path;
import org.purlin.io.landing.Storage;
import org.purlin.pipelines.report.ExitCode;

/** Looks whether something could be written. Writes nothing. */
public final class WritableChecks {

  private static final String WHAT = "output";

  private WritableChecks() {}

  /** The output of a run, which need not exist. */
  public static Check output(String directory) {
    if (!Storage.isLocal(directory)) {
      return Check.skipped(WHAT, directory + " is not on this machine");
    }
    Path place = Storage.localPath(Storage.resolve(directory, "x")).toAbsolutePath().getParent();
    Path there = place;
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    return there != null && Files.isDirectory(there) && Files.isWritable(there)
        ? Check.ok(WHAT, place.equals(there) ? "can be written" : "can be made")
        : Check.fail(
            WHAT,
            place + " cannot be written.",
            "Give another --output, or ask for the right to write there.",
            ExitCode.MISTAKE);
  }
}
