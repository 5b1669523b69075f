package org.purlin.sandbox.bigquery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.purlin.sandbox.Body;
import org.purlin.sandbox.bigquery.Disposition.Write;

/** Loads JSON lines into a table or one of its partitions: all of them, or nothing. */
final class LoadJob {

  private static final Set<String> UPDATES =
      Set.of("ALLOW_FIELD_ADDITION", "ALLOW_FIELD_RELAXATION");

  private final Warehouse warehouse;
  private final ObjectNode load;
  private final TableName name;
  private final Disposition disposition;
  private final Set<String> updates = new HashSet<>();

  /** Refuses what is wrong with the configuration itself. */
  LoadJob(Warehouse warehouse, ObjectNode load) {
    this.warehouse = warehouse;
    this.load = load;
    this.name = TableName.of(load.path("destinationTable"), warehouse.project());
    this.disposition = Disposition.of(load, Write.WRITE_APPEND);
    if (!load.path("sourceFormat").asText("CSV").equals("NEWLINE_DELIMITED_JSON")) {
      throw Refused.unsupported("a sourceFormat other than NEWLINE_DELIMITED_JSON");
    }
    if (load.path("autodetect").asBoolean()) {
      throw Refused.unsupported("autodetect of a load");
    }
    load.path("schemaUpdateOptions").forEach(option -> updates.add(option.asText()));
    if (!UPDATES.containsAll(updates)) {
      throw Refused.invalid("schemaUpdateOptions must be of " + UPDATES);
    }
    boolean replacesPartition = disposition.truncates() && !name.partition().isEmpty();
    if (!updates.isEmpty() && disposition.write() != Write.WRITE_APPEND && !replacesPartition) {
      throw Refused.invalid(
          "Schema update options should only be specified with WRITE_APPEND disposition, or with"
              + " WRITE_TRUNCATE disposition on a table partition.");
    }
    warehouse.dataset(name.dataset());
  }

  /**
   * Carries the job out.
   *
   * @param files in the order in which they are read
   * @return the job's statistics
   */
  ObjectNode run(List<SourceFile> files, RowRefusals refusals) throws SQLException, IOException {
    synchronized (warehouse) {
      Table before = warehouse.find(name);
      disposition.check(warehouse, name, before);
      Table after = after(before);
      String condition = after.condition(name);
      Schema given = load.has("schema") ? Schema.of(load.get("schema")) : after.schema();
      RowReader reader =
          new RowReader(
              new RowCheck(given, load.path("ignoreUnknownValues").asBoolean()),
              refusals,
              after.partitioning(),
              name.partition(),
              load.path("maxBadRecords").asLong());
      String waiting = warehouse.waiting(name, "load");
      warehouse.engine().run("DROP TABLE IF EXISTS " + waiting);
      warehouse.engine().create(waiting, after.schema());
      try {
        for (SourceFile file : files) {
          reader.read(file, rows -> warehouse.engine().insert(waiting, given, rows));
        }
        reader.finish();
        keep(before, after, waiting, condition);
      } finally {
        warehouse.engine().run("DROP TABLE IF EXISTS " + waiting);
      }
      return statistics(files, reader);
    }
  }

  private void keep(Table before, Table after, String waiting, String condition)
      throws SQLException {
    Engine engine = warehouse.engine();
    boolean whole = disposition.truncates() && name.partition().isEmpty();
    if (before == null || whole) {
      warehouse.replace(after, waiting);
      return;
    }
    warehouse.change(after);
    engine.inTransaction(
        () -> {
          if (disposition.truncates()) {
            engine.run("DELETE FROM " + name.sql() + " WHERE " + condition);
          }
          String names = after.schema().names();
          return engine.run(
              "INSERT INTO "
                  + name.sql()
                  + " ("
                  + names
                  + ") SELECT "
                  + names
                  + " FROM "
                  + waiting
                  + " ORDER BY _ROWID_");
        });
  }

  private Table after(Table before) {
    Schema given = load.has("schema") ? Schema.of(load.get("schema")) : null;
    ObjectNode settings = Table.settings(load);
    settings.setAll(Table.settings(object(load.path("destinationTableProperties"))));
    if (before == null) {
      if (given == null) {
        throw Refused.invalid("No schema specified on job or table.");
      }
      return Table.created(name.whole(), given, settings);
    }
    checkLayout(before);
    if (given == null) {
      return before.with(before.schema(), before.settings());
    }
    if (disposition.truncates() && name.partition().isEmpty()) {
      return before.with(given, before.settings());
    }
    Evolution evolution =
        new Evolution(
            name.whole().toString(),
            updates.contains("ALLOW_FIELD_ADDITION"),
            updates.contains("ALLOW_FIELD_RELAXATION"),
            false);
    return before.with(evolution.of(before.schema(), given), before.settings());
  }

  private void checkLayout(Table before) {
    for (String part : List.of("timePartitioning", "clustering")) {
      if (load.hasNonNull(part)
          && !layout(load.get(part)).equals(layout(before.settings().path(part)))) {
        throw Refused.invalid(
            "Incompatible table partitioning specification: the job's "
                + part
                + " is not that of table "
                + name.whole());
      }
    }
  }

  private static List<String> layout(JsonNode part) {
    return List.of(
        part.path("type").asText(), part.path("field").asText(), part.path("fields").toString());
  }

  private static ObjectNode object(JsonNode json) {
    return json instanceof ObjectNode object ? object : Warehouse.json();
  }

  private static ObjectNode statistics(List<SourceFile> files, RowReader reader) {
    long bytes = files.stream().map(SourceFile::content).mapToLong(Body::length).sum();
    ObjectNode statistics = Warehouse.json();
    statistics
        .putObject("load")
        .put("inputFiles", Integer.toString(files.size()))
        .put("inputFileBytes", Long.toString(bytes))
        .put("outputRows", Long.toString(reader.rows()))
        .put("outputBytes", Long.toString(bytes))
        .put("badRecords", Long.toString(reader.bad()));
    return statistics;
  }
}
