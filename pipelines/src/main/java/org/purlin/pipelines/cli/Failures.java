package org.purlin.pipelines.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline.PipelineExecutionException;
import org.apache.beam.sdk.util.UserCodeException;
import org.purlin.pipelines.UserMistakeException;
import org.purlin.pipelines.report.ExitCode;
import org.purlin.pipelines.report.Verdict;

/**
 * Says in one sentence what a failure means and what to do. Beam and the JDK wrap what went wrong
 * several times; the first cause that the table knows decides, else the innermost message speaks.
 */
final class Failures {

  static final String OUT_OF_MEMORY =
      "Out of memory, so the run was ended. Give it more with PURLIN_HEAP=4g, or ask for a smaller"
          + " window.";

  private static final String REFUSED_LOAD =
      "BigQuery refused a load job; the log has its answer, which may quote values. The tables are as"
          + " they were. What was published is loaded by the next run.";

  private static final int LONGEST_MESSAGE = 1000;

  private static final List<Class<? extends Throwable>> WRAPPERS =
      List.of(
          PipelineExecutionException.class,
          UserCodeException.class,
          ExecutionException.class,
          CompletionException.class,
          UncheckedIOException.class);

  private record Row(Predicate<Throwable> knows, Function<Throwable, Verdict> says) {}

  private final List<Row> table;

  /**
   * @param own the task's own exit code of an exception, if it has one
   * @param refused whether a failure means that credentials were refused
   */
  Failures(Function<Throwable, Optional<ExitCode>> own, Predicate<Throwable> refused) {
    table =
        List.of(
            new Row(
                UserMistakeException.class::isInstance,
                e -> new Verdict(ExitCode.MISTAKE, "Nothing was run: " + firstLine(e))),
            new Row(
                e -> own.apply(e).isPresent(),
                e -> new Verdict(own.apply(e).orElseThrow(), spoken(causes(e)))),
            new Row(refused, e -> new Verdict(ExitCode.MISTAKE, firstLine(e))),
            new Row(OutOfMemoryError.class::isInstance, e -> failed(OUT_OF_MEMORY)),
            new Row(Failures::isRefusedLoad, e -> failed(REFUSED_LOAD)),
            new Row(
                e -> says(e, "No space left on device"),
                e ->
                    failed(
                        "The disk is full ("
                            + firstLine(e)
                            + "). Make room, then run the same command again.")),
            new Row(
                e ->
                    e instanceof ReadOnlyFileSystemException
                        || e instanceof AccessDeniedException
                        || says(e, "Read-only file system")
                        || says(e, "Permission denied"),
                e ->
                    failed(
                        "A file or directory cannot be written ("
                            + firstLine(e)
                            + "). Check its permissions, or give another --output.")));
  }

  /** The verdict on a failure. */
  Verdict explain(Throwable failure) {
    List<Throwable> causes = causes(failure);
    return table.stream()
        .flatMap(row -> causes.stream().filter(row.knows()).map(row.says()).limit(1))
        .findFirst()
        .orElseGet(() -> failed(spoken(causes)));
  }

  /** A failure without an exception, or with a sentence of its own. */
  static Verdict failed(String sentence) {
    return new Verdict(ExitCode.FAILED, sentence);
  }

  /** A message of ours is a sentence already; any other is introduced by what it is. */
  private static String spoken(List<Throwable> causes) {
    Optional<Throwable> ours =
        causes.stream()
            .filter(cause -> cause.getClass().getName().startsWith("org.purlin."))
            .filter(cause -> cause.getMessage() != null)
            .findFirst();
    if (ours.isPresent()) {
      return firstLine(ours.get());
    }
    Throwable core =
        causes.stream()
            .filter(cause -> !isWrapper(cause))
            .findFirst()
            .orElse(causes.get(causes.size() - 1));
    String message = core.getClass().getSimpleName() + ": " + firstLine(core);
    return Verdict.UNEXPECTED + message + (message.endsWith(".") ? "" : ".");
  }

  private static boolean isWrapper(Throwable cause) {
    return WRAPPERS.contains(cause.getClass())
        || (cause.getCause() != null && cause.getCause().toString().equals(cause.getMessage()));
  }

  /** BigQueryIO has no exception of its own for a job that failed each time. */
  private static boolean isRefusedLoad(Throwable e) {
    return e instanceof RuntimeException
        && e.getMessage() != null
        && e.getMessage().startsWith("Failed to create job with prefix");
  }

  private static boolean says(Throwable e, String words) {
    return e instanceof IOException && e.getMessage() != null && e.getMessage().contains(words);
  }

  private static List<Throwable> causes(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    Stream.iterate(failure, e -> e != null && !causes.contains(e), Throwable::getCause)
        .forEach(causes::add);
    return causes;
  }

  /** The message's first line, cut to a readable length. */
  static String firstLine(Throwable e) {
    String message = e.getMessage() == null ? "no message" : e.getMessage();
    String line = message.lines().findFirst().orElse("no message");
    return line.length() <= LONGEST_MESSAGE ? line : line.substring(0, LONGEST_MESSAGE) + "…";
  }
}
