package org.purlin.transforms.rest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a page gave, as one line a record or rejection: path, place, key, outer, fields. */
final class Collected implements RecordSink {

  final List<FoundRecord> records = new ArrayList<>();
  final List<String> lines = new ArrayList<>();
  PageContent content;

  static Collected from(String page, RecordPath... paths) throws Exception {
    return from(page, Set.of(), paths);
  }

  static Collected from(String page, Set<String> pointers, RecordPath... paths) throws Exception {
    Collected collected = new Collected();
    byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
    collected.content = new PageReader(List.of(paths), pointers).read(bytes, collected);
    return collected;
  }

  Tally tally(RecordPath path) {
    return content.tallies().get(path);
  }

  @Override
  public void found(FoundRecord found) {
    records.add(found);
    lines.add(
        found.path()
            + " "
            + found.place()
            + (found.key() == null ? "" : " key=" + found.key())
            + (found.outer() == null ? "" : " in=" + found.outer().path("id").asText())
            + " "
            + found.fields());
  }

  @Override
  public void rejected(RecordPath path, String place, String reason) {
    lines.add(path + " " + place + " rejected: " + reason);
  }
}
