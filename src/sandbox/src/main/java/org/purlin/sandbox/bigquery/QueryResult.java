package org.purlin.sandbox.bigquery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What a statement came to.
 *
 * @param kind SELECT, INSERT, UPDATE, DELETE or MERGE
 * @param schema of the rows; empty for statements that change rows
 */
record QueryResult(
    String kind,
    Schema schema,
    List<ObjectNode> rows,
    Changes changes,
    List<Table> tables,
    long bytes) {

  /** How many rows a statement changed. */
  record Changes(long inserted, long updated, long deleted) {

    static final Changes NONE = new Changes(0, 0, 0);

    long all() {
      return inserted + updated + deleted;
    }

    ObjectNode resource() {
      return Warehouse.json()
          .put("insertedRowCount", Long.toString(inserted))
          .put("updatedRowCount", Long.toString(updated))
          .put("deletedRowCount", Long.toString(deleted));
    }
  }

  boolean isSelect() {
    return kind.equals("SELECT");
  }

  /** A job's statistics. */
  ObjectNode statistics() {
    ObjectNode statistics = Warehouse.json().put("totalBytesProcessed", Long.toString(bytes));
    ObjectNode query = statistics.putObject("query").put("statementType", kind);
    query.put("totalBytesProcessed", Long.toString(bytes)).put("cacheHit", false);
    ArrayNode referenced = query.putArray("referencedTables");
    tables.forEach(table -> referenced.add(table.name().reference()));
    if (isSelect()) {
      query.set("schema", schema.resource());
    } else {
      query.put("numDmlAffectedRows", Long.toString(changes.all()));
      query.set("dmlStats", changes.resource());
    }
    return statistics;
  }

  /** One page, as jobs.query and jobs.getQueryResults answer it. */
  ObjectNode page(int from, int most, boolean wholeMicros) {
    ObjectNode json = Warehouse.json().put("jobComplete", true).put("cacheHit", false);
    json.put("totalBytesProcessed", Long.toString(bytes));
    json.set("schema", schema.resource());
    json.put("totalRows", Integer.toString(rows.size()));
    int start = Math.min(from, rows.size());
    int end = (int) Math.min(rows.size(), (long) start + most);
    ArrayNode list = json.putArray("rows");
    rows.subList(start, end).forEach(row -> list.add(Values.restRow(schema, row, wholeMicros)));
    if (end < rows.size()) {
      json.put("pageToken", Integer.toString(end));
    }
    if (!isSelect()) {
      json.put("numDmlAffectedRows", Long.toString(changes.all()));
      json.set("dmlStats", changes.resource());
    }
    return json;
  }
}
