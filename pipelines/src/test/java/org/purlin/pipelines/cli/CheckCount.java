package org.purlin.pipelines.cli;

import java.util.List;
import org.purlin.pipelines.Command;
import org.purlin.pipelines.Console;
import org.purlin.pipelines.check.Check;
import org.purlin.pipelines.check.Checks;
import org.purlin.pipelines.report.ExitCode;
import org.purlin.pipelines.report.Verdict;

/** A check made up for tests: hour 1 is well, any other has two failures. */
final class CheckCount implements Command<PeekOptions> {

  @Override
  public String verb() {
    return "check count";
  }

  @Override
  public String summary() {
    return "Tries what count needs.";
  }

  @Override
  public Class<PeekOptions> options() {
    return PeekOptions.class;
  }

  @Override
  public List<String> examples() {
    return List.of();
  }

  @Override
  public Verdict run(PeekOptions options, Console console) {
    Check disk = Check.ok("disk", "12 GB free");
    Check clock = Check.warn("clock", "4 minutes late", "Set it.");
    List<Check> checks =
        options.getHour() == 1
            ? List.of(disk, clock)
            : List.of(
                disk,
                clock,
                Check.fail(
                    "network",
                    "house.example does not answer.",
                    "Check the proxy.",
                    ExitCode.UNREACHABLE),
                Check.fail("table", "No column hour.", "Add it.", ExitCode.TABLE_UNFIT),
                Check.skipped("key", "the network failed"));
    return Checks.print(checks, console);
  }
}
