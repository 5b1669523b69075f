package org.purlin.io.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.purlin.io.landing.FileLanding;
import org.purlin.io.landing.Part;
import org.purlin.io.landing.PartWriter;

/** Writes rows that we make ourselves. */
final class JsonRows implements Closeable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final FileLanding landing;
  private PartWriter part;

  JsonRows(FileLanding landing) {
    this.landing = landing;
  }

  void write(Map<String, Object> row) throws IOException {
    if (part == null) {
      part = landing.newPart();
    }
    part.out().write(JSON.writeValueAsBytes(row));
    part.out().write('\n');
  }

  /** Empty when nothing was written. */
  Optional<Part> finish() throws IOException {
    return part == null ? Optional.empty() : Optional.of(part.finish());
  }

  @Override
  public void close() throws IOException {
    if (part != null) {
      part.close();
    }
  }
}
