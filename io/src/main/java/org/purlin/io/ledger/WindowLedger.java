package org.purlin.io.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;
import java.util.TreeMap;
import org.purlin.io.landing.Storage;

/**
 * One record for each window, as JSON files below a directory.
 *
 * @param root the directory, local or of any file system Beam knows
 * @param type what a record is: a Java record that Jackson can write
 */
public record WindowLedger<T>(String root, Class<T> type) implements Serializable {

  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private static final String SUFFIX = ".json";

  /** What is recorded for a window, or nothing. */
  public Optional<T> read(String window) throws IOException {
    Optional<String> text = Storage.readText(file(window));
    // A file that says null says nothing.
    return text.isPresent() ? Optional.ofNullable(parse(window, text.get())) : Optional.empty();
  }

  /** All records directly in a folder of windows, by window. */
  public TreeMap<String, T> readFolder(String folder) throws IOException {
    TreeMap<String, T> records = new TreeMap<>();
    for (String file : Storage.list(Storage.resolve(root, folder))) {
      String name = Storage.fileName(file);
      if (name.endsWith(SUFFIX)) {
        String window = folder + "/" + name.substring(0, name.length() - SUFFIX.length());
        read(window).ifPresent(record -> records.put(window, record));
      }
    }
    return records;
  }

  /** Records a window, in place of what was recorded before. */
  public void write(String window, T record) throws IOException {
    Storage.writeText(file(window), JSON.writeValueAsString(record) + "\n");
  }

  private T parse(String window, String text) throws IOException {
    try {
      return JSON.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IOException(
          "Cannot read the ledger record "
              + file(window)
              + ". Delete it to have its window done again.",
          e);
    }
  }

  private String file(String window) {
    return Storage.resolve(root, window + SUFFIX);
  }
}
