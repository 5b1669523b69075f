package org.purlin.sandbox.csc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Payloads by id that are made when they are asked for, and not kept. */
final class LazyPayloads extends AbstractMap<String, ObjectNode> {

  /**
   * How a payload came to be.
   *
   * @param number of the child it began as; not used when there is a payload
   * @param given the payload it began as; null when it began as a generated child
   * @param nights seeds of the nights that changed it, in order
   */
  record Story(int number, Packed given, List<Long> nights) {

    static Story of(int number) {
      return new Story(number, null, List.of());
    }

    static Story of(ObjectNode payload) {
      return new Story(0, Packed.of(payload.toString()), List.of());
    }

    Story then(long night) {
      List<Long> more = new ArrayList<>(nights);
      more.add(night);
      return new Story(number, given, List.copyOf(more));
    }

    ObjectNode payload(Children children) {
      ObjectNode payload = given == null ? children.child(number) : Payloads.parse(given.text());
      for (long night : nights) {
        Change.some(payload, night);
      }
      return payload;
    }
  }

  private final Children children;
  private final Map<String, Story> stories;

  LazyPayloads(Children children, Map<String, Story> stories) {
    this.children = children;
    this.stories = Collections.unmodifiableMap(new LinkedHashMap<>(stories));
  }

  @Override
  public ObjectNode get(Object id) {
    Story story = stories.get(id);
    return story == null ? null : story.payload(children);
  }

  @Override
  public boolean containsKey(Object id) {
    return stories.containsKey(id);
  }

  @Override
  public Set<String> keySet() {
    return stories.keySet();
  }

  @Override
  public Set<Entry<String, ObjectNode>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Entry<String, ObjectNode>> iterator() {
        return stories.entrySet().stream().map(LazyPayloads.this::entry).iterator();
      }

      @Override
      public int size() {
        return stories.size();
      }
    };
  }

  private Entry<String, ObjectNode> entry(Entry<String, Story> story) {
    return Map.entry(story.getKey(), story.getValue().payload(children));
  }
}
