package org.purlin.sandbox.bigquery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.purlin.sandbox.Answer;

/** The calls on tables and their data. */
final class TableCalls {

  private static final List<String> LISTED =
      List.of(
          "kind",
          "id",
          "tableReference",
          "friendlyName",
          "type",
          "labels",
          "timePartitioning",
          "clustering",
          "creationTime");

  /** Ends the path of a question about rights. */
  private static final String RIGHTS = ":testIamPermissions";

  private final Warehouse warehouse;
  private final int pageSize;

  TableCalls(Warehouse warehouse, int pageSize) {
    this.warehouse = warehouse;
    this.pageSize = pageSize;
  }

  Answer answer(Call call) throws SQLException {
    if (!call.segment(4).equals("tables")) {
      throw BigQueryApi.unknown(call);
    }
    synchronized (warehouse) {
      return switch (call.segments().size()) {
        case 5 -> ofDataset(call);
        case 6 -> table(call);
        case 7 -> data(call);
        default -> throw BigQueryApi.unknown(call);
      };
    }
  }

  private Answer ofDataset(Call call) throws SQLException {
    if (call.method().equals("POST")) {
      ObjectNode given = call.json();
      TableName name = TableName.of(given.path("tableReference"), warehouse.project());
      if (!name.dataset().equals(call.segment(3)) || !name.partition().isEmpty()) {
        throw Refused.invalid("tableReference does not fit the path.");
      }
      warehouse.create(Table.created(name, Schema.of(given.path("schema")), given));
      return Answers.ok(warehouse.resource(name));
    }
    if (!call.method().equals("GET")) {
      throw BigQueryApi.unknown(call);
    }
    List<ObjectNode> all = new ArrayList<>();
    for (Table table : warehouse.tables(call.segment(3))) {
      all.add(warehouse.resource(table.name()).retain(LISTED));
    }
    ObjectNode page = Answers.page(call, "tables", all, pageSize);
    return Answers.ok(page.put("kind", "bigquery#tableList").put("totalItems", all.size()));
  }

  /** Whoever asks has every right. */
  private Answer rights(Call call) throws SQLException {
    String table = call.segment(5).substring(0, call.segment(5).length() - RIGHTS.length());
    warehouse.table(TableName.of(warehouse.project(), call.segment(3), table));
    ObjectNode json = Warehouse.json();
    json.set("permissions", call.json().withArray("permissions"));
    return Answers.ok(json);
  }

  private Answer table(Call call) throws SQLException {
    if (call.method().equals("POST") && call.segment(5).endsWith(RIGHTS)) {
      return rights(call);
    }
    TableName name = name(call);
    return switch (call.method()) {
      case "GET" -> Answers.ok(warehouse.resource(name));
      case "DELETE" -> {
        warehouse.delete(name);
        yield Answers.nothing();
      }
      case "PATCH", "PUT" -> {
        warehouse.change(changed(warehouse.table(name), call));
        yield Answers.ok(warehouse.resource(name));
      }
      default -> throw BigQueryApi.unknown(call);
    };
  }

  /** Columns may be added and relaxed; how the table is partitioned stays as it is. */
  private static Table changed(Table table, Call call) {
    String etag = call.request().header("if-match").orElse("*");
    if (!etag.equals("*") && !etag.equals(table.etag())) {
      throw new Refused(412, "conditionNotMet", "Precondition Failed");
    }
    ObjectNode given = call.json();
    boolean patch = call.method().equals("PATCH");
    ObjectNode settings = patch ? table.patched(given) : Table.settings(given);
    Schema schema = table.schema();
    if (given.hasNonNull("schema")) {
      Evolution evolution = new Evolution(table.name().toString(), true, true, true);
      schema = evolution.of(schema, Schema.of(given.get("schema")));
    }
    String[] fixed = {"type", "field"};
    for (String part : fixed) {
      String before = table.settings().path("timePartitioning").path(part).asText();
      if (!settings.path("timePartitioning").path(part).asText().equals(before)) {
        throw Refused.invalid("Cannot change partitioning spec for a table: " + table.name());
      }
    }
    return table.with(schema, settings);
  }

  private Answer data(Call call) throws SQLException {
    if (!call.segment(6).equals("data") || !call.method().equals("GET")) {
      throw BigQueryApi.unknown(call);
    }
    TableName name = name(call);
    Table table = warehouse.table(name);
    long total = warehouse.count(name);
    int from = call.number("pageToken", call.number("startIndex", 0));
    int most = Math.min(pageSize, call.number("maxResults", pageSize));
    ObjectNode json = Warehouse.json();
    json.put("kind", "bigquery#tableDataList").put("totalRows", Long.toString(total));
    boolean micros = call.parameter("formatOptions.useInt64Timestamp").orElse("").equals("true");
    Schema schema = selected(table.schema(), call.parameter("selectedFields").orElse(""));
    List<ObjectNode> rows = warehouse.rows(name, from, most);
    if (!rows.isEmpty()) {
      ArrayNode list = json.putArray("rows");
      rows.forEach(row -> list.add(Values.restRow(schema, row, micros)));
    }
    if (from + rows.size() < total) {
      json.put("pageToken", Integer.toString(from + rows.size()));
    }
    return Answers.ok(json);
  }

  private static Schema selected(Schema schema, String names) {
    if (names.isEmpty()) {
      return schema;
    }
    List<Column> columns = new ArrayList<>();
    for (String name : names.split(",", -1)) {
      Column column = schema.column(name);
      if (column == null) {
        throw Refused.invalid("No such field: " + name);
      }
      columns.add(column);
    }
    return new Schema(columns);
  }

  private TableName name(Call call) {
    return TableName.of(warehouse.project(), call.segment(3), call.segment(5));
  }
}
