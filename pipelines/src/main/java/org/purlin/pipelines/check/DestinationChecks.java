package org.purlin.pipelines.check;

import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import org.purlin.io.bigquery.Dataset;
import org.purlin.io.landing.FileLanding;
import org.purlin.io.landing.Storage;
import org.purlin.pipelines.JobOptions;
import org.purlin.pipelines.RunPlaces;
import org.purlin.pipelines.UserMistakeException;
import org.purlin.pipelines.report.ExitCode;

/**
 * The last checks of every job, about this end: where results, what the job remembers and logs go,
 * the warehouse where rows are loaded into one, and Java.
 */
public final class DestinationChecks {

  /** Of the heap, in MB. The launcher gives 2 GB; in 512 MB all jobs were seen to work. */
  private static final long LEAST_HEAP = 500;

  private static final long MEGABYTE = 1_000_000;

  private final Checklist checks;
  private final JobOptions options;
  private final GoogleChecks google;

  private DestinationChecks(Checklist checks, JobOptions options) {
    this.checks = checks;
    this.options = options;
    this.google = new GoogleChecks(checks, options);
  }

  /** Of a job whose rows are files, or are loaded into BigQuery. */
  public static void rows(Checklist checks, JobOptions options) throws InterruptedException {
    DestinationChecks destination = new DestinationChecks(checks, options);
    if (options.getOutput().startsWith(Dataset.SCHEME)) {
      destination.warehouse();
    } else {
      destination.place("output", "--output", options.getOutput());
    }
    destination.machine();
  }

  /** Of a job that has no rows for BigQuery. */
  public static void files(Checklist checks, JobOptions options) throws InterruptedException {
    DestinationChecks destination = new DestinationChecks(checks, options);
    if (options.getOutput().startsWith(Dataset.SCHEME)) {
      checks.add(
          Check.fail(
              "output",
              "This job has no rows for BigQuery.",
              "Give a directory as --output.",
              ExitCode.MISTAKE));
    } else {
      destination.place("output", "--output", options.getOutput());
    }
    destination.machine();
  }

  /** Of loads into BigQuery alone. */
  public static void warehouse(Checklist checks, JobOptions options) throws InterruptedException {
    DestinationChecks destination = new DestinationChecks(checks, options);
    destination.warehouse();
    destination.machine();
  }

  private void warehouse() throws InterruptedException {
    new WarehouseChecks(checks, options, google).run();
    if (Dataset.parse(options.getOutput()).isPresent()) {
      place("landing", "--landing", options.getLanding());
    }
  }

  private void place(String what, String flag, String place) throws InterruptedException {
    if (place.startsWith(GoogleChecks.CLOUD_STORAGE)) {
      cloud(what, place);
      return;
    }
    Optional<String> mistake = mistake();
    if (mistake.isPresent()) {
      checks.add(Check.fail(what, mistake.get(), "", ExitCode.MISTAKE));
    } else {
      local(what, flag, place);
    }
  }

  private void cloud(String what, String place) throws InterruptedException {
    if (google.open(false)) {
      google.bucket(what, place, Optional.empty());
    } else {
      checks.skip("there is no sign-in", what);
    }
  }

  private void local(String what, String flag, String place) {
    checks.add(
        Storage.isLocal(place)
            ? PlaceChecks.directory(what, flag, place)
            : Check.skipped(what, place + " is not on this machine"));
  }

  /** What a run would refuse about its places, without changing them. */
  private Optional<String> mistake() {
    try {
      FileLanding landing = RunPlaces.landing(options);
      if (landing.warehouse() != null) {
        RunPlaces.refuseStrangers(landing);
      }
      return Optional.empty();
    } catch (UserMistakeException e) {
      return Optional.of(e.getMessage());
    } catch (UncheckedIOException e) {
      return Optional.of("It cannot be read: " + e.getCause().getClass().getSimpleName() + ".");
    }
  }

  private void machine() throws InterruptedException {
    if (options.getState() != null) {
      state();
    }
    checks.add(PlaceChecks.directory("logs", "--logs", options.getLogs()));
    checks.add(java());
  }

  private void state() throws InterruptedException {
    try {
      String state = RunPlaces.state(options);
      if (state.startsWith(GoogleChecks.CLOUD_STORAGE)) {
        cloud("state", state);
      } else {
        local("state", "--state", state);
      }
    } catch (UserMistakeException e) {
      checks.fail("state", e, "");
    }
  }

  private static Check java() {
    long heap = Runtime.getRuntime().maxMemory() / MEGABYTE;
    String found =
        String.format(
            Locale.ROOT, "version %s, %,d MB for data", System.getProperty("java.version"), heap);
    return heap < LEAST_HEAP
        ? Check.warn("Java", found, "Give it more: PURLIN_HEAP=2g.")
        : Check.ok("Java", found);
  }
}
