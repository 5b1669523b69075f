package org.purlin.transforms.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads pages of JSON: their records, one in memory at a time, and single values by pointer.
 *
 * <p>A page whose last byte is wrong has given records before that is noticed. Call {@link #pick}
 * first: it reads the whole page, so what it accepts {@link #read} can read to the end, and values
 * that stand behind the records are known before the first of them. A reader does not change and
 * may serve many threads.
 */
public final class PageReader {

  private final List<RecordPath> paths;
  private final Wanted values;
  private final Wanted all;

  /**
   * @param paths where the records are; none where only values are wanted
   * @param pointers values to pick, such as {@code /status/total_count}: field names from the
   *     page's outermost object on, each after a slash
   * @throws IllegalArgumentException when a pointer leads to or into a place of records, or one of
   *     two pointers, or of two paths before their first star, leads into the other
   */
  public PageReader(List<RecordPath> paths, Set<String> pointers) {
    this.paths = paths.stream().distinct().toList();
    this.values = Wanted.of(List.of(), pointers);
    this.all = Wanted.of(this.paths, pointers);
  }

  /**
   * The values the pointers name, by pointer; what is missing or null is left out.
   *
   * @throws PageException when any part of the page is not JSON
   */
  public Map<String, JsonNode> pick(byte[] page) throws PageException {
    try {
      return new PagePass(page, values, List.of(), null).run().picked();
    } catch (IOException e) {
      throw new IllegalStateException("Without paths nothing is handed on.", e);
    }
  }

  /**
   * Hands every record of every path to the sink.
   *
   * @throws PageException when the page is not JSON, or the first name of a path is missing or null
   *     in it, or holds neither an array nor an object; records may have been handed on before
   * @throws IOException what the sink threw
   */
  public PageContent read(byte[] page, RecordSink sink) throws PageException, IOException {
    return new PagePass(page, all, paths, sink).run();
  }
}
