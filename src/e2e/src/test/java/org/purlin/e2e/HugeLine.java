package org.purlin.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.purlin.sandbox.amplitude.Traffic;

/** An hour with a single event that takes much memory to read, though it is within the limits. */
final class HugeLine {

  static final String UUID = "00000000-0000-4000-8000-00000000e2e0";

  /** Below the 16 MB that a line may have. */
  private static final int TEXT_BYTES = 15_000_000;

  private HugeLine() {}

  /** Writes the archive of that hour of the {@link Day}. */
  static Path archive(Path file, int hour) throws IOException {
    int project = Traffic.builder().build().projectId();
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(
          new ZipEntry("%d/%d_2026-01-05_%d#0.json.gz".formatted(project, project, hour)));
      GZIPOutputStream gzip = new GZIPOutputStream(zip);
      write(gzip, hour);
      gzip.finish();
      zip.closeEntry();
    }
    return file;
  }

  private static void write(OutputStream out, int hour) throws IOException {
    String start =
        """
        {"uuid":"%s","event_type":"upload","server_upload_time":"2026-01-05 %02d:10:00.000000",\
        "event_properties":{"text":\""""
            .formatted(UUID, hour);
    out.write(start.getBytes(US_ASCII));
    out.write("x".repeat(TEXT_BYTES).getBytes(US_ASCII));
    out.write("\"}}\n".getBytes(US_ASCII));
  }
}
