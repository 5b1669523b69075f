package org.purlin.io.amplitude;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import org.purlin.io.landing.FileLanding;
import org.purlin.io.landing.Storage;
import org.purlin.io.ledger.WindowLedger;
import org.purlin.io.secret.Secret;
import org.purlin.transforms.archive.ArchiveLimits;
import org.purlin.transforms.rows.Redaction;

/**
 * What every step of one run needs to know; an immutable value.
 *
 * @param landing where rows go
 * @param ledger what is known of each hour
 * @param byProject whether the ledger tells projects apart, as it must for archives from disk
 * @param redaction what is not written
 * @param redactKey key of hashed values; null when nothing is hashed
 * @param limits what an archive may ask of the machine
 * @param keepArchives whether archives stay after their rows are published
 * @param again whether what is done is done again
 * @param startedAt ISO-8601
 */
public record AmplitudeRun(
    FileLanding landing,
    WindowLedger<HourRecord> ledger,
    boolean byProject,
    Redaction redaction,
    Secret redactKey,
    ArchiveLimits limits,
    boolean keepArchives,
    boolean again,
    String startedAt)
    implements Serializable {

  /** Directory of the archives that are kept. */
  static final String ARCHIVES = "archives";

  /** Changes when the same input gives other rows than before. */
  private static final String FORMAT = "1";

  /** Where a run's own files are. */
  public String runFile(String name) {
    return Storage.resolve(landing.root(), "_runs/" + landing.runId() + "/" + name);
  }

  /** Written when the run starts; its absence later says that the output was taken away. */
  public String marker() {
    return runFile("started.json");
  }

  /** The run's proof: an {@link Outcome} a line. */
  public String outcomes() {
    return runFile("outcomes.jsonl");
  }

  /** Fingerprint of everything but the input that decides what rows look like. */
  String settings() {
    StringBuilder text = new StringBuilder(FORMAT).append('|').append(redaction);
    AmplitudeTables.EVENTS
        .columns()
        .forEach(column -> text.append('|').append(column.name()).append(column.type()));
    byte[] key = hashKey();
    return Fingerprint.of(text.toString(), key == null ? new byte[0] : key);
  }

  /** The key of hashed values, resolved where it is needed; null when nothing is hashed. */
  byte[] hashKey() {
    return redactKey == null ? null : redactKey.resolve().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * True when what lies in a window is whole and just what the record speaks of: another run, with
   * a ledger of its own, may have replaced it since.
   */
  boolean hasPublished(HourRecord record, String window) throws IOException {
    return landing
        .intact(AmplitudeTables.EVENTS.name(), window)
        .filter(manifest -> manifest.runId().equals(record.runId()))
        .isPresent();
  }

  String runId() {
    return landing.runId();
  }

  /** Where a window's archive is kept: by project and first day. */
  String archiveName(HourWindow window) {
    String ledgerName = Storage.fileName(ledger.root());
    return ARCHIVES
        + "/"
        + ledgerName
        + "/"
        + Hours.path(window.first()).substring(0, 10)
        + "/"
        + window
        + ".zip";
  }

  /** The hour's window in the ledger. */
  String key(MemberName member) {
    return byProject ? member.window() : key(member.epochHour());
  }

  /** The hour's window in the ledger of one project. */
  String key(long epochHour) {
    return Hours.path(epochHour);
  }
}
