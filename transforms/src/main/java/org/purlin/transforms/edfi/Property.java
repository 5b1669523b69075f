package org.purlin.transforms.edfi;

import java.io.Serializable;
import java.util.List;

/**
 * One property of a resource, of a reference, or of what a list holds.
 *
 * @param name as the server spells it
 * @param type what its value is
 * @param required whether the server refuses a record without it
 * @param identity whether it is part of the natural key of what it stands in
 * @param maxLength most characters of a text; null where the server states none
 * @param properties what stands inside a reference, an object or each item of a list; empty for
 *     scalars and where it is not known
 */
public record Property(
    String name,
    Type type,
    boolean required,
    boolean identity,
    Integer maxLength,
    List<Property> properties)
    implements Serializable {

  /** What a value is, in the words of OpenAPI with Ed-Fi's references added. */
  public enum Type {
    STRING,
    INTEGER,
    NUMBER,
    BOOLEAN,
    /** A text such as 2026-09-01. */
    DATE,
    /** A text such as 2026-09-01T08:30:00Z. */
    DATE_TIME,
    /** A text such as 08:30:00. */
    TIME,
    /** An object that holds the natural key of another record. */
    REFERENCE,
    OBJECT,
    LIST;

    boolean isScalar() {
      return this != REFERENCE && this != OBJECT && this != LIST;
    }
  }

  public Property {
    properties = List.copyOf(properties);
  }

  /** The property of this exact name; null when there is none. */
  static Property find(List<Property> properties, String name) {
    for (Property property : properties) {
      if (property.name.equals(name)) {
        return property;
      }
    }
    return null;
  }

  /** The property of this name in whatever case; null when there is none. */
  static Property findInAnyCase(List<Property> properties, String name) {
    for (Property property : properties) {
      if (property.name.equalsIgnoreCase(name)) {
        return property;
      }
    }
    return null;
  }
}
