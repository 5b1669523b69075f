package org.purlin.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Enumeration;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.purlin.sandbox.amplitude.ExportArchive;
import org.purlin.sandbox.amplitude.Traffic;

/**
 * An archive to read.
 *
 * @param archive a zip of 24 hours, one member each
 * @param events lines in it, counted
 * @param bytes of these lines
 */
record Input(Path archive, long events, long bytes) {

  private static final Instant FIRST_HOUR = Instant.parse("2026-01-01T00:00:00Z");
  private static final int HOURS = 24;

  /** Makes an archive of invented events, or takes the one that was made before. */
  static Input of(Path directory, long events) throws IOException {
    Path archive = directory.resolve("events-" + events + ".zip");
    if (!Files.exists(archive)) {
      Files.createDirectories(directory);
      Path half = directory.resolve("half-made.zip");
      ExportArchive.write(half, Traffic.builder().eventsPerDay(events).build(), FIRST_HOUR, HOURS);
      Files.move(half, archive, StandardCopyOption.ATOMIC_MOVE);
    }
    return counted(archive);
  }

  private static Input counted(Path archive) throws IOException {
    long lines = 0;
    long bytes = 0;
    byte[] buffer = new byte[1 << 16];
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        try (InputStream text = new GZIPInputStream(zip.getInputStream(all.nextElement()))) {
          for (int count = text.read(buffer); count >= 0; count = text.read(buffer)) {
            lines += Lines.in(buffer, count);
            bytes += count;
          }
        }
      }
    }
    return new Input(archive, lines, bytes);
  }
}
