package org.purlin.io.landing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.purlin.transforms.rows.Column;
import org.purlin.transforms.rows.ColumnType;
import org.purlin.transforms.rows.Table;

/**
 * What a published window consists of; {@code _manifest.json} beside its files.
 *
 * @param table name of the table
 * @param window the window's path below the table
 * @param runId the run that published it last
 * @param rows in all files
 * @param bytes of all files
 * @param files in the order they were written
 * @param columns of each row
 */
public record Manifest(
    String table,
    String window,
    String runId,
    long rows,
    long bytes,
    List<File> files,
    List<ColumnEntry> columns) {

  /** Name of the file; it does not match {@code *.jsonl}. */
  static final String NAME = "_manifest.json";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /**
   * One file of the window.
   *
   * @param name within the window's directory
   * @param rows lines in it
   * @param bytes its size
   * @param sha256 of its content, hexadecimal
   */
  public record File(String name, long rows, long bytes, String sha256) {}

  /**
   * One column.
   *
   * @param name of the column
   * @param type as in {@link ColumnType}; that of the elements where the mode is REPEATED
   * @param mode REQUIRED, NULLABLE or REPEATED
   */
  public record ColumnEntry(String name, String type, String mode) {}

  static Manifest of(Table table, String window, String runId, List<File> files) {
    return new Manifest(
        table.name(),
        window,
        runId,
        files.stream().mapToLong(File::rows).sum(),
        files.stream().mapToLong(File::bytes).sum(),
        files,
        table.columns().stream().map(Manifest::entry).toList());
  }

  private static ColumnEntry entry(Column column) {
    if (column.type() == ColumnType.STRINGS) {
      return new ColumnEntry(column.name(), ColumnType.STRING.name(), "REPEATED");
    }
    return new ColumnEntry(
        column.name(), column.type().name(), column.required() ? "REQUIRED" : "NULLABLE");
  }

  static Optional<Manifest> read(String directory) throws IOException {
    Optional<String> text = Storage.readText(Storage.resolve(directory, NAME));
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(text.get(), Manifest.class));
    } catch (JsonProcessingException e) {
      throw new IOException(
          "Cannot read " + Storage.resolve(directory, NAME) + ". Delete it and run again.", e);
    }
  }

  void write(String directory) throws IOException {
    Storage.writeText(
        Storage.resolve(directory, NAME), JSON.writeValueAsString(this) + System.lineSeparator());
  }

  /** True when each file is there with its size, and no other part is. */
  boolean isIntactIn(String directory) throws IOException {
    for (File file : files) {
      Optional<Long> size = Storage.size(Storage.resolve(directory, file.name()));
      if (size.isEmpty() || size.get() != file.bytes()) {
        return false;
      }
    }
    return others(directory).isEmpty();
  }

  /** Parts in the directory that do not belong to the window: a run that was killed left them. */
  List<String> others(String directory) throws IOException {
    Set<String> names = files.stream().map(File::name).collect(Collectors.toSet());
    return Storage.list(directory).stream()
        .filter(file -> Storage.fileName(file).startsWith("part-"))
        .filter(file -> !names.contains(Storage.fileName(file)))
        .toList();
  }
}
