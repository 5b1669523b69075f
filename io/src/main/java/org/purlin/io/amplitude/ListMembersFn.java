package org.purlin.io.amplitude;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.purlin.io.landing.Storage;
import org.purlin.transforms.archive.RefusedException;
import org.purlin.transforms.archive.ZipArchive;

/**
 * Opens an archive and hands out its members by the hour they belong to. A member whose name cannot
 * be trusted is refused and its neighbours go on; an archive that cannot be read at all is refused
 * as a whole. Wanted hours without a member are empty.
 */
final class ListMembersFn extends DoFn<LandedArchive, KV<String, MemberRef>> {

  private static final long serialVersionUID = 1L;

  private final AmplitudeRun run;

  ListMembersFn(AmplitudeRun run) {
    this.run = run;
  }

  @ProcessElement
  public void processElement(@Element LandedArchive found, MultiOutputReceiver out)
      throws IOException {
    LandedArchive archive = found.sha256() == null ? identify(found) : found;
    try (ZipArchive zip = ZipArchive.open(Storage.open(archive.location()), run.limits())) {
      list(archive, zip.members(), out);
    } catch (RefusedException e) {
      refuse(archive, e.getMessage(), out);
    }
  }

  private void list(
      LandedArchive archive, List<ZipArchive.Member> members, MultiOutputReceiver out) {
    List<Problem> problems = new ArrayList<>();
    Set<Long> without = new HashSet<>(archive.wanted() == null ? List.of() : archive.wanted());
    Set<Long> wanted = Set.copyOf(without);
    String project = null;
    long taken = 0;
    long unwanted = 0;
    long ignored = 0;
    for (ZipArchive.Member member : members) {
      MemberRef ref = new MemberRef(archive, member.index(), member.name());
      Optional<MemberName> name = MemberName.parse(member.name());
      if (name.isEmpty()) {
        if (MemberName.isHarmless(member.name(), member.directory())) {
          ignored++;
        } else {
          problems.add(
              new Problem(ref.where(), "refused: its name is not that of an hour of events"));
        }
      } else if (project != null && !run.byProject() && !project.equals(name.get().project())) {
        problems.add(new Problem(ref.where(), "refused: it is of another project than the first"));
      } else if (archive.asked() != null && !archive.asked().contains(name.get().epochHour())) {
        problems.add(new Problem(ref.where(), "refused: its hour was not asked for"));
      } else if (archive.wanted() != null && !wanted.contains(name.get().epochHour())) {
        unwanted++;
      } else {
        project = name.get().project();
        without.remove(name.get().epochHour());
        out.get(AmplitudeIO.MEMBERS).output(KV.of(name.get().window(), ref));
        taken++;
      }
    }
    if (archive.wanted() == null && taken == 0 && problems.isEmpty()) {
      problems.add(new Problem(archive.name(), "refused: it holds no hour of events"));
    }
    out.get(AmplitudeIO.OUTCOMES)
        .output(
            new Outcome.OfArchive(
                archive.name(),
                archive.bytes(),
                archive.asked(),
                taken,
                unwanted,
                ignored,
                problems));
    without.stream()
        .sorted()
        .forEach(hour -> out.get(AmplitudeIO.OUTCOMES).output(empty(archive, hour, problems)));
  }

  /** Missing must not look like empty: an archive with refused members proves no hour empty. */
  private Outcome empty(LandedArchive archive, long hour, List<Problem> problems) {
    HourRecord.Status status =
        problems.isEmpty() ? HourRecord.Status.EMPTY : HourRecord.Status.FAILED;
    String reason = problems.isEmpty() ? null : "a member of " + archive.name() + " was refused";
    return outcome(archive, hour, status, reason);
  }

  private void refuse(LandedArchive archive, String reason, MultiOutputReceiver out) {
    out.get(AmplitudeIO.OUTCOMES)
        .output(
            new Outcome.OfArchive(
                archive.name(),
                archive.bytes(),
                archive.asked(),
                0,
                0,
                0,
                List.of(new Problem(archive.name(), "refused: " + reason))));
    if (archive.wanted() != null) {
      for (long hour : archive.wanted()) {
        out.get(AmplitudeIO.OUTCOMES)
            .output(
                outcome(
                    archive,
                    hour,
                    HourRecord.Status.FAILED,
                    "archive " + archive.name() + " was refused: " + reason));
      }
    }
  }

  private Outcome outcome(
      LandedArchive archive, long hour, HourRecord.Status status, String reason) {
    HourRecord record =
        HourRecord.of(hour, status, null, reason, run.runId(), Instant.now().toString())
            .withArchive(
                new HourRecord.ArchiveEntry(archive.name(), archive.bytes(), archive.sha256()));
    return Outcome.OfHour.withoutRows(run.key(hour), record);
  }

  private static LandedArchive identify(LandedArchive archive) throws IOException {
    try (InputStream in =
        new BufferedInputStream(
            Channels.newInputStream(Storage.open(archive.location())), 1 << 16)) {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      long bytes = 0;
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        sha256.update(buffer, 0, count);
        bytes += count;
      }
      return new LandedArchive(
          archive.location(),
          archive.name(),
          bytes,
          HexFormat.of().formatHex(sha256.digest()),
          archive.asked(),
          archive.wanted());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}
