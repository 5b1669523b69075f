package org.purlin.io.coinmarketcap;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import org.purlin.io.landing.FileLanding;
import org.purlin.io.landing.Manifest;
import org.purlin.io.landing.RowLines;
import org.purlin.io.landing.Storage;

/** Reads the published rows of a window, one in memory at a time. */
final class LandedRows {

  private static final ObjectMapper JSON = new ObjectMapper();

  private LandedRows() {}

  /** Takes a row. */
  @FunctionalInterface
  interface Sink {
    void take(ObjectNode row) throws IOException;
  }

  /** Hands on each row; returns whether the window was ever published. */
  static boolean read(FileLanding landing, String table, String window, Sink sink)
      throws IOException {
    Optional<Manifest> manifest = landing.published(table, window);
    if (manifest.isEmpty()) {
      return false;
    }
    for (Manifest.File file : manifest.get().files()) {
      String name = Storage.resolve(landing.directory(table, window), file.name());
      try (RowLines line = RowLines.open(name)) {
        while (line.next()) {
          sink.take((ObjectNode) JSON.readTree(line.bytes(), line.offset(), line.length()));
        }
      }
    }
    return true;
  }
}
