package org.purlin.transforms.rest;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the records of a page are: {@code response}, {@code data.*} or {@code data.*.quote.*}.
 *
 * <p>A name steps into an object. {@code *} means every element of an array or every value of an
 * object. Where the last step meets an array, each element of it is a record. An object at the end
 * is one record.
 *
 * @param steps names and stars, outermost first
 */
public record RecordPath(List<String> steps) implements Serializable {

  /** The step that means every element of an array or every value of an object. */
  public static final String EACH = "*";

  public RecordPath {
    steps = List.copyOf(steps);
    if (steps.isEmpty() || steps.contains("")) {
      throw new IllegalArgumentException(
          "A path of records is made of names and *, but was: " + steps + ".");
    }
  }

  /** The path with these steps; {@code of("*")} is a page that is an array itself. */
  public static RecordPath of(String first, String... more) {
    return new RecordPath(Stream.concat(Stream.of(first), Arrays.stream(more)).toList());
  }

  /** The names before the first star: what a page is searched for while it is read. */
  List<String> anchor() {
    int star = steps.indexOf(EACH);
    return star < 0 ? steps : steps.subList(0, star);
  }

  /** The first star and what follows it. */
  List<String> rest() {
    return steps.subList(anchor().size(), steps.size());
  }

  /** The steps with dots between them. */
  @Override
  public String toString() {
    return String.join(".", steps);
  }
}
