package org.purlin.sandbox.edfi;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** An invented set of records of two districts, in an order in which a server takes them all. */
@SuppressWarnings("DoNotCallSuggester")
public final class SampleSet {

  /**
   * One record.
   *
   * @param resource the collection, for example {@code students}
   * @param payload a JSON object as text
   */
  public record Item(String resource, String payload) {}

  private SampleSet() {}

  /** The set that belongs to a seed, with so many students. */
  public static SampleSet of(long seed, int studentCount) {
    throw new UnsupportedOperationException();
  }

  /** The records in dependency order. */
  public List<Item> items() {
    throw new UnsupportedOperationException();
  }

  /** The same records in an order that belongs to a seed. */
  public SampleSet shuffled(long seed) {
    throw new UnsupportedOperationException();
  }

  /** Writes one JSON object a line, with the members {@code resource} and {@code payload}. */
  public void writeTo(Path file) throws IOException {
    throw new UnsupportedOperationException();
  }
}
