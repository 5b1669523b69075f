package org.purlin.io.landing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.purlin.transforms.rows.Table;

/**
 * Which published windows are in a warehouse and which are still to be loaded; small files beside
 * the rows.
 *
 * <pre>
 * _loads/landing.json                                               there are loads from here
 * _loads/project.dataset/pending/events/434735/2026-01-01/05.json   published, not loaded
 * _loads/project.dataset/done/events/434735/2026-01-01/05.json      loaded, with how many rows
 * </pre>
 *
 * <p>A window becomes pending before it is published and stops being it after its rows are in the
 * warehouse. So a run that is killed anywhere in between leaves a window that the next run loads.
 *
 * @param root of the landing
 * @param warehouse as {@code project.dataset}
 */
public record LoadLedger(String root, String warehouse) implements Serializable {

  private static final String DIRECTORY = "_loads";
  private static final String PENDING = "pending";
  private static final String DONE = "done";
  private static final String SUFFIX = ".json";

  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  /** Notes a window that is about to be published. */
  void pend(Table table, String window) throws IOException {
    write(PENDING, table, window, new PendingLoad(table, window));
  }

  /** The windows that are to be loaded, by table and window. */
  public List<PendingLoad> pending() throws IOException {
    // Windows of a table mostly have the same columns: one copy is enough for all.
    Map<Table, Table> tables = new HashMap<>();
    List<PendingLoad> pending = new ArrayList<>();
    String directory = Storage.resolve(root, DIRECTORY + "/" + warehouse + "/" + PENDING);
    for (String file : Storage.listDeep(directory)) {
      if (file.endsWith(SUFFIX)) {
        read(file, PendingLoad.class)
            .ifPresent(
                one ->
                    pending.add(
                        new PendingLoad(
                            tables.computeIfAbsent(one.table(), same -> same), one.window())));
      }
    }
    return pending;
  }

  /** What is in the warehouse of a window; empty when nothing is known. */
  public Optional<Loaded> loaded(Table table, String window) throws IOException {
    return read(file(DONE, table, window), Loaded.class);
  }

  /** Notes that a window was loaded. */
  public void done(Loaded loaded) throws IOException {
    write(DONE, loaded.table(), loaded.window(), loaded);
    // Where there is no lock, another run may have published it again meanwhile.
    if (isLoaded(new PendingLoad(loaded.table(), loaded.window()))) {
      Storage.delete(List.of(file(PENDING, loaded.table(), loaded.window())));
    }
  }

  /**
   * Begins to load from a landing. What was published for other warehouses, and is not loaded here
   * as it is published now, becomes pending. Before anything is published.
   */
  public void begin() throws IOException {
    String marker = marker(root);
    if (Storage.size(marker).isEmpty()) {
      Storage.writeText(marker, JSON.writeValueAsString(UUID.randomUUID().toString()) + "\n");
    }
    String own = "/" + DIRECTORY + "/" + warehouse + "/";
    for (String file : Storage.listDeep(Storage.resolve(root, DIRECTORY))) {
      if (isRecord(file) && !file.contains(own)) {
        // What is loaded and what is not begin with the same two.
        Optional<PendingLoad> elsewhere = read(file, PendingLoad.class);
        if (elsewhere.isPresent() && !isLoaded(elsewhere.get())) {
          pend(elsewhere.get().table(), elsewhere.get().window());
        }
      }
    }
  }

  private static boolean isRecord(String file) {
    return file.endsWith(SUFFIX)
        && (file.contains("/" + PENDING + "/") || file.contains("/" + DONE + "/"));
  }

  private boolean isLoaded(PendingLoad window) throws IOException {
    Optional<Manifest> manifest =
        Manifest.read(Storage.resolve(root, window.table().name() + "/" + window.window() + "/"));
    Optional<Loaded> here = loaded(window.table(), window.window());
    return manifest.isPresent()
        && here.filter(loaded -> loaded.published().equals(manifest.get().runId())).isPresent();
  }

  /** Tells this directory from others, wherever it is moved; lower case letters, digits, dashes. */
  public String identity() throws IOException {
    Optional<String> identity = read(marker(root), String.class);
    return identity.orElseThrow(
        () -> new OutputChangedException(marker(root) + " was removed during the run. Run again."));
  }

  /** Whether rows are loaded from this directory into some warehouse. */
  public static boolean isLandingOfLoads(String root) throws IOException {
    return Storage.size(marker(root)).isPresent();
  }

  /** True when a directory that no loads were made from yet holds windows of other runs. */
  public boolean hasStrangers() throws IOException {
    return !isLandingOfLoads(root)
        && Storage.listDeep(root).stream()
            .anyMatch(file -> Storage.fileName(file).equals(Manifest.NAME));
  }

  private static String marker(String root) {
    return Storage.resolve(root, DIRECTORY + "/landing" + SUFFIX);
  }

  private static <T> Optional<T> read(String file, Class<T> type) throws IOException {
    Optional<String> text = Storage.readText(file);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(text.get(), type));
    } catch (JsonProcessingException e) {
      throw new IOException(
          "Cannot read " + file + ". Delete it, and read its window again from its source.", e);
    }
  }

  private void write(String state, Table table, String window, Object record) throws IOException {
    Storage.writeText(file(state, table, window), JSON.writeValueAsString(record) + "\n");
  }

  private String file(String state, Table table, String window) {
    return Storage.resolve(
        root,
        DIRECTORY + "/" + warehouse + "/" + state + "/" + table.name() + "/" + window + SUFFIX);
  }
}
