package org.purlin.sandbox.bigquery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.purlin.sandbox.bigquery.Disposition.Write;

/** Copies tables, or partitions of them, of one schema into another table: all rows or none. */
final class CopyJob {

  private final Warehouse warehouse;
  private final TableName name;
  private final Disposition disposition;
  private final List<TableName> sources = new ArrayList<>();

  /** Refuses what is wrong with the configuration itself. */
  CopyJob(Warehouse warehouse, ObjectNode copy) {
    this.warehouse = warehouse;
    this.name = TableName.of(copy.path("destinationTable"), warehouse.project());
    this.disposition = Disposition.of(copy, Write.WRITE_EMPTY);
    if (!copy.path("operationType").asText("COPY").equals("COPY")) {
      throw Refused.unsupported("copies other than COPY");
    }
    for (JsonNode source : copy.path("sourceTables")) {
      sources.add(TableName.of(source, warehouse.project()));
    }
    if (copy.has("sourceTable")) {
      sources.add(TableName.of(copy.get("sourceTable"), warehouse.project()));
    }
    if (sources.isEmpty()) {
      throw new Refused(400, "required", "Required parameter is missing: sourceTables");
    }
    warehouse.dataset(name.dataset());
  }

  /** Carries the job out. Returns its statistics. */
  ObjectNode run() throws SQLException {
    synchronized (warehouse) {
      Table before = warehouse.find(name);
      disposition.check(warehouse, name, before);
      Table first = warehouse.table(sources.get(0));
      Table after = after(before, first);
      for (TableName source : sources) {
        new Evolution(name.whole().toString(), false, false, false)
            .of(after.schema(), warehouse.table(source).schema());
      }
      long rows = copied(after, before == null || replaces());
      ObjectNode statistics = Warehouse.json();
      statistics.putObject("copy").put("copiedRows", Long.toString(rows));
      return statistics;
    }
  }

  private boolean replaces() {
    return disposition.truncates() && name.partition().isEmpty();
  }

  private Table after(Table before, Table first) {
    if (before == null) {
      return Table.created(name.whole(), first.schema(), first.settings());
    }
    return before.with(replaces() ? first.schema() : before.schema(), before.settings());
  }

  private long copied(Table after, boolean whole) throws SQLException {
    Engine engine = warehouse.engine();
    String condition = after.condition(name);
    if (whole) {
      String waiting = warehouse.waiting(name, "copy");
      engine.create(waiting, after.schema());
      long rows = insert(engine, waiting);
      warehouse.replace(after, waiting);
      return rows;
    }
    warehouse.change(after);
    return engine.inTransaction(
        () -> {
          if (disposition.truncates()) {
            engine.run("DELETE FROM " + name.sql() + " WHERE " + condition);
          }
          return insert(engine, name.sql());
        });
  }

  private long insert(Engine engine, String into) throws SQLException {
    long rows = 0;
    for (TableName source : sources) {
      Table table = warehouse.table(source);
      String names = table.schema().names();
      rows +=
          engine.run(
              "INSERT INTO %s (%s) SELECT %s FROM %s WHERE %s ORDER BY _ROWID_"
                  .formatted(into, names, names, source.sql(), table.condition(source)));
    }
    return rows;
  }
}
