package org.purlin.io.edfi;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.purlin.io.landing.FileLanding;
import org.purlin.io.landing.Manifest;
import org.purlin.io.landing.OutputChangedException;
import org.purlin.io.landing.Part;
import org.purlin.io.landing.PartWriter;
import org.purlin.io.landing.RowLines;
import org.purlin.io.landing.Storage;
import org.purlin.transforms.edfi.EdfiJson;
import org.purlin.transforms.edfi.ResourceRows;
import org.purlin.transforms.keys.KeySet;
import org.purlin.transforms.rows.Table;

/**
 * Lays the layers of a target on each other, and on what was published before: of each record the
 * latest copy stays, and none of a record that was deleted. Goes from the top down with the set of
 * ids that are settled, so the heap stays flat however many rows there are. Files that lose no row
 * are taken as they are; of others the lines that stay are copied.
 */
final class PullMerge implements Closeable {

  private static final ObjectReader JSON = EdfiJson.reader();

  private final FileLanding landing;
  private final ResourceRows rows;
  private final KeySet settled = new KeySet();
  private final Map<String, List<Part>> parts = new HashMap<>();
  private long landed;
  private long replaced;
  private long kept;
  private long removed;

  PullMerge(FileLanding landing, ResourceRows rows) {
    this.landing = landing;
    this.rows = rows;
    tables().forEach(table -> parts.put(table.name(), new ArrayList<>()));
  }

  private List<Table> tables() {
    List<Table> tables = new ArrayList<>(rows.children());
    tables.add(rows.table());
    return tables;
  }

  private boolean isMain(Table table) {
    return table.name().equals(rows.table().name());
  }

  /** Adds the layers, given in the order they were read. */
  void addLayers(List<PullLayer> layers) throws IOException {
    for (int i = layers.size() - 1; i >= 0; i--) {
      add(layers.get(i));
    }
  }

  private void add(PullLayer layer) throws IOException {
    boolean loses = !layer.rows().isEmpty() && settled.size() > 0 && anySettled(layer.ids());
    for (Table table : tables()) {
      Part part = layer.rows().get(table.name());
      if (part != null) {
        Part staying = loses ? copy(part, table) : part;
        if (isMain(table)) {
          landed += staying.rows();
          replaced += part.rows() - staying.rows();
        }
        keep(table, staying);
      }
    }
    settle(layer.ids());
  }

  private boolean anySettled(Part ids) throws IOException {
    try (PullIds reader = PullIds.open(ids)) {
      for (String id = reader.next(); id != null; id = reader.next()) {
        if (settled.contains(id)) {
          return true;
        }
      }
      return false;
    }
  }

  private void settle(Part ids) throws IOException {
    try (PullIds reader = PullIds.open(ids)) {
      for (String id = reader.next(); id != null; id = reader.next()) {
        settled.add(id);
      }
    }
  }

  private Part copy(Part part, Table table) throws IOException {
    try (PartWriter target = landing.newPart()) {
      copy(part.temporary(), part.rows(), table, target);
      return target.finish();
    }
  }

  /** Adds what was published before; after all layers. */
  void addPublished(String window) throws IOException {
    for (Table table : tables()) {
      Optional<Manifest> manifest = landing.intact(table.name(), window);
      if (manifest.isEmpty()) {
        throw changed(landing.directory(table.name(), window));
      }
      Part staying = copyPublished(manifest.get(), table, window);
      if (isMain(table)) {
        kept = staying.rows();
        removed = manifest.get().rows() - staying.rows();
      }
      keep(table, staying);
    }
  }

  private Part copyPublished(Manifest manifest, Table table, String window) throws IOException {
    try (PartWriter target = landing.newPart()) {
      for (Manifest.File file : manifest.files()) {
        String name = Storage.resolve(landing.directory(table.name(), window), file.name());
        copy(name, file.rows(), table, target);
      }
      return target.finish();
    }
  }

  private void keep(Table table, Part part) {
    if (part.rows() > 0) {
      parts.get(table.name()).add(part);
    }
  }

  private void copy(String file, long expected, Table table, PartWriter target) throws IOException {
    OutputStream out = target.out();
    long lines = 0;
    try (RowLines reader = RowLines.open(file)) {
      while (reader.next()) {
        lines++;
        if (!settled.contains(idOf(reader, table.key(), file))) {
          out.write(reader.bytes(), reader.offset(), reader.length());
        }
      }
    }
    if (lines != expected) {
      throw changed(file);
    }
  }

  /** The id of a row stands near its beginning. */
  private static String idOf(RowLines line, String key, String file) throws IOException {
    try (JsonParser parser = JSON.createParser(line.bytes(), line.offset(), line.length())) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        if (name.equals(key)) {
          return parser.getText();
        }
        parser.skipChildren();
      }
    } catch (JsonProcessingException e) {
      // Its message would repeat what it cannot read.
    }
    throw changed(file);
  }

  private static OutputChangedException changed(String place) {
    return new OutputChangedException(
        place
            + " is not as it was published. Was it changed during the run? Run again, everything is"
            + " read then.");
  }

  /** What is to be published of a table. */
  List<Part> parts(Table table) {
    return parts.get(table.name());
  }

  /** The numbers with what came of them. */
  PullNumbers complete(PullNumbers numbers) {
    return numbers.merged(landed, replaced, kept, removed);
  }

  @Override
  public void close() {
    settled.close();
  }
}
