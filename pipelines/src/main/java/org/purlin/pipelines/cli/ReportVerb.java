package org.purlin.pipelines.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.purlin.pipelines.UserMistakeException;
import org.purlin.pipelines.page.ReportPages;
import org.purlin.pipelines.report.ExitCode;
import org.purlin.pipelines.report.Notify;
import org.purlin.pipelines.report.ReportFiles;
import org.purlin.pipelines.report.ReportText;
import org.purlin.pipelines.report.RunReport;
import org.purlin.pipelines.schedule.CommandLines;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Prints a stored report as it was printed at the end of its run, and makes its page anew. */
final class ReportVerb implements Verb {

  private static final Logger LOG = LoggerFactory.getLogger(ReportVerb.class);

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
    Usage: purlin report <directory> [--notify=<reference>]

    Prints the report of the newest run that wrote to this directory or gs:// prefix, with what stands
    out beside earlier runs, and writes <directory>/report.html anew: the newest run of each job, and
    the history of all. Of a directory whose subdirectories have reports, the page shows them all.
    Each run's own report is in <directory>/_runs/<runId>. --notify, --notifyOn and --notifyHosts tell
    a webhook of the newest run, as they do for a job.

    Examples:
      # the newest run, and the page of all runs
      purlin report out
      # one run
      purlin report out/_runs/20260101T030405Z-1a2b3c
    """;
  }

  @Override
  public ExitCode run(List<String> arguments, Surroundings around, Logs logs) {
    List<String> places = arguments.stream().filter(word -> !word.startsWith("-")).toList();
    if (places.size() != 1) {
      throw new UserMistakeException(
          "purlin report takes one directory, for example: purlin report out");
    }
    ReportOptions options =
        options(arguments.stream().filter(word -> word.startsWith("-")).toList(), around);
    String place = directory(places.get(0));
    if (place.contains("://")) {
      FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
    }
    try {
      return show(place, options, around);
    } catch (FileNotFoundException e) {
      throw new UserMistakeException(
          "There is no report in " + place + ". Give the --output of a run.");
    } catch (IOException e) {
      throw new UserMistakeException(
          "The report in " + place + " cannot be read: " + Failures.firstLine(e) + ".");
    }
  }

  private static ReportOptions options(List<String> given, Surroundings around) {
    Environment environment = Environment.read(around.environment(), around.directory());
    around.secrets().local().accept(environment.all());
    ReportOptions options =
        PipelineOptionsFactory.fromArgs(
                CommandLines.flags(
                        Arguments.read(given, Flags.of(List.of(ReportOptions.class)).ours()))
                    .toArray(String[]::new))
            .as(ReportOptions.class);
    Notify.check(options);
    return options;
  }

  private static ExitCode show(String place, ReportOptions options, Surroundings around)
      throws IOException {
    boolean many = ReportPages.isOfMany(place);
    if (many && options.getNotify() != null) {
      throw new UserMistakeException(
          "--notify tells of one run; give the directory of one output, such as "
              + place
              + "/alma.");
    }
    Optional<RunReport> newest = many ? Optional.empty() : Optional.of(ReportFiles.read(place));
    newest.ifPresent(report -> around.out().print(ReportText.of(report)));
    ReportPages.Written page = ReportPages.write(place);
    if (many) {
      page.sentences().forEach(around.out()::println);
    }
    PageNote.print(page, around.out());
    around.out().flush();
    newest
        .flatMap(report -> Notify.post(options, report, page.warnings(), page.file()))
        .ifPresent(trouble -> LOG.warn("{}", trouble));
    return page.trouble() == null ? ExitCode.DONE : ExitCode.FAILED;
  }

  /** A report's file means the directory it is in. */
  private static String directory(String place) {
    return place.replaceFirst("(^|/)report\\.(json|html)$", "$1.").replaceFirst("/\\.$", "");
  }
}
