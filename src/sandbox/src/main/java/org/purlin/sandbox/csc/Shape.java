package org.purlin.sandbox.csc;

import java.util.Locale;

/**
 * One of the shapes the staging table has in the field.
 *
 * @param schema where it is
 * @param table its name
 * @param personIdWidth characters of person_id: 20, 36 or 48
 * @param legacyId whether there is a column legacy_id
 * @param anonymous whether it is the table of fake data: no primary key, no defaults
 * @param spelling how states are written
 */
public record Shape(
    String schema,
    String table,
    int personIdWidth,
    boolean legacyId,
    boolean anonymous,
    Spelling spelling) {

  /** How states are written. */
  public enum Spelling {
    /** As the populate script does: {@code Pending}. */
    CAPITALISED,
    /** As the senders do: {@code pending}. */
    LOWER,
    /** {@code PENDING}. */
    UPPER;

    String of(String capitalised) {
      return switch (this) {
        case CAPITALISED -> capitalised;
        case LOWER -> capitalised.toLowerCase(Locale.ROOT);
        case UPPER -> capitalised.toUpperCase(Locale.ROOT);
      };
    }
  }

  /** Refuses names that would need quoting with care. */
  public Shape {
    for (String name : new String[] {schema, table}) {
      if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
        throw new IllegalArgumentException(
            "a schema or table must be letters, digits and _, but was: " + name);
      }
    }
    if (personIdWidth < 1) {
      throw new IllegalArgumentException(
          "personIdWidth must be 1 or more, but was: " + personIdWidth);
    }
  }

  /** The live table as the current script makes it: {@code dbo.ssd_api_data_staging}. */
  public static Shape live() {
    return new Shape("dbo", "ssd_api_data_staging", 20, true, false, Spelling.CAPITALISED);
  }

  /** The table of fake data: {@code dbo.ssd_api_data_staging_anon}. */
  public static Shape anon() {
    return new Shape("dbo", "ssd_api_data_staging_anon", 20, true, true, Spelling.CAPITALISED);
  }

  /** The same with person_id of another width. */
  public Shape personIdWidth(int width) {
    return new Shape(schema, table, width, legacyId, anonymous, spelling);
  }

  /** The same without legacy_id, as before 2026. */
  public Shape withoutLegacyId() {
    return new Shape(schema, table, personIdWidth, false, anonymous, spelling);
  }

  /** The same with states written another way. */
  public Shape spelling(Spelling other) {
    return new Shape(schema, table, personIdWidth, legacyId, anonymous, other);
  }

  /** The same under another name. */
  public Shape named(String otherSchema, String otherTable) {
    return new Shape(otherSchema, otherTable, personIdWidth, legacyId, anonymous, spelling);
  }

  /** {@code schema.table}. */
  public String name() {
    return schema + "." + table;
  }

  String quoted() {
    return "[" + schema + "].[" + table + "]";
  }
}
