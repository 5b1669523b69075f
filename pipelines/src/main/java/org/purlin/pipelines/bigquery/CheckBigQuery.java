package org.purlin.pipelines.bigquery;

import java.util.List;
import org.purlin.pipelines.Command;
import org.purlin.pipelines.Console;
import org.purlin.pipelines.check.Checklist;
import org.purlin.pipelines.check.Checks;
import org.purlin.pipelines.check.DestinationChecks;
import org.purlin.pipelines.report.Verdict;

/** Tries everything a load into BigQuery needs. Changes nothing. */
public final class CheckBigQuery implements Command<CheckBigQueryOptions> {

  @Override
  public String verb() {
    return "check bigquery";
  }

  @Override
  public String summary() {
    return "Try all that BigQuery loads need, from sign-in to rights; change nothing.";
  }

  @Override
  public Class<CheckBigQueryOptions> options() {
    return CheckBigQueryOptions.class;
  }

  @Override
  public List<String> examples() {
    return List.of(
        """
        # A dataset, with the bucket that load jobs read from
        purlin check bigquery --output=bigquery:my-project.purlin --tempLocation=gs://my-bucket/tmp""");
  }

  @Override
  public Verdict run(CheckBigQueryOptions options, Console console) throws InterruptedException {
    Checklist checks = new Checklist();
    DestinationChecks.warehouse(checks, options);
    return Checks.print(checks.list(), console);
  }
}
