package org.purlin.transforms.rest;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One pass over one page. Only what was asked for becomes a tree, and one element at a time. */
final class PagePass {

  private static final String RECORDS_EXPECTED = ", but records were expected";

  private final PageTokens tokens;
  private final Wanted page;
  private final Map<RecordPath, RecordSearch> searches = new LinkedHashMap<>();
  private final Map<String, JsonNode> picked = new LinkedHashMap<>();

  /** First names of paths that have led to nothing yet, and what is wrong with each. */
  private final Map<String, String> unmet = new LinkedHashMap<>();

  /**
   * @param sink may be null when there are no paths
   */
  PagePass(byte[] bytes, Wanted page, List<RecordPath> paths, RecordSink sink)
      throws PageException {
    this.tokens = new PageTokens(bytes);
    this.page = page;
    for (RecordPath path : paths) {
      searches.put(path, new RecordSearch(path, sink));
      if (!path.anchor().isEmpty()) {
        unmet.put(path.anchor().get(0), " is missing");
      }
    }
  }

  PageContent run() throws PageException, IOException {
    JsonToken first = tokens.first();
    if (!page.paths().isEmpty() && !first.isStructStart()) {
      unmet.put("the page", " is " + Kinds.of(first) + RECORDS_EXPECTED);
    }
    if (first == JsonToken.START_OBJECT && page.isBelow()) {
      String name;
      while ((name = tokens.nextField()) != null) {
        meet(name);
        value(page.field(name), "/" + name);
      }
    } else if (!page.isBelow()) {
      value(page, "");
    } else {
      tokens.skip();
    }
    tokens.end();
    if (!unmet.isEmpty()) {
      Map.Entry<String, String> name = unmet.entrySet().iterator().next();
      throw new PageException(PageException.Kind.NO_RECORDS, name.getKey() + name.getValue());
    }
    Map<RecordPath, Tally> tallies = new LinkedHashMap<>();
    searches.forEach((path, search) -> tallies.put(path, search.tally()));
    return new PageContent(picked, tallies);
  }

  private void meet(String name) {
    JsonToken token = tokens.current();
    if (token.isStructStart()) {
      unmet.remove(name);
    } else {
      unmet.computeIfPresent(name, (n, missing) -> " is " + Kinds.of(token) + RECORDS_EXPECTED);
    }
  }

  private void value(Wanted wanted, String place) throws PageException, IOException {
    if (wanted == null || wanted.isNothing()) {
      tokens.skip();
    } else if (wanted.pointer() != null) {
      JsonNode value = tokens.tree();
      if (!value.isNull()) {
        picked.put(wanted.pointer(), value);
      }
    } else if (!wanted.isBelow()) {
      records(wanted.paths(), place);
    } else if (tokens.current() == JsonToken.START_OBJECT) {
      String name;
      while ((name = tokens.nextField()) != null) {
        value(wanted.field(name), place + "/" + name);
      }
    } else {
      JsonNode value = tokens.tree();
      for (RecordPath path : wanted.pathsBelow()) {
        searches.get(path).astray(value, place);
      }
    }
  }

  private void records(List<RecordPath> paths, String place) throws PageException, IOException {
    List<RecordSearch> here = paths.stream().map(searches::get).toList();
    JsonToken token = tokens.current();
    int position = 0;
    if (token == JsonToken.START_ARRAY) {
      while (tokens.next() != JsonToken.END_ARRAY) {
        JsonNode element = tokens.tree();
        elementOf(here, element, null, place + "/" + position++);
      }
    } else if (token == JsonToken.START_OBJECT
        && here.stream().allMatch(RecordSearch::entersObjects)) {
      String key;
      while ((key = tokens.nextField()) != null) {
        JsonNode element = tokens.tree();
        elementOf(here, element, key, place + "/" + position++);
      }
    } else {
      JsonNode whole = tokens.tree();
      for (RecordSearch search : here) {
        search.whole(whole, place);
      }
    }
  }

  private static void elementOf(
      List<RecordSearch> searches, JsonNode element, String key, String place) throws IOException {
    for (RecordSearch search : searches) {
      search.element(element, key, place);
    }
  }
}
