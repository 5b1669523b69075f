package org.purlin.sandbox.csc;

import java.util.ArrayList;
import java.util.List;

/** The posts so far, their bodies packed. */
final class PostLog {

  private record Kept(Post withoutBody, Packed body) {}

  private final List<Kept> posts = new ArrayList<>();

  synchronized void add(Post post) {
    Post head = new Post(post.at(), post.receiver(), post.status(), post.children(), "");
    posts.add(new Kept(head, Packed.of(post.body())));
  }

  synchronized List<Post> all() {
    List<Post> all = new ArrayList<>();
    for (Kept kept : posts) {
      Post head = kept.withoutBody;
      all.add(
          new Post(head.at(), head.receiver(), head.status(), head.children(), kept.body.text()));
    }
    return all;
  }
}
