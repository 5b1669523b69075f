package org.purlin.pipelines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.beam.sdk.io.FileSystems;
import org.purlin.io.bigquery.Dataset;
import org.purlin.io.landing.FileLanding;
import org.purlin.io.landing.LoadLedger;
import org.purlin.io.landing.RunLock;
import org.purlin.io.landing.Storage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a run's results, its memory and its proof are, and who may write there. */
public final class RunPlaces {

  private static final Logger LOG = LoggerFactory.getLogger(RunPlaces.class);

  /** Two letters at least: one is a drive of Windows. */
  private static final Pattern LIKE_A_SCHEME = Pattern.compile("(?!file:)[A-Za-z][A-Za-z0-9+.-]+:");

  private RunPlaces() {}

  /**
   * Where rows land: as files, and from there in BigQuery where that is asked for.
   *
   * @throws UserMistakeException when nothing can be written there
   */
  public static FileLanding landing(JobOptions options) {
    checkPlace(isWarehouse(options) ? "--landing" : "--output", home(options));
    if (!isWarehouse(options)) {
      refuseLandingOfLoads(home(options));
    }
    return new FileLanding(
        home(options),
        options.getRunId(),
        options.getIfExists(),
        isWarehouse(options) ? dataset(options).toString() : null);
  }

  /** Windows that are published there by the way would never be loaded. */
  private static void refuseLandingOfLoads(String output) {
    try {
      if (LoadLedger.isLandingOfLoads(output)) {
        throw new UserMistakeException(
            "--output: rows are loaded into BigQuery from "
                + output
                + ". Give --output=bigquery:PROJECT.DATASET --landing="
                + output
                + ", or another directory.");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Rows that are there already would be loaded by the way.
   *
   * @throws UserMistakeException when a landing whose rows are to be loaded has rows of runs that
   *     did not load
   */
  public static void refuseStrangers(FileLanding landing) {
    try {
      if (landing.loads().hasStrangers()) {
        throw new UserMistakeException(
            "--landing: "
                + landing.root()
                + " holds rows of runs that did not load into BigQuery. Give an empty directory.");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Dataset dataset(JobOptions options) {
    return Dataset.parse(options.getOutput())
        .orElseThrow(
            () ->
                new UserMistakeException(
                    "--output must be a directory or bigquery:project.dataset, but was: "
                        + options.getOutput()));
  }

  private static boolean isWarehouse(JobOptions options) {
    return options.getOutput().startsWith(Dataset.SCHEME);
  }

  /** The directory of results that are files: the report, and rows that are loaded from there. */
  public static String home(JobOptions options) {
    return isWarehouse(options) ? options.getLanding() : options.getOutput();
  }

  /** Where jobs remember what is proven done. */
  public static String state(JobOptions options) {
    checkPlace("--state", options.getState());
    return options.getState() == null
        ? Storage.resolve(home(options), "_state")
        : options.getState();
  }

  /**
   * The file a run leaves when it came to its end.
   *
   * @param name of the file, without its ending
   */
  public static String proof(JobOptions options, String name) {
    String proof =
        Storage.resolve(home(options), "_runs/" + options.getRunId() + "/" + name + ".json");
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
      boolean isLocal =
          !place.isBlank() && FileSystems.matchNewResource(place, true).getScheme().equals("file");
      // A word with a colon that is no file system would be the name of a directory.
      if (!place.isBlank()
          && !place.toLowerCase(Locale.ROOT).startsWith("bigquery")
          && !(isLocal && LIKE_A_SCHEME.matcher(place).lookingAt())) {
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
