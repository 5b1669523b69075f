package org.purlin.io.rest;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.purlin.io.landing.Manifest;
import org.purlin.io.landing.Part;
import org.purlin.io.landing.RowLines;
import org.purlin.io.landing.Storage;

/**
 * Lists key and hash of the rows of a merged window, and of the ones that are published of it. A
 * table that was never published is not compared: everything would be new.
 */
final class ListRowsFn extends DoFn<Merged, KV<String, String>> {

  private static final long serialVersionUID = 1L;

  private final RestRun run;

  ListRowsFn(RestRun run) {
    this.run = run;
  }

  /** What is published of a table that can be compared with what will be. */
  static Optional<Manifest> before(RestRun run, RestTable table, Merged merged) throws IOException {
    String name = table.table().name();
    return !table.has(RestTable.ROW_HASH)
            || table.unique().isEmpty()
            || !merged.parts().containsKey(name)
        ? Optional.empty()
        : run.landing().published(name, merged.key().window());
  }

  @ProcessElement
  public void process(@Element Merged merged, MultiOutputReceiver out) throws IOException {
    for (RestTable table : run.source().resource(merged.key().resource()).tables()) {
      Optional<Manifest> before = before(run, table, merged);
      if (before.isPresent()) {
        list(merged, table, places(before.get(), table, merged), out.get(RestIO.LAST));
        Part part = merged.parts().get(table.table().name());
        list(merged, table, List.of(part.temporary()), out.get(RestIO.TODAY));
      }
    }
  }

  private List<String> places(Manifest manifest, RestTable table, Merged merged) {
    String directory = run.landing().directory(table.table().name(), merged.key().window());
    return manifest.files().stream().map(file -> Storage.resolve(directory, file.name())).toList();
  }

  private static void list(
      Merged merged, RestTable table, List<String> files, OutputReceiver<KV<String, String>> out)
      throws IOException {
    RowFacts facts = RowFacts.of(table);
    String window = merged.key().text();
    for (String file : files) {
      try (RowLines line = RowLines.open(file)) {
        while (line.next()) {
          facts.read(line, file);
          RowKey key = RowKey.of(window, table.table().name(), facts.key());
          String hash = facts.value(RestTable.ROW_HASH);
          out.output(KV.of(key.text(), hash == null ? "" : hash));
        }
      }
    }
  }
}
