package org.purlin.io.edfi;

import com.fasterxml.jackson.databind.MappingIterator;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.purlin.io.edfi.SubmitRun.Mode;
import org.purlin.io.http.CredentialsRefusedException;
import org.purlin.io.http.NoAnswerException;

/**
 * Brings the rows of one district to their end.
 *
 * <pre>
 * spooled rows ─► CheckRows ─► waves ─► SendWaves ─► results, ledger
 *                    └ rejected, skipped, already delivered ─► results
 * </pre>
 */
final class DistrictSubmission {

  private final SubmitRun run;
  private final String district;
  private final List<SpoolPart> parts;

  DistrictSubmission(SubmitRun run, String district, List<SpoolPart> parts) {
    this.run = run;
    this.district = district;
    this.parts = List.copyOf(parts);
  }

  /**
   * Does it. What is wrong with the district is in the result; it says so of every row.
   *
   * @throws IOException when the results or the ledger cannot be written
   */
  DistrictResult run() throws IOException, InterruptedException {
    long rows = parts.stream().mapToLong(SpoolPart::rows).sum();
    try (Results results = new Results(run, district)) {
      District known = run.district(district).orElse(null);
      if (known == null) {
        settleAll(results, unknown());
      } else {
        submit(known, results);
      }
      return results.finish(rows);
    }
  }

  private Verdict unknown() {
    return Verdict.of(
        Fate.REJECTED,
        Problems.UNKNOWN_DISTRICT,
        district.isEmpty()
            ? "the row does not say which district it is for"
            : "the row is for a district that is not among the given ones");
  }

  private void submit(District known, Results results) throws IOException, InterruptedException {
    EdfiApi api;
    try {
      api = learned(known);
    } catch (CredentialsRefusedException e) {
      stop(results, Problems.LOGIN, "auth: " + e.getMessage());
      return;
    } catch (NoAnswerException e) {
      stop(results, Problems.NO_ANSWER, e.getMessage());
      return;
    } catch (IOException e) {
      stop(results, Problems.DISTRICT, e.getMessage());
      return;
    }
    try (api) {
      SubmissionLedger ledger;
      try {
        ledger =
            SubmissionLedger.open(
                run.ledger(district, api.endpoints().data()), run.runId(), input());
      } catch (DistrictException e) {
        stop(results, Problems.DISTRICT, e.getMessage());
        return;
      }
      try (ledger) {
        CheckRows check = new CheckRows(run, api, results);
        List<Wave> waves = check.into(parts);
        try {
          new SendWaves(run, api, ledger, results, check.copies()).send(waves);
        } finally {
          for (Wave wave : waves) {
            wave.close();
          }
        }
      }
    }
  }

  /** What is sent, by its content: the same files in the same order give the same. */
  private String input() {
    return PullHash.of(
        parts.stream().map(SpoolPart::sha256).distinct().collect(Collectors.joining(" ")));
  }

  /** What goes wrong here concerns all rows of the district, and no other district. */
  private EdfiApi learned(District known) throws IOException, InterruptedException {
    EdfiApi api = EdfiApi.open(known, run.settings());
    try {
      api.model();
      api.dependencies();
      return api;
    } catch (IOException | InterruptedException | RuntimeException e) {
      api.close();
      throw e;
    }
  }

  private void stop(Results results, String type, String why) throws IOException {
    results.stop(why);
    settleAll(results, Verdict.of(Fate.NOT_SENT, type, why));
  }

  private void settleAll(Results results, Verdict verdict) throws IOException {
    for (SpoolPart part : parts) {
      try (MappingIterator<InputRow> rows = Spool.read(part.name(), InputRow.class)) {
        while (rows.hasNext()) {
          InputRow row = rows.next();
          results.settle(row, row.status() == null ? verdict : CheckRows.skipped(row));
          results.showProgress();
        }
      }
    }
  }

  /** Deletions go the other way round. */
  static boolean deletes(SubmitRun run) {
    return run.mode() == Mode.DELETE;
  }
}
