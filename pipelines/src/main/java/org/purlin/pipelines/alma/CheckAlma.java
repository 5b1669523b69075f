package org.purlin.pipelines.alma;

import java.util.List;
import org.purlin.pipelines.Command;
import org.purlin.pipelines.Console;
import org.purlin.pipelines.check.Checklist;
import org.purlin.pipelines.check.Checks;
import org.purlin.pipelines.check.DestinationChecks;
import org.purlin.pipelines.report.Verdict;

/** Tries everything a run needs. Changes nothing and asks for nothing about a student. */
public final class CheckAlma implements Command<CheckAlmaOptions> {

  @Override
  public String verb() {
    return "check alma";
  }

  @Override
  public String summary() {
    return "Try all that an Alma run needs, from names to schools; change nothing.";
  }

  @Override
  public Class<CheckAlmaOptions> options() {
    return CheckAlmaOptions.class;
  }

  @Override
  public List<String> examples() {
    return List.of(
        """
        # A district; key and secret are in ALMA_KEY and ALMA_SECRET
        purlin check alma --subdomain=oakdistrict""");
  }

  @Override
  public Verdict run(CheckAlmaOptions options, Console console) throws InterruptedException {
    Checklist checks = new Checklist();
    new AlmaChecks(options, checks).run();
    DestinationChecks.rows(checks, options);
    return Checks.print(checks.list(), console);
  }
}
