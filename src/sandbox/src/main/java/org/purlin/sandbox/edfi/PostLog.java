package org.purlin.sandbox.edfi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The POSTs that reached a district. */
final class PostLog {

  private final List<EdfiPost> posts = new ArrayList<>();

  synchronized void add(EdfiPost post) {
    posts.add(post);
  }

  synchronized List<EdfiPost> all() {
    return List.copyOf(posts);
  }

  /** How often each record was posted, by natural key. */
  synchronized Map<String, Integer> times(String resource) {
    Map<String, Integer> times = new TreeMap<>();
    for (EdfiPost post : posts) {
      if (post.resource().equals(resource)) {
        times.merge(post.key(), 1, Integer::sum);
      }
    }
    return times;
  }
}
