package org.purlin.pipelines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import org.apache.beam.sdk.io.FileSystems;
import org.purlin.io.landing.FileLanding;
import org.purlin.io.landing.RunLock;
import org.purlin.io.landing.Storage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a run's results, its memory and its proof are, and who may write there. */
public final class RunPlaces {

  private static final Logger LOG = LoggerFactory.getLogger(RunPlaces.class);

  private RunPlaces() {}

  /**
   * Where rows land.
   *
   * @throws UserMistakeException when nothing can be written there
   */
  public static FileLanding landing(JobOptions options) {
    checkPlace("--output", options.getOutput());
    return new FileLanding(options.getOutput(), options.getRunId(), options.getIfExists());
  }

  /** Where jobs remember what is proven done. */
  public static String state(JobOptions options) {
    checkPlace("--state", options.getState());
    return options.getState() == null
        ? Storage.resolve(options.getOutput(), "_state")
        : options.getState();
  }

  /**
   * The file a run leaves when it came to its end.
   *
   * @param name of the file, without its ending
   */
  public static String proof(JobOptions options, String name) {
    String proof =
        Storage.resolve(options.getOutput(), "_runs/" + options.getRunId() + "/" + name + ".json");
    try {
      if (Storage.size(proof).isPresent()) {
        throw new UserMistakeException(
            "--runId names a run that has been here before; give another or none.");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return proof;
  }

  private static void checkPlace(String flag, String place) {
    if (place == null) {
      return;
    }
    try {
      if (!place.isBlank() && !place.startsWith("bigquery:")) {
        FileSystems.matchNewResource(place, true);
        return;
      }
    } catch (IllegalArgumentException noSuchFileSystem) {
      // Answered below.
    }
    throw new UserMistakeException(
        flag + " must be a directory; this build cannot write to: " + place);
  }

  /** Takes the output for this run alone, and removes what killed runs left there. */
  public static RunLock take(FileLanding landing) {
    try {
      RunLock lock =
          RunLock.tryTake(landing.root())
              .orElseThrow(
                  () ->
                      new UserMistakeException(
                          "Another run is writing to "
                              + landing.root()
                              + ". Wait until it has ended, or give another --output."));
      if (lock.isExclusive()) {
        landing.cleanUpAfterOthers();
      }
      return lock;
    } catch (FileSystemException e) {
      throw new UserMistakeException(
          "Cannot write to the output "
              + landing.root()
              + ". Give another --output, or ask for the right to write there.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends a run, however it went. */
  public static void giveBack(FileLanding landing, RunLock lock) {
    try (lock) {
      landing.cleanUp();
    } catch (IOException e) {
      LOG.warn("Temporary files of this run are left; the next run removes them.", e);
    }
  }
}
