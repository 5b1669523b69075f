package org.purlin.transforms.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a page held besides its records.
 *
 * @param picked values by the pointer that asked for them; what is missing or null is left out
 * @param tallies of every path
 */
public record PageContent(Map<String, JsonNode> picked, Map<RecordPath, Tally> tallies) {

  public PageContent {
    picked = Collections.unmodifiableMap(new LinkedHashMap<>(picked));
    tallies = Collections.unmodifiableMap(new LinkedHashMap<>(tallies));
  }
}
