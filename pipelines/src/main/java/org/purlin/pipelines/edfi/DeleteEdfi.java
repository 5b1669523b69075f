package org.purlin.pipelines.edfi;

import java.util.List;
import java.util.Map;
import org.purlin.pipelines.Job;
import org.purlin.pipelines.Run;
import org.purlin.pipelines.plan.Plan;

/**
 * Deletions in Ed-Fi APIs. The data's path is that of {@link PushEdfi}; what is created first is
 * deleted last.
 */
public final class DeleteEdfi implements Job<DeleteEdfiOptions> {

  @Override
  public String verb() {
    return "edfi delete";
  }

  @Override
  public String summary() {
    return "Delete records in districts' Ed-Fi APIs; without --commit only look for them.";
  }

  @Override
  public Class<DeleteEdfiOptions> options() {
    return DeleteEdfiOptions.class;
  }

  @Override
  public List<String> examples() {
    return List.of(
        """
        # Which of these records are there
        purlin edfi delete --input=gone.jsonl --districts=districts.csv""",
        """
        # Delete students by the ids in a CSV file
        purlin edfi delete --input=gone.csv --resource=students --idColumn=id \\
          --url=https://api.example.org/v7.3/api --key=env:EDFI_KEY --secret=env:EDFI_SECRET \\
          --commit""");
  }

  @Override
  public Map<String, String> aliases() {
    return RunSettings.ALIASES;
  }

  @Override
  public Run prepare(DeleteEdfiOptions options) {
    return SubmitJobRun.prepare(SubmitSettings.delete(options));
  }

  @Override
  public Plan plan(DeleteEdfiOptions options) {
    return SubmitPlan.of(options, () -> SubmitSettings.delete(options));
  }

  @Override
  public String withoutBackfill() {
    return "A deletion is of the rows of --input, whose past is in the files. Give the files you mean as"
        + " --input.";
  }
}
