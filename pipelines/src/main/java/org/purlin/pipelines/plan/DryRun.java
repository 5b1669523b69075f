package org.purlin.pipelines.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.purlin.io.landing.Storage;
import org.purlin.pipelines.JobOptions;

/**
 * A directory of this machine in which a job's own dry run is done for a plan. Nobody else can read
 * it, and it is deleted when the plan is made, also when the program is stopped. What a killed one
 * has left is deleted by the next.
 */
public final class DryRun implements AutoCloseable {

  private final Path directory;
  private final Thread atTheEnd = new Thread(this::delete, "delete-dry-run");

  private DryRun(Path directory) {
    this.directory = directory;
    Runtime.getRuntime().addShutdownHook(atTheEnd);
  }

  /** Makes the directory. */
  public static DryRun begin() {
    try {
      Path directory = Files.createTempDirectory(LeftDryRuns.prefix());
      LeftDryRuns.delete(directory);
      return new DryRun(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A place in the directory. */
  public String place(String name) {
    return directory.resolve(name).toString();
  }

  /** Copies all files of a directory, on this machine or not, and returns where they are now. */
  public String copyOf(String from, String name) {
    try {
      for (String file : Storage.listDeep(from)) {
        Path copy = directory.resolve(name).resolve(below(from, file));
        Files.createDirectories(copy.getParent());
        Files.copy(Channels.newInputStream(Storage.open(file)), copy);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return place(name);
  }

  private static String below(String directory, String file) {
    return Storage.isLocal(directory)
        ? Storage.localPath(Storage.resolve(directory, "x"))
            .getParent()
            .relativize(Path.of(file))
            .toString()
        : file.substring(directory.replaceAll("/+$", "").length() + 1);
  }

  /** Runs a pipeline in this process. */
  public void run(JobOptions options, Consumer<Pipeline> path) {
    options.setRunner(DirectRunner.class);
    DirectOptions direct = options.as(DirectOptions.class);
    direct.setBlockOnRun(true);
    direct.setEnforceImmutability(false);
    direct.setEnforceEncodability(false);
    Pipeline pipeline = Pipeline.create(options);
    path.accept(pipeline);
    PipelineResult.State state = pipeline.run().waitUntilFinish();
    if (state != PipelineResult.State.DONE) {
      throw new IllegalStateException("The dry run for this plan ended in state " + state + ".");
    }
  }

  private void delete() {
    if (!Files.exists(directory)) {
      return;
    }
    try {
      delete(directory);
    } catch (IOException | UncheckedIOException e) {
      throw new UncheckedIOException(
          "The directory of this plan could not be deleted: " + directory + ". Delete it.",
          e instanceof UncheckedIOException unchecked ? unchecked.getCause() : (IOException) e);
    }
  }

  /** Deletes a directory with all that is in it. */
  static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : all) {
        Files.deleteIfExists(file);
      }
    }
  }

  @Override
  public void close() {
    delete();
    try {
      Runtime.getRuntime().removeShutdownHook(atTheEnd);
    } catch (IllegalStateException e) {
      // The program is ending already, and the directory is gone.
    }
  }
}
