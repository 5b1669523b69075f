package org.purlin.pipelines.amplitude;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.purlin.pipelines.Job;
import org.purlin.pipelines.Run;
import org.purlin.pipelines.plan.Backfill;
import org.purlin.pipelines.plan.Plan;

/**
 * Amplitude's events as rows.
 *
 * <pre>
 * hours ─► ExportWindows ─► archives ─► ListMembers ─► GroupByHour ─► FlattenHours ─► PublishHours
 *              │                ▲             │                           │                ▲
 *              │        archives on disk      └ refused members           └ rejected lines │
 *              └ empty, failed, too large ──────────────────────────────► outcomes ────────┘
 * </pre>
 */
public final class ExportAmplitude implements Job<ExportAmplitudeOptions> {

  /** What the script before this calls the keys. */
  static final Map<String, String> ALIASES =
      Map.of("AMP_API_KEY", "apiKey", "AMP_SECRET_KEY", "secretKey");

  @Override
  public String verb() {
    return "amplitude";
  }

  @Override
  public String summary() {
    return "Export Amplitude events, hour by hour, as rows.";
  }

  @Override
  public Class<ExportAmplitudeOptions> options() {
    return ExportAmplitudeOptions.class;
  }

  @Override
  public List<String> examples() {
    return List.of(
        """
        # All of yesterday, UTC, into out/; the keys are in AMP_API_KEY and AMP_SECRET_KEY
        purlin amplitude""",
        """
        # One day of a project in the EU; the secret key is in a file
        purlin amplitude --residency=eu --apiKey=0123abcd --secretKey=file:amplitude.key \\
          --start=2026-01-01 --end=2026-01-02 --output=out""",
        """
        # The last week without addresses, users only as hashes, and no archive kept
        purlin amplitude --last=P7D --redact=ip_address,user_id:hash \\
          --redactKey=env:REDACT_KEY --keepArchives=false""",
        """
        # Archives that are on disk already; needs no account
        purlin amplitude --from-archives=exports/ --output=out""");
  }

  @Override
  public Map<String, String> aliases() {
    return ALIASES;
  }

  @Override
  public Run prepare(ExportAmplitudeOptions options) {
    return options.getFromArchives() == null
        ? ExportRun.prepare(options)
        : ArchivesRun.prepare(options);
  }

  @Override
  public Plan plan(ExportAmplitudeOptions options) {
    return options.getFromArchives() == null ? ExportPlan.of(options) : ArchivesRun.plan(options);
  }

  @Override
  public Optional<Backfill<ExportAmplitudeOptions>> backfill() {
    return Optional.of(new ExportBackfill());
  }
}
