package org.purlin.pipelines.check;

import java.nio.file.Files;
import java.nio.file.Path;
import org.purlin.io.bigquery.Dataset;
import org.purlin.io.landing.Storage;
import org.purlin.pipelines.report.ExitCode;

/** Looks whether something could be written. Writes nothing. */
public final class WritableChecks {

  private static final String WHAT = "output";

  private WritableChecks() {}

  /** The output of a run, which need not exist. */
  public static Check output(String output) {
    return output.startsWith(Dataset.SCHEME)
        ? Check.skipped(WHAT, "purlin check bigquery --output=" + output + " looks at it")
        : directory(WHAT, "--output", output);
  }

  /**
   * A directory, which need not exist.
   *
   * @param what it is called in the table
   * @param flag that names it
   */
  public static Check directory(String what, String flag, String directory) {
    if (!Storage.isLocal(directory)) {
      return Check.skipped(what, directory + " is not on this machine");
    }
    Path place = Storage.localPath(Storage.resolve(directory, "x")).toAbsolutePath().getParent();
    Path there = place;
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    return there != null && Files.isDirectory(there) && Files.isWritable(there)
        ? Check.ok(what, place.equals(there) ? "can be written" : "can be made")
        : Check.fail(
            what,
            place + " cannot be written.",
            "Give another " + flag + ", or ask for the right to write there.",
            ExitCode.MISTAKE);
  }
}
