package org.purlin.sandbox.edfi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * An invented set of records of two districts, in an order in which a server takes them all. With
 * 100 students there are about 400 records. All people and places are made up.
 */
public final class SampleSet {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * One record.
   *
   * @param resource the collection, for example {@code students}
   * @param payload a JSON object as text
   */
  public record Item(String resource, String payload) {}

  private final List<Item> items;

  private SampleSet(List<Item> items) {
    this.items = List.copyOf(items);
  }

  /**
   * The set that belongs to a seed.
   *
   * @param studentCount 0 or more
   */
  public static SampleSet of(long seed, int studentCount) {
    if (studentCount < 0) {
      throw new IllegalArgumentException("studentCount must be 0 or more, but was " + studentCount);
    }
    return new SampleSet(new SampleRecords(seed).all(studentCount));
  }

  /** The records, each after all it refers to unless they were shuffled. */
  public List<Item> items() {
    return items;
  }

  /** The same records in an order that belongs to a seed. */
  public SampleSet shuffled(long seed) {
    List<Item> shuffled = new ArrayList<>(items);
    Collections.shuffle(shuffled, new Random(seed));
    return new SampleSet(shuffled);
  }

  /**
   * Writes one JSON object a line, with the members {@code resource} and {@code payload}.
   *
   * @throws IOException when the file cannot be written
   */
  public void writeTo(Path file) throws IOException {
    try (BufferedWriter lines = Files.newBufferedWriter(file)) {
      for (Item item : items) {
        ObjectNode line = JSON.createObjectNode().put("resource", item.resource());
        line.set("payload", JSON.readTree(item.payload()));
        lines.write(JSON.writeValueAsString(line));
        lines.write('\n');
      }
    }
  }

  static String text(ObjectNode payload) {
    try {
      return JSON.writeValueAsString(payload);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a payload cannot be written", e);
    }
  }
}
