package org.purlin.sandbox.bigquery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.util.Arrays;

/** What a job that writes may do to its destination. */
record Disposition(Create create, Write write) {

  /** Whether a table that is not there is created. */
  enum Create {
    CREATE_IF_NEEDED,
    CREATE_NEVER
  }

  /** What becomes of the rows that are there. */
  enum Write {
    WRITE_APPEND,
    WRITE_TRUNCATE,
    WRITE_EMPTY
  }

  static Disposition of(ObjectNode configuration, Write otherwise) {
    return new Disposition(
        read(configuration, "createDisposition", Create.CREATE_IF_NEEDED),
        read(configuration, "writeDisposition", otherwise));
  }

  private static <E extends Enum<E>> E read(ObjectNode json, String field, E otherwise) {
    JsonNode given = json.path(field);
    if (given.isMissingNode() || given.isNull()) {
      return otherwise;
    }
    E[] values = otherwise.getDeclaringClass().getEnumConstants();
    for (E value : values) {
      if (value.name().equals(given.asText())) {
        return value;
      }
    }
    throw Refused.invalid(field + " must be one of " + Arrays.toString(values));
  }

  /** Refuses a destination, null where there is none, that this does not allow. */
  void check(Warehouse warehouse, TableName name, Table table) throws SQLException {
    if (table == null && create == Create.CREATE_NEVER) {
      throw Refused.notFound("Not found: Table " + name);
    }
    if (table != null && write == Write.WRITE_EMPTY && warehouse.count(name) > 0) {
      throw Refused.duplicate("Already Exists: Table " + name);
    }
  }

  boolean truncates() {
    return write == Write.WRITE_TRUNCATE;
  }
}
