package org.purlin.transforms.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.Serializable;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.purlin.transforms.rows.BadRecordException;
import org.purlin.transforms.rows.Column;
import org.purlin.transforms.rows.Table;

/**
 * What a table wants of a record and of what is around it.
 *
 * <p>A column whose source is {@code name} is read from the record; {@code ^name} is a field of the
 * nearest outer record, and {@code *} the key under which the record was found.
 */
public final class RecordShape implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Before the name of a field of the nearest outer record. */
  public static final String OUTER = "^";

  /** The key under which a record was found. */
  public static final String KEY = "*";

  private final LinkedHashSet<String> around;
  private final LinkedHashSet<String> without;
  private final LinkedHashSet<String> trimmed;

  private RecordShape(Set<String> around, Set<String> without, Set<String> trimmed) {
    this.around = new LinkedHashSet<>(around);
    this.without = new LinkedHashSet<>(without);
    this.trimmed = new LinkedHashSet<>(trimmed);
  }

  /** What the sources of the table's columns ask for. */
  public static RecordShape of(Table table) {
    Set<String> around =
        table.columns().stream()
            .map(Column::source)
            .filter(Objects::nonNull)
            .filter(source -> source.startsWith(OUTER) || source.equals(KEY))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return new RecordShape(around, Set.of(), Set.of());
  }

  /** The same, leaving out these fields of the record: another table's path leads into them. */
  public RecordShape without(String... fields) {
    return new RecordShape(around, and(without, fields), trimmed);
  }

  /** The same; texts read from these sources lose the blanks around them. */
  public RecordShape trimmed(String... sources) {
    return new RecordShape(around, without, and(trimmed, sources));
  }

  private static Set<String> and(Set<String> known, String... more) {
    return Stream.concat(known.stream(), Arrays.stream(more))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /**
   * A new object with the fields the table is to be filled from. What is around the record stands
   * in it under {@code ^name} and {@code *}; it is absent where there is no such thing.
   *
   * @throws BadRecordException when the record has a field of its own under such a name
   */
  public ObjectNode shape(FoundRecord found) throws BadRecordException {
    ObjectNode shaped = found.fields().objectNode();
    shaped.setAll(found.fields());
    shaped.remove(without);
    for (String source : around) {
      if (shaped.has(source)) {
        throw new BadRecordException(
            "the record has a field " + source + ", which stands for what is around it");
      }
      JsonNode value = around(found, source);
      if (value != null) {
        shaped.set(source, value);
      }
    }
    for (String source : trimmed) {
      if (shaped.get(source) instanceof TextNode text) {
        shaped.put(source, text.textValue().strip());
      }
    }
    return shaped;
  }

  /** The same for shapes that want the same, in every JVM. */
  @Override
  public String toString() {
    return "around=" + around + ", without=" + without + ", trimmed=" + trimmed;
  }

  private static JsonNode around(FoundRecord found, String source) {
    if (source.equals(KEY)) {
      return found.key() == null ? null : TextNode.valueOf(found.key());
    }
    return found.outer() == null ? null : found.outer().get(source.substring(OUTER.length()));
  }
}
