package org.purlin.pipelines.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.purlin.pipelines.UserMistakeException;
import org.purlin.pipelines.report.ExitCode;
import org.purlin.pipelines.report.ReportFiles;
import org.purlin.pipelines.report.ReportText;

/** Prints a stored report as it was printed at the end of its run. */
final class ReportVerb implements Verb {

  @Override
  public String name() {
    return "report";
  }

  @Override
  public String summary() {
    return "Prints the report of the newest run in a directory.";
  }

  @Override
  public String help(Verbs verbs) {
    return """
    Usage: purlin report <directory>

    Prints the report of the newest run that wrote to this directory or gs:// prefix. Each run's own
    report is in <directory>/_runs/<runId>.

    Examples:
      # the newest run
      purlin report out
      # one run
      purlin report out/_runs/20260101T030405Z-1a2b3c
    """;
  }

  @Override
  public ExitCode run(List<String> arguments, Surroundings around, Logs logs) {
    if (arguments.size() != 1 || arguments.get(0).startsWith("-")) {
      throw new UserMistakeException(
          "purlin report takes one directory, for example: purlin report out");
    }
    String place = arguments.get(0);
    if (place.contains("://")) {
      FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
    }
    try {
      around.out().print(ReportText.of(ReportFiles.read(place)));
      return ExitCode.DONE;
    } catch (FileNotFoundException e) {
      throw new UserMistakeException(
          "There is no report in " + place + ". Give the --output of a run.");
    } catch (IOException e) {
      throw new UserMistakeException(
          "The report in " + place + " cannot be read: " + Failures.firstLine(e) + ".");
    }
  }
}
