package org.purlin.sandbox.csc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * The invented children of one authority, from night to night. Keeps what happened to each instead
 * of payloads, so that 200,000 children take little memory. Not thread-safe.
 */
public final class Cohort {

  private final Children children;
  private final Map<String, LazyPayloads.Story> present = new LinkedHashMap<>();
  private final Map<String, LazyPayloads.Story> gone = new LinkedHashMap<>();
  private int lastNumber;

  private Cohort(Children children) {
    this.children = children;
  }

  /** What changed in a night, by la_child_id. */
  public record Night(List<String> changed, List<String> added, List<String> removed) {}

  /** The children 1 to {@code count}. */
  public static Cohort of(Children children, int count) {
    Cohort cohort = new Cohort(children);
    cohort.add(count);
    return cohort;
  }

  /**
   * Today's payloads by la_child_id, as they are now: later nights do not change the map. Each
   * payload is made anew whenever it is asked for.
   */
  public Map<String, ObjectNode> today() {
    return new LazyPayloads(children, present);
  }

  /**
   * Lets a night pass. Every changed child means something else than before.
   *
   * @throws IllegalArgumentException when there are fewer children than are to change or leave
   */
  public Night nextNight(long seed, int changed, int added, int removed) {
    if (changed + removed > present.size()) {
      throw new IllegalArgumentException(
          "cannot change " + changed + " and remove " + removed + " of " + present.size());
    }
    Draw draw = new Draw(seed, lastNumber);
    List<String> met = draw.some(present.keySet(), changed + removed);
    List<String> changing = List.copyOf(met.subList(0, changed));
    List<String> leaving = List.copyOf(met.subList(changed, met.size()));
    for (String id : changing) {
      present.computeIfPresent(id, (same, story) -> story.then(draw.number()));
    }
    leaving.forEach(this::remove);
    return new Night(changing, add(added), leaving);
  }

  /**
   * Changes one child in one way.
   *
   * @return whether there was something to change; if not, the child is as before
   */
  public boolean change(String laChildId, Change change, long seed) {
    LazyPayloads.Story story = present(laChildId);
    ObjectNode payload = story.payload(children);
    boolean changed = change.applyTo(payload, seed);
    if (changed) {
      put(laChildId, payload);
    }
    return changed;
  }

  /** Gives a child, new or not, a payload of one's own. */
  public void put(String laChildId, ObjectNode payload) {
    present.put(laChildId, LazyPayloads.Story.of(payload));
  }

  /** Takes a child out of the cohort. */
  public void remove(String laChildId) {
    gone.put(laChildId, present(laChildId));
    present.remove(laChildId);
  }

  /** Brings a child back as it was when it left. */
  public void bringBack(String laChildId) {
    LazyPayloads.Story story = gone.remove(laChildId);
    if (story == null) {
      throw new NoSuchElementException("no child of this id has left");
    }
    present.put(laChildId, story);
  }

  private LazyPayloads.Story present(String laChildId) {
    LazyPayloads.Story story = present.get(laChildId);
    if (story == null) {
      throw new NoSuchElementException("no child of this id is in the cohort");
    }
    return story;
  }

  private List<String> add(int count) {
    List<String> added = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lastNumber++;
      String id = Children.idOf(lastNumber);
      present.put(id, LazyPayloads.Story.of(lastNumber));
      added.add(id);
    }
    return added;
  }
}
