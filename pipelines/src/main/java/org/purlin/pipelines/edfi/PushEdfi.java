package org.purlin.pipelines.edfi;

import java.util.List;
import java.util.Map;
import org.purlin.pipelines.Job;
import org.purlin.pipelines.Run;
import org.purlin.pipelines.plan.Plan;

/**
 * Records to Ed-Fi APIs.
 *
 * <pre>
 * files ─► SplitByDistrict ─► GroupByDistrict ─► SubmitDistrict ─► PublishResults
 *                                                  │ checks, waves, POSTs, ledger
 *                                                  └► the district's API
 * </pre>
 */
public final class PushEdfi implements Job<PushEdfiOptions> {

  @Override
  public String verb() {
    return "edfi push";
  }

  @Override
  public String summary() {
    return "Send records to districts' Ed-Fi APIs; without --commit only check them.";
  }

  @Override
  public Class<PushEdfiOptions> options() {
    return PushEdfiOptions.class;
  }

  @Override
  public List<String> examples() {
    return List.of(
        """
        # What would be sent to one district, and what is wrong with which row
        purlin edfi push --input=rows.jsonl --url=https://api.example.org/v7.3/api \\
          --key=env:EDFI_KEY --secret=env:EDFI_SECRET""",
        """
        # Send it, to many districts
        purlin edfi push --input=rows/ --districts=districts.csv --commit --output=out""",
        """
        # A CSV file with a payload column; only what was refused before
        purlin edfi push --input=scores.csv --resource=studentAssessments --keyColumns=row_id \\
          --districts=districts.csv --resend=rejected --commit""");
  }

  @Override
  public Map<String, String> aliases() {
    return RunSettings.ALIASES;
  }

  @Override
  public Run prepare(PushEdfiOptions options) {
    return SubmitJobRun.prepare(SubmitSettings.push(options));
  }

  @Override
  public Plan plan(PushEdfiOptions options) {
    return SubmitPlan.of(options, () -> SubmitSettings.push(options));
  }

  @Override
  public String withoutBackfill() {
    return "A push sends the rows of --input, whose past is in the files. Give the files of the time you"
        + " mean as --input; what was delivered is not sent twice.";
  }
}
