package org.purlin.pipelines.amplitude;

import java.util.List;
import java.util.Map;
import org.purlin.pipelines.Command;
import org.purlin.pipelines.Console;
import org.purlin.pipelines.check.Checklist;
import org.purlin.pipelines.check.Checks;
import org.purlin.pipelines.check.DestinationChecks;
import org.purlin.pipelines.report.Verdict;

/** Tries everything an export with the same options needs. Changes nothing, downloads nothing. */
public final class CheckAmplitude implements Command<CheckAmplitudeOptions> {

  @Override
  public String verb() {
    return "check amplitude";
  }

  @Override
  public String summary() {
    return "Try all that an Amplitude export needs, from names to keys; change nothing.";
  }

  @Override
  public Class<CheckAmplitudeOptions> options() {
    return CheckAmplitudeOptions.class;
  }

  @Override
  public List<String> examples() {
    return List.of(
        """
        # The way to Amplitude, the keys, and the output; the keys are as for the job
        purlin check amplitude --residency=eu --output=out""",
        """
        # With BigQuery: also the sign-in to Google, the dataset, and the bucket
        purlin check amplitude --output=bigquery:my-project.purlin --tempLocation=gs://my-bucket/tmp""",
        """
        # Whether there are archives to read
        purlin check amplitude --from-archives=exports/""");
  }

  @Override
  public Map<String, String> aliases() {
    return ExportAmplitude.ALIASES;
  }

  @Override
  public Verdict run(CheckAmplitudeOptions options, Console console) throws InterruptedException {
    Checklist checks = new Checklist();
    new AmplitudeChecks(options, checks).run();
    DestinationChecks.rows(checks, options);
    return Checks.print(checks.list(), console);
  }
}
