package org.purlin.pipelines.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.apache.beam.sdk.io.FileSystems;
import org.purlin.pipelines.Command;
import org.purlin.pipelines.CommandOptions;
import org.purlin.pipelines.Console;
import org.purlin.pipelines.JobOptions;
import org.purlin.pipelines.JsonOptions;
import org.purlin.pipelines.SignIn;
import org.purlin.pipelines.report.ExitCode;
import org.purlin.pipelines.report.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of a command: log, run, judge. */
final class CommandExecution<O extends CommandOptions> {

  private static final Logger LOG = LoggerFactory.getLogger(CommandExecution.class);

  private final Command<O> command;
  private final O options;
  private final Surroundings around;
  private final Logs logs;

  CommandExecution(Command<O> command, O options, Surroundings around, Logs logs) {
    this.command = command;
    this.options = options;
    this.around = around;
    this.logs = logs;
  }

  ExitCode run() {
    boolean json = options instanceof JsonOptions asked && asked.isJson();
    Console console = new Console(around.out(), around.secrets().mask(), json);
    // Many commands log nothing, and an empty file a run would only be in the way.
    Logs.LateFile log = logs.toLateFile(Path.of(options.getLogs()), logName());
    try {
      SignIn.prepare(options);
      FileSystems.setDefaultPipelineOptions(options);
      Verdict verdict = command.run(options, console);
      around.out().flush();
      return end(verdict);
    } catch (Throwable failure) {
      // Also an Error: whatever ends a run has to be said and logged.
      around.out().flush();
      return fail(failure, log);
    }
  }

  private String logName() {
    String runId = new JobOptions.NewRunId().create(options);
    return command.verb().replace(' ', '-') + "-" + runId + ".log";
  }

  private ExitCode end(Verdict verdict) {
    if (verdict.sentence().isEmpty()) {
      return verdict.exitCode();
    }
    switch (verdict.exitCode()) {
      case DONE -> LOG.info("{}", verdict.sentence());
      case INCOMPLETE -> LOG.warn("{}", verdict.sentence());
      default -> {
        logs.failure(verdict.sentence(), null);
        around.error(verdict.sentence());
      }
    }
    return verdict.exitCode();
  }

  private ExitCode fail(Throwable failure, Logs.LateFile log) {
    Verdict verdict =
        new Failures(command::exitCodeOf, around.secrets().refused()).explain(failure);
    Optional<Path> file = Optional.empty();
    if (verdict.exitCode() != ExitCode.MISTAKE) {
      logs.failure(verdict.sentence(), failure);
      file = log.file();
    }
    around.error(verdict.sentence() + file.map(path -> " The log is " + path + ".").orElse(""));
    if (options.isDebug()) {
      around.trace(failure);
    }
    return verdict.exitCode();
  }
}
