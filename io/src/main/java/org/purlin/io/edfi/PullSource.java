package org.purlin.io.edfi;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.purlin.transforms.edfi.ResourceName;

/**
 * Something that can be paged through.
 *
 * @param resource whose it is
 * @param url without a query
 * @param isRecords whether it is the records themselves, not a list about them
 * @param filters repeated on every request
 */
record PullSource(ResourceName resource, URI url, boolean isRecords, Map<String, String> filters) {

  /** Only counts. */
  static final Map<String, String> COUNT = parameters("limit", "0", "totalCount", "true");

  private static final String MIN = "minChangeVersion";
  private static final String MAX = "maxChangeVersion";

  /** The records of a resource. */
  static PullSource records(EdfiApi api, ResourceName resource) {
    return new PullSource(resource, api.collection(resource), true, Map.of());
  }

  /** A list below the collection: deletes, keyChanges. */
  static PullSource list(EdfiApi api, ResourceName resource, String name) {
    return new PullSource(
        resource, URI.create(api.collection(resource) + "/" + name), false, Map.of());
  }

  /** Names and values in turn. */
  static Map<String, String> parameters(String... namesAndValues) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      parameters.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return parameters;
  }

  /** The same, filtered. */
  PullSource with(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(filters);
    all.putAll(more);
    return new PullSource(resource, url, isRecords, all);
  }

  /** What changed in this version or later. */
  PullSource since(long version) {
    return with(Map.of(MIN, Long.toString(version)));
  }

  /** What changed last in these versions, both inclusive; from 0 also what has no version. */
  PullSource between(long first, long last) {
    PullSource from = first > 0 ? since(first) : this;
    return from.with(Map.of(MAX, Long.toString(last)));
  }

  /** The URL of a page or a count. */
  URI url(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(filters);
    all.putAll(more);
    return URI.create(
        url
            + (all.isEmpty() ? "" : "?")
            + all.entrySet().stream()
                .map(each -> Urls.encode(each.getKey()) + "=" + Urls.encode(each.getValue()))
                .collect(Collectors.joining("&")));
  }
}
