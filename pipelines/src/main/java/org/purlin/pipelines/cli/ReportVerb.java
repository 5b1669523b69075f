package org.purlin.pipelines.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.purlin.pipelines.UserMistakeException;
import org.purlin.pipelines.page.ReportPages;
import org.purlin.pipelines.report.ExitCode;
import org.purlin.pipelines.report.ReportFiles;
import org.purlin.pipelines.report.ReportText;

/** Prints a stored report as it was printed at the end of its run, and makes its page anew. */
final class ReportVerb implements Verb {

  @Override
  public String name() {
    return "report";
  }

  @Override
  public String summary() {
    return "Prints the newest report in a directory, and draws all of them as a page.";
  }

  @Override
  public String help(Verbs verbs) {
    return """
    Usage: purlin report <directory>

    Prints the report of the newest run that wrote to this directory or gs:// prefix, with what stands
    out beside earlier runs, and writes <directory>/report.html anew: the newest run of each job, and
    the history of all. Of a directory whose subdirectories have reports, the page shows them all.
    Each run's own report is in <directory>/_runs/<runId>.

    Examples:
      # the newest run, and the page of all runs
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
    String place = directory(arguments.get(0));
    if (place.contains("://")) {
      FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
    }
    try {
      boolean many = ReportPages.isOfMany(place);
      if (!many) {
        around.out().print(ReportText.of(ReportFiles.read(place)));
      }
      show(ReportPages.write(place), many, around);
      return ExitCode.DONE;
    } catch (FileNotFoundException e) {
      throw new UserMistakeException(
          "There is no report in " + place + ". Give the --output of a run.");
    } catch (IOException e) {
      throw new UserMistakeException(
          "The report in " + place + " cannot be read: " + Failures.firstLine(e) + ".");
    }
  }

  /** A report's file means the directory it is in. */
  private static String directory(String place) {
    return place.replaceFirst("(^|/)report\\.(json|html)$", "$1.").replaceFirst("/\\.$", "");
  }

  private static void show(ReportPages.Written page, boolean many, Surroundings around) {
    if (many) {
      page.sentences().forEach(around.out()::println);
    }
    PageNote.print(page, around.out());
    around.out().flush();
  }
}
