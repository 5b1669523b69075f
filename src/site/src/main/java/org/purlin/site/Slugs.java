package org.purlin.site;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Anchors of the headings of one page, as GitHub makes them, so that a link works on GitHub and on
 * the site.
 */
final class Slugs {

  private final Map<String, Integer> seen = new HashMap<>();

  /** The anchor of the next heading of the page; a repeated one gets a number. */
  String next(String heading) {
    String slug =
        heading
            .strip()
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^\\p{L}\\p{N}\\p{M} _-]", "")
            .replace(' ', '-');
    int before = seen.merge(slug, 1, Integer::sum) - 1;
    return before == 0 ? slug : slug + "-" + before;
  }
}
