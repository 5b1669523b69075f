package org.purlin.sandbox.amplitude;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * One gzip file of an archive, made on disk.
 *
 * @param name inside the archive
 * @param file where it lies
 * @param bytes its size
 * @param crc of its bytes, as the zip format wants it before the bytes
 * @param lines inside
 */
record Member(String name, Path file, long bytes, long crc, int lines) {

  private static final int BUFFER_BYTES = 64 * 1024;

  /** Makes the members of one hour in a directory; none where the hour has no events. */
  static List<Member> ofHour(Traffic traffic, Instant hour, Path directory) throws IOException {
    HourLines lines = new HourLines(traffic, hour);
    ZonedDateTime utc = hour.atZone(ZoneOffset.UTC);
    String stem =
        traffic.projectId()
            + "_"
            + DateTimeFormatter.ISO_LOCAL_DATE.format(utc)
            + "_"
            + utc.getHour();
    List<Member> members = new ArrayList<>();
    for (int part = 0; part < lines.parts(); part++) {
      String name = stem + "#" + part + ".json.gz";
      members.add(of(traffic.projectId() + "/" + name, directory.resolve(name), lines, part));
    }
    return List.copyOf(members);
  }

  private static Member of(String name, Path file, HourLines lines, int part) throws IOException {
    CRC32 crc = new CRC32();
    int written;
    try (OutputStream bytes = new CheckedOutputStream(Files.newOutputStream(file), crc);
        OutputStream text =
            new BufferedOutputStream(
                new QuickGzip(new BufferedOutputStream(bytes, BUFFER_BYTES)), BUFFER_BYTES)) {
      written = lines.write(part, text);
    }
    return new Member(name, file, Files.size(file), crc.getValue(), written);
  }

  /**
   * The JDK's gzip writes modification time 0. The lowest level is quickest; peers expand alike.
   */
  private static final class QuickGzip extends GZIPOutputStream {
    QuickGzip(OutputStream out) throws IOException {
      super(out, BUFFER_BYTES);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
