package org.purlin.pipelines.edfi;

import java.util.List;
import java.util.Map;
import org.purlin.pipelines.Job;
import org.purlin.pipelines.Run;
import org.purlin.pipelines.plan.Plan;

/**
 * Resources of Ed-Fi APIs as rows.
 *
 * <pre>
 * districts ─► PlanPulls ─► units ─► ReadUnits ─► part files ─► PublishPulls
 *  x resources  (changes,    (partitions,  (pages)               (merge, publish,
 *                all)         windows)                            remember the version)
 * </pre>
 */
public final class PullEdfi implements Job<PullEdfiOptions> {

  @Override
  public String verb() {
    return "edfi pull";
  }

  @Override
  public String summary() {
    return "Read resources of districts' Ed-Fi APIs as rows; the next time what changed.";
  }

  @Override
  public Class<PullEdfiOptions> options() {
    return PullEdfiOptions.class;
  }

  @Override
  public List<String> examples() {
    return List.of(
        """
        # Two resources of one district
        purlin edfi pull --resources=students,schools --url=https://api.example.org/v7.3/api \\
          --key=env:EDFI_KEY --secret=env:EDFI_SECRET --output=out""",
        """
        # Everything of many districts, every night: what changed, where a server can tell
        purlin edfi pull --districts=districts.csv --descriptors --output=out""",
        """
        # districts.csv, the file of districts; keys and secrets are in the environment
        district,url,key,secret,schoolYears
        north,https://north.example.org/v7.3/api,env:NORTH_KEY,env:NORTH_SECRET,
        south,https://south.example.org/v5.3/api,env:SOUTH_KEY,file:/run/secrets/south,2025;2026""");
  }

  @Override
  public Map<String, String> aliases() {
    return RunSettings.ALIASES;
  }

  @Override
  public Run prepare(PullEdfiOptions options) {
    return PullJobRun.prepare(PullSettings.of(options));
  }

  @Override
  public Plan plan(PullEdfiOptions options) {
    return PullPlan.of(PullSettings.of(options));
  }

  @Override
  public String withoutBackfill() {
    return "A pull of an Ed-Fi API reads everything the first time and what changed afterwards, so there"
        + " is no past to take in steps. Run purlin edfi pull; --full reads everything again.";
  }
}
