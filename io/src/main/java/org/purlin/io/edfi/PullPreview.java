package org.purlin.io.edfi;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How a district's resources would be pulled. Only asks: what the server has, up to which version,
 * and how many records.
 *
 * @param targets by resource
 * @param troubles why something could not be learned; one that nobody named and that we may not
 *     read is none
 * @param requests that were made for single resources
 */
public record PullPreview(List<Target> targets, List<String> troubles, long requests) {

  /**
   * One resource.
   *
   * @param resource its path
   * @param tables that it lands in, its own first
   * @param how it would be read
   * @param why in full although there is an earlier state, or why not at all; null when that needs
   *     no words
   * @param records that would be read; null when the server does not count
   */
  public record Target(
      String district,
      String resource,
      List<String> tables,
      PullResult.How how,
      String why,
      Long records) {

    public Target {
      tables = List.copyOf(tables);
    }
  }

  public PullPreview {
    targets = List.copyOf(targets);
    troubles = List.copyOf(troubles);
  }

  /**
   * Of one district. A server that cannot be asked is a trouble.
   *
   * @throws IOException when a disk of ours cannot be read
   */
  public static PullPreview of(PullRun run, District district)
      throws IOException, InterruptedException {
    List<Target> targets = new ArrayList<>();
    List<String> troubles = new ArrayList<>();
    PullTally tally = new PullTally();
    try (EdfiApi api = EdfiApi.open(district, run.settings())) {
      for (PullTarget target : PullTargets.of(run, api)) {
        try {
          targets.add(new PullPlanner(run, api, target, tally).preview());
        } catch (IOException e) {
          PullPiece.Failed failed = PullTrouble.of(e, run.settings(), tally);
          if (failed.isNotReadable() && !run.asksFor(target.resource())) {
            targets.add(notReadable(target, failed.why()));
          } else {
            troubles.add(target + ": " + failed.why());
          }
        }
      }
    } catch (IOException e) {
      troubles.add(district.key() + ": " + PullTrouble.of(e, run.settings(), tally).why());
    }
    return new PullPreview(targets, troubles, tally.requests);
  }

  private static Target notReadable(PullTarget target, String why) {
    return new Target(
        target.district(),
        target.resource().path(),
        List.of(),
        PullResult.How.NOT_READABLE,
        why,
        0L);
  }
}
