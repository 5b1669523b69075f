package org.purlin.pipelines.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.purlin.pipelines.Job;
import org.purlin.pipelines.Run;
import org.purlin.pipelines.UserMistakeException;
import org.purlin.pipelines.cli.CountOptions.Trouble;
import org.purlin.pipelines.plan.Backfill;
import org.purlin.pipelines.plan.Plan;
import org.purlin.pipelines.report.Balance;
import org.purlin.pipelines.report.ExitCode;
import org.purlin.pipelines.report.RunReport;

/** A job made up for tests: counts hours in a real pipeline and goes wrong on demand. */
final class CountJob implements Job<CountOptions> {

  /** What a front door in a test takes for credentials that were refused. */
  static final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedException() {
      super("The counting house refused the key. Check --secretKey.");
    }
  }

  /** What this job has an exit code of its own for. */
  static final class ClosedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ClosedException() {
      super("The counting house is closed. Come back tomorrow.");
    }
  }

  @Override
  public Optional<ExitCode> exitCodeOf(Throwable failure) {
    return failure instanceof ClosedException
        ? Optional.of(ExitCode.UNREACHABLE)
        : Optional.empty();
  }

  @Override
  public String verb() {
    return "count";
  }

  @Override
  public String summary() {
    return "Counts hours.";
  }

  @Override
  public Class<CountOptions> options() {
    return CountOptions.class;
  }

  @Override
  public List<String> examples() {
    return List.of("# a short day\npurlin count --counterName=ada --windowHours=3");
  }

  @Override
  public Map<String, String> aliases() {
    return Map.of("CNT_SECRET_KEY", "secretKey");
  }

  @Override
  public Plan plan(CountOptions options) {
    return Plan.of(options.getWindowHours() + " hours")
        .estimate("calls", options.getWindowHours(), "one an hour")
        .build();
  }

  @Override
  public Optional<Backfill<CountOptions>> backfill() {
    return Optional.of(new CountBackfill());
  }

  @Override
  public Run prepare(CountOptions options) {
    return switch (options.getTrouble()) {
      case MISTAKE -> throw new UserMistakeException("--windowHours must be even, but was: 7.");
      case PREPARE_BREAKS -> throw new IllegalStateException("the plan fell apart");
      default -> new CountRun(options.getTrouble(), options.getWindowHours(), newTally());
    };
  }

  private static String newTally() {
    try {
      Path tally = Files.createTempFile("count", ".tally");
      tally.toFile().deleteOnExit();
      return tally.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A run.
   *
   * @param tally file with a byte for each hour that was counted
   */
  private record CountRun(Trouble trouble, int hours, String tally) implements Run {

    @Override
    public String window() {
      return "hours/1-" + hours;
    }

    @Override
    public Optional<RunReport.Outcome> alreadyDone() {
      return trouble == Trouble.ALREADY_DONE
          ? Optional.of(RunReport.Outcome.builder().notice("Counted before.").build())
          : Optional.empty();
    }

    @Override
    public PCollection<String> build(Pipeline pipeline) {
      return pipeline
          .apply("ListHours", Create.of(Collections.nCopies(hours, trouble)))
          .apply("CountHours", ParDo.of(new CountFn(tally)));
    }

    private long landed() {
      try {
        return Files.size(Path.of(tally));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public RunReport.Outcome finish() {
      long landed = landed();
      RunReport.Builder outcome =
          RunReport.Outcome.builder()
              .balance(
                  Balance.of("hours", "read", hours)
                      .plus("landed", trouble == Trouble.OPEN_BALANCE ? landed - 2 : landed))
              .counter("ticks", 1234567);
      return switch (trouble) {
        case REJECTS -> outcome.rejects("not a number", 2).build();
        case WINDOW_MISSING ->
            outcome
                .windows(
                    new RunReport.Windows(
                        "1",
                        "6",
                        Map.of("done", 5L, "failed", 1L),
                        List.of(new RunReport.NotDone("4", "no answer"))))
                .build();
        case JOB_SAYS_FAILED -> outcome.failure("Too many bad hours.").build();
        case ALL_REFUSED -> outcome.allRefused("All 6 hours were refused.").build();
        default -> outcome.build();
      };
    }
  }

  private static final class CountFn extends DoFn<Trouble, String> {

    private static final long serialVersionUID = 1L;

    private final String tally;

    CountFn(String tally) {
      this.tally = tally;
    }

    @ProcessElement
    public void processElement(@Element Trouble trouble, OutputReceiver<String> ended)
        throws IOException {
      switch (trouble) {
        case STEP_FAILS ->
            throw new IllegalStateException(
                "hour 3 is s3cr3t-value", new IOException("broken pipe"));
        case DISK_FULL -> throw new IOException("out/part-1: No space left on device");
        case MEMORY_FULL -> throw new OutOfMemoryError("Java heap space");
        case REFUSED -> throw new RefusedException();
        case CLOSED -> throw new ClosedException();
        default -> {
          count();
          ended.output("an hour");
        }
      }
    }

    private void count() throws IOException {
      synchronized (CountFn.class) {
        Files.writeString(Path.of(tally), "1", StandardOpenOption.APPEND);
      }
    }
  }
}
