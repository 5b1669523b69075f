package org.purlin.pipelines.cli;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.purlin.io.landing.Storage;
import org.purlin.pipelines.page.ReportPages;
import org.purlin.pipelines.report.ExitCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All demos one after the other, and one report page of them all. */
final class AllDemos implements Demo {

  private static final Logger LOG = LoggerFactory.getLogger(AllDemos.class);

  private final List<Demo> demos;

  AllDemos(List<Demo> demos) {
    this.demos = demos;
  }

  @Override
  public String name() {
    return "all";
  }

  @Override
  public String summary() {
    return "Try all five systems on this machine, and look at one report of them.";
  }

  @Override
  public String about() {
    return """
    Runs the five demos below one after the other, each against a stand-in on this machine with
    invented data, and writes one report page that shows them all. Needs no account and no network,
    takes about a minute.
    """;
  }

  @Override
  public String output() {
    return "out/demo";
  }

  @Override
  public ExitCode run(String output, Surroundings around, Logs logs) {
    ExitCode worst = ExitCode.DONE;
    for (Demo demo : demos) {
      around.out().println("== " + demo.name() + " ==\n");
      ExitCode exitCode = demo.run(Storage.resolve(output, demo.name()), around, logs);
      around.out().println();
      if (worst == ExitCode.DONE) {
        worst = exitCode;
      }
    }
    try {
      ReportPages.Written page = ReportPages.write(output);
      if (page.trouble() != null) {
        throw page.trouble();
      }
      around
          .out()
          .println(
              "One report of "
                  + demos.stream().map(Demo::name).collect(Collectors.joining(", "))
                  + ", to open in a browser:\n  "
                  + page.file());
    } catch (IOException e) {
      LOG.warn("The report page could not be written to {}.", output, e);
      return worst == ExitCode.DONE ? ExitCode.FAILED : worst;
    }
    return worst;
  }
}
