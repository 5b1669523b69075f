package org.purlin.io.secret;

import java.util.List;
import org.apache.beam.sdk.io.FileSystem;
import org.apache.beam.sdk.io.FileSystemRegistrar;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * Remembers the options of the pipeline that this JVM works for, because a {@link Secret} has none.
 *
 * <p>Beam tells them to what is registered as a file system, on every worker of every runner,
 * before a step is set up; only some runners call a {@code JvmInitializer}. There is no file system
 * here.
 */
public final class WorkerOptions implements FileSystemRegistrar {

  private static volatile PipelineOptions last;

  /** Remembers; registers nothing. */
  @Override
  public Iterable<FileSystem<?>> fromOptions(PipelineOptions options) {
    last = options;
    return List.of();
  }

  /** The last options that were told; Beam's defaults before the first. */
  static PipelineOptions get() {
    PipelineOptions known = last;
    return known == null ? PipelineOptionsFactory.create() : known;
  }
}
