package org.purlin.transforms.edfi;

import java.io.Serializable;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A resource of an Ed-Fi API. Servers do not tell the cases of letters apart; names are kept as
 * they were spelled, so compare {@link #folded()} where two spellings may meet.
 *
 * @param schema the data model it belongs to, for example {@code ed-fi} or {@code tpdm}
 * @param name the collection's name in the plural, for example {@code students}
 */
public record ResourceName(String schema, String name)
    implements Serializable, Comparable<ResourceName> {

  private static final String DEFAULT_SCHEMA = "ed-fi";
  private static final Pattern PART = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,127}");
  private static final String DESCRIPTORS = "descriptors";

  public ResourceName {
    requirePart(schema, "schema");
    requirePart(name, "resource");
  }

  /**
   * Reads {@code students}, {@code ed-fi/students} or {@code /ed-fi/students}.
   *
   * @throws IllegalArgumentException when the text is no such name
   */
  public static ResourceName parse(String text) {
    if (text == null || text.isBlank()) {
      throw new IllegalArgumentException("A resource is written as students or as ed-fi/students.");
    }
    String path = text.strip();
    path = path.startsWith("/") ? path.substring(1) : path;
    path = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    int slash = path.indexOf('/');
    return slash < 0
        ? new ResourceName(DEFAULT_SCHEMA, path)
        : new ResourceName(path.substring(0, slash), path.substring(slash + 1));
  }

  private static void requirePart(String part, String what) {
    if (part == null || !PART.matcher(part).matches()) {
      throw new IllegalArgumentException(
          "The "
              + what
              + " in a resource's name must be letters, digits, - and _ as in ed-fi/students.");
    }
  }

  /** Schema and name as in a URL: {@code ed-fi/students}. */
  public String path() {
    return schema + "/" + name;
  }

  /** The path in lower case: equal exactly when two names mean the same resource. */
  public String folded() {
    return path().toLowerCase(Locale.ROOT);
  }

  public boolean isDescriptor() {
    return name.toLowerCase(Locale.ROOT).endsWith(DESCRIPTORS);
  }

  /** A name for a file or a table: {@code students}, but {@code tpdm_candidates}. */
  public String tableName() {
    String whole = schema.equalsIgnoreCase(DEFAULT_SCHEMA) ? name : schema + "_" + name;
    return whole.replace('-', '_');
  }

  @Override
  public int compareTo(ResourceName other) {
    int bySchema = schema.compareTo(other.schema);
    return bySchema != 0 ? bySchema : name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return path();
  }
}
