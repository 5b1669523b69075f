package org.purlin.sandbox.bigquery;

import java.util.ArrayList;
import java.util.List;
import org.purlin.sandbox.bigquery.Column.Mode;

/**
 * How a table's schema may change. Columns never go and never get another type; whether they may be
 * added or relaxed depends on who asks.
 *
 * @param table named in refusals
 * @param adds whether columns may be added
 * @param relaxes whether REQUIRED may become NULLABLE
 * @param whole whether the given schema must name every column there is
 */
record Evolution(String table, boolean adds, boolean relaxes, boolean whole) {

  /** The schema that comes of a table's schema and a given one. */
  Schema of(Schema old, Schema given) {
    return merged("", old, given);
  }

  private Schema merged(String path, Schema old, Schema given) {
    List<Column> columns = new ArrayList<>();
    for (Column column : old.columns()) {
      Column other = given.column(column.name());
      if (other == null) {
        if (whole || column.mode() == Mode.REQUIRED) {
          throw refused("Field " + path + column.name() + " is missing in new schema");
        }
        columns.add(column);
      } else {
        columns.add(changed(path, column, other));
      }
    }
    for (Column column : given.columns()) {
      if (old.column(column.name()) == null) {
        columns.add(added(path, column));
      }
    }
    return new Schema(columns);
  }

  private Column added(String path, Column column) {
    String name = path + column.name();
    if (!adds) {
      throw refused("Cannot add fields (field: " + name + ")");
    }
    if (column.mode() == Mode.REQUIRED) {
      throw refused("Cannot add required fields to an existing schema. (field: " + name + ")");
    }
    return column;
  }

  private Column changed(String path, Column old, Column given) {
    String name = path + old.name();
    if (old.type() != given.type()) {
      throw refused(
          "Field %s has changed type from %s to %s"
              .formatted(name, old.type().apiName(), given.type().apiName()));
    }
    boolean relaxed = old.mode() == Mode.REQUIRED && given.mode() == Mode.NULLABLE && relaxes;
    if (old.mode() != given.mode() && !relaxed) {
      throw refused(
          "Field %s has changed mode from %s to %s".formatted(name, old.mode(), given.mode()));
    }
    Schema fields = merged(name + ".", old.fields(), given.fields());
    Column base = whole ? given : old;
    Column result = base.with(given.mode(), fields);
    if (given.resource().has("description")) {
      result.resource().set("description", given.resource().get("description"));
    }
    return result;
  }

  private Refused refused(String why) {
    return Refused.invalid("Provided Schema does not match Table " + table + ". " + why);
  }
}
