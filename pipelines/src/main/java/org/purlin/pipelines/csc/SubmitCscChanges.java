package org.purlin.pipelines.csc;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.purlin.pipelines.Job;
import org.purlin.pipelines.Run;
import org.purlin.pipelines.plan.Plan;
import org.purlin.pipelines.report.ExitCode;

/**
 * What changed in the staging table since the receiver last accepted it.
 *
 * <pre>
 *            ┌ staging rows ─► ReadStaging ──┐
 * OpenRun ───┤   (key, hash)                 ├─► DetectChanges ─► SubmitBatches ─► receiver
 *  (lock,    └ accepted ─────► ReadAccepted ─┘    (new, changed,    │  outbox, POST, answers,
 *   settle)                                        deleted)         └─ write-back, run's proof
 * </pre>
 */
public final class SubmitCscChanges implements Job<SubmitCscChangesOptions> {

  @Override
  public String verb() {
    return "csc";
  }

  @Override
  public String summary() {
    return "Send what changed in the children's social care staging table.";
  }

  @Override
  public Class<SubmitCscChangesOptions> options() {
    return SubmitCscChangesOptions.class;
  }

  @Override
  public List<String> examples() {
    return List.of(
        """
        # What would be sent; everything else comes from the .env file of the Python sender
        purlin csc --dryRun""",
        """
        # The first night after another sender
        purlin csc --createTables --adopt=sent""",
        """
        # Every night
        purlin csc --laCode=845 --table=ssd_api_data_staging --server=sql01 --database=HDM_Local \\
          --endpoint=https://pp-api.education.gov.uk/children-in-social-care-data-receiver/1 \\
          --tokenEndpoint=https://login.microsoftonline.com/TENANT/oauth2/v2.0/token \\
          --scope=api://APPLICATION/.default --output=csc""");
  }

  @Override
  public Map<String, String> aliases() {
    return CscSettings.ALIASES;
  }

  @Override
  public Optional<ExitCode> exitCodeOf(Throwable failure) {
    return CscSettings.exitCodeOf(failure);
  }

  /** Its output are files about the night; children stay in the database. */
  @Override
  public boolean landsRows() {
    return false;
  }

  @Override
  public Run prepare(SubmitCscChangesOptions options) {
    return SubmitRun.prepare(options);
  }

  @Override
  public Plan plan(SubmitCscChangesOptions options) {
    return SubmitCscPlan.of(options);
  }

  @Override
  public String withoutBackfill() {
    return "The receiver gets what changed since it last accepted a child, so there is no past to send in"
        + " steps. Run purlin csc; whatever is missing is sent then.";
  }
}
