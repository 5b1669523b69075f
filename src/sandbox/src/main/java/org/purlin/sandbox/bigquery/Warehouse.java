package org.purlin.sandbox.bigquery;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The datasets and tables of one project. Whoever does several things that belong together holds
 * this object's lock.
 */
final class Warehouse implements AutoCloseable {

  private static final Pattern DATASET = Pattern.compile("\\w{1,1024}");

  /** An honest guess: what BigQuery bills depends on each value's type. */
  private static final int BYTES_A_CELL = 8;

  private final String project;
  private final String location;
  private final Engine engine;
  private final Map<String, ObjectNode> datasets = new TreeMap<>();
  private final Map<String, Map<String, Table>> tables = new TreeMap<>();

  Warehouse(String project, String location) throws SQLException {
    this.project = project;
    this.location = location;
    this.engine = new Engine();
  }

  String project() {
    return project;
  }

  String location() {
    return location;
  }

  Engine engine() {
    return engine;
  }

  synchronized ObjectNode createDataset(String id, ObjectNode given) throws SQLException {
    if (!DATASET.matcher(id).matches()) {
      throw Refused.invalid("Invalid dataset ID \"" + id + "\".");
    }
    if (datasets.containsKey(id)) {
      throw Refused.duplicate("Already Exists: Dataset " + project + ":" + id);
    }
    engine.run("CREATE SCHEMA " + Names.quoted(id));
    ObjectNode json = given.deepCopy();
    String now = Long.toString(System.currentTimeMillis());
    json.put("kind", "bigquery#dataset").put("id", project + ":" + id).put("etag", "d" + now);
    json.put(
        "selfLink",
        "https://bigquery.googleapis.com/bigquery/v2/projects/" + project + "/datasets/" + id);
    json.putObject("datasetReference").put("datasetId", id).put("projectId", project);
    json.put("creationTime", now).put("lastModifiedTime", now);
    if (!json.has("location")) {
      json.put("location", location);
    }
    datasets.put(id, json);
    tables.put(id, new TreeMap<>());
    return json;
  }

  synchronized ObjectNode dataset(String id) {
    ObjectNode json = datasets.get(id);
    if (json == null) {
      throw Refused.notFound("Not found: Dataset " + project + ":" + id);
    }
    return json;
  }

  synchronized List<ObjectNode> datasets() {
    return new ArrayList<>(datasets.values());
  }

  synchronized List<Table> tables(String dataset) {
    dataset(dataset);
    return new ArrayList<>(tables.get(dataset).values());
  }

  /** The table, or null when the dataset has none of that name. */
  synchronized Table find(TableName name) {
    if (!name.project().equals(project)) {
      throw Refused.notFound("Not found: Project " + name.project());
    }
    dataset(name.dataset());
    return tables.get(name.dataset()).get(name.table());
  }

  synchronized Table table(TableName name) {
    Table table = find(name);
    if (table == null) {
      throw Refused.notFound("Not found: Table " + name + " was not found in location " + location);
    }
    return table;
  }

  synchronized void create(Table table) throws SQLException {
    if (find(table.name()) != null) {
      throw Refused.duplicate("Already Exists: Table " + table.name());
    }
    engine.create(table.name().sql(), table.schema());
    put(table);
  }

  /** Puts a changed table in the place of the one there is; its schema has only grown. */
  synchronized void change(Table table) throws SQLException {
    engine.alter(table.name().sql(), table(table.name()).schema(), table.schema());
    put(table);
  }

  /** Puts a table whose rows are in another table of H2 in the place of the one there is. */
  synchronized void replace(Table table, String rows) throws SQLException {
    engine.run("DROP TABLE IF EXISTS " + table.name().sql());
    engine.run("ALTER TABLE " + rows + " RENAME TO " + Names.quoted(table.name().table()));
    put(table);
  }

  synchronized void delete(TableName name) throws SQLException {
    Table table = table(name);
    if (name.partition().isEmpty()) {
      engine.run("DROP TABLE " + name.sql());
      tables.get(name.dataset()).remove(name.table());
    } else {
      engine.run("DELETE FROM " + name.sql() + " WHERE " + table.condition(name));
    }
  }

  synchronized List<ObjectNode> rows(TableName name, long from, long most) throws SQLException {
    Table table = table(name);
    return engine.rows(name.sql(), table.schema(), table.condition(name), from, most);
  }

  synchronized long count(TableName name) throws SQLException {
    return engine.count(name.sql(), table(name).condition(name));
  }

  synchronized long bytes(Table table) throws SQLException {
    return engine.count(table.name().sql(), "TRUE")
        * BYTES_A_CELL
        * table.schema().columns().size();
  }

  /** A Table resource. */
  synchronized ObjectNode resource(TableName name) throws SQLException {
    Table table = table(name);
    return table.resource(count(name), bytes(table), location);
  }

  /** A name for rows that are no table yet. */
  String waiting(TableName name, String suffix) {
    return Names.quoted(name.dataset()) + "." + Names.quoted(name.table() + ":" + suffix);
  }

  private void put(Table table) {
    tables.get(table.name().dataset()).put(table.name().table(), table);
  }

  /** A new object for an answer. */
  static ObjectNode json() {
    return JsonNodeFactory.instance.objectNode();
  }

  @Override
  public synchronized void close() throws SQLException {
    engine.close();
  }
}
