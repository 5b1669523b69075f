package org.purlin.io.staging;

import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a table, safe to be written into a statement.
 *
 * @param schema the table's schema; null for the one the login has by default
 * @param name the table itself
 */
public record TableName(String schema, String name) implements Serializable {

  /** SQL Server's limit for an identifier is 128 characters. */
  private static final String PART = "[A-Za-z_][A-Za-z0-9_]{0,127}";

  private static final Pattern FORM = Pattern.compile("(?:(" + PART + ")\\.)?(" + PART + ")");

  /** Refuses what could be anything but an identifier. */
  public TableName {
    if (name == null || !name.matches(PART) || (schema != null && !schema.matches(PART))) {
      throw refused((schema == null ? "" : schema + ".") + name);
    }
  }

  /**
   * Reads {@code name} or {@code schema.name}: Latin letters, digits and underscores, not starting
   * with a digit.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static TableName parse(String text) {
    Matcher parts = FORM.matcher(text == null ? "" : text);
    if (!parts.matches()) {
      throw refused(text);
    }
    return new TableName(parts.group(1), parts.group(2));
  }

  /** As it stands in a statement: {@code [schema].[name]}. */
  public String quoted() {
    return schema == null ? quote(name) : quote(schema) + "." + quote(name);
  }

  /** Another table in the same schema. */
  public TableName sibling(String other) {
    return new TableName(schema, other);
  }

  /** A column, table or user as it stands in a statement, whatever its name is. */
  public static String quote(String identifier) {
    return "[" + identifier.replace("]", "]]") + "]";
  }

  private static IllegalArgumentException refused(String text) {
    return new IllegalArgumentException(
        "A table must look like name or schema.name, of letters, digits and underscores, but was: "
            + text);
  }

  @Override
  public String toString() {
    return schema == null ? name : schema + "." + name;
  }
}
