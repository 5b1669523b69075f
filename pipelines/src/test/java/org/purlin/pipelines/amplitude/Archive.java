package org.purlin.pipelines.amplitude;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes archives as the Export API gives them, and ones it should not. */
final class Archive {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final ZipOutputStream zip = new ZipOutputStream(bytes);

  /** An event with as little as a row needs, of some hour. */
  static String event(String uuid) {
    return event(uuid, "");
  }

  /** The same with more fields, each with a comma before it. */
  static String event(String uuid, String more) {
    return "{\"uuid\":\""
        + uuid
        + "\",\"event_type\":\"opened\",\"server_upload_time\":\"2025-03-04 05:00:01.000000\""
        + more
        + "}";
  }

  /** The name of a member with events of project 200001. */
  static String name(int hourOfDay, int part) {
    return "200001/200001_2025-03-04_" + hourOfDay + "#" + part + ".json.gz";
  }

  /** A good member. */
  Archive hour(int hourOfDay, int part, String... lines) {
    return stored(name(hourOfDay, part), gzip(lines));
  }

  Archive stored(String name, byte[] content) {
    ZipEntry entry = new ZipEntry(name);
    CRC32 crc = new CRC32();
    crc.update(content);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    return add(entry, content);
  }

  Archive deflated(String name, byte[] content) {
    return add(new ZipEntry(name), content);
  }

  private Archive add(ZipEntry entry, byte[] content) {
    try {
      zip.putNextEntry(entry);
      zip.write(content);
      zip.closeEntry();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[] bytes() {
    try {
      zip.close();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes it and returns the file. */
  Path in(Path directory, String name) {
    return write(directory, name, bytes());
  }

  static Path write(Path directory, String name, byte[] content) {
    try {
      Files.createDirectories(directory);
      return Files.write(directory.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] gzip(String... lines) {
    return gzip((String.join("\n", lines) + "\n").getBytes(UTF_8));
  }

  static byte[] gzip(byte[] content) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
