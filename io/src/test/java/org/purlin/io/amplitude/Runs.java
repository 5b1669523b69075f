package org.purlin.io.amplitude;

import org.purlin.io.landing.FileLanding;
import org.purlin.io.landing.IfExists;
import org.purlin.io.ledger.WindowLedger;
import org.purlin.transforms.archive.ArchiveLimits;
import org.purlin.transforms.rows.Redaction;

/** Runs for tests. */
final class Runs {

  private Runs() {}

  static AmplitudeRun in(String root, String runId, boolean byProject) {
    return of(root, runId, byProject, false, "");
  }

  static AmplitudeRun of(
      String root, String runId, boolean byProject, boolean again, String redact) {
    return new AmplitudeRun(
        new FileLanding(root, runId, IfExists.REPLACE),
        new WindowLedger<>(root + "_state/p", HourRecord.class),
        byProject,
        Redaction.parse(redact, AmplitudeTables.EVENTS),
        null,
        ArchiveLimits.DEFAULT,
        true,
        again,
        "2026-01-02T00:00:00Z");
  }
}
