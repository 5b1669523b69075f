package org.purlin.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.purlin.io.amplitude.AmplitudeTables;
import org.purlin.transforms.archive.ArchiveLimits;
import org.purlin.transforms.archive.GzipLines;
import org.purlin.transforms.archive.ZipArchive;
import org.purlin.transforms.keys.KeySet;
import org.purlin.transforms.rows.BadRecordException;
import org.purlin.transforms.rows.Redaction;
import org.purlin.transforms.rows.RowFlattener;

/**
 * The limit: the job's own classes in a plain loop on two threads, one member at a time each, with
 * no runner, no checksum, no report and nothing to fall back on.
 */
final class PlainLoop {

  private PlainLoop() {}

  /** Takes an archive and an existing directory for the rows. */
  public static void main(String[] args) throws Exception {
    Path archive = Path.of(args[0]);
    Path output = Path.of(args[1]);
    List<ZipArchive.Member> members;
    try (ZipArchive zip = ZipArchive.open(Files.newByteChannel(archive), ArchiveLimits.DEFAULT)) {
      members = zip.members();
    }
    TwoThreads.forEach(members, member -> flatten(archive, member, output));
  }

  private static void flatten(Path archive, ZipArchive.Member member, Path output)
      throws IOException, BadRecordException {
    RowFlattener flattener = new RowFlattener(AmplitudeTables.EVENTS, Redaction.none(), null);
    flattener.setLineage("_window_start", "2026-01-01T00:00:00Z");
    flattener.setLineage("_window_end", "2026-01-01T01:00:00Z");
    flattener.setLineage("_loaded_at", "2026-01-02T00:00:00.000000Z");
    flattener.setLineage("_run_id", "20260102T000000Z-000000");
    flattener.setLineage("_file", member.name());
    try (KeySet keys = new KeySet();
        OutputStream rows =
            new BufferedOutputStream(
                Files.newOutputStream(output.resolve(member.index() + ".jsonl")), 1 << 18);
        ZipArchive zip = ZipArchive.open(Files.newByteChannel(archive), ArchiveLimits.DEFAULT);
        GzipLines lines =
            new GzipLines(zip.open(member), member.compressedBytes(), ArchiveLimits.DEFAULT)) {
      while (lines.next()) {
        flattener.flatten(lines.buffer(), lines.start(), lines.length());
        if (keys.add(flattener.key())) {
          flattener.setLineage("_line", lines.number());
          flattener.writeTo(rows);
        }
      }
    }
  }
}
