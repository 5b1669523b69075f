package org.purlin.sandbox.bigquery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;

/**
 * Which table, and which of its partitions.
 *
 * @param partition what follows {@code $} in the table's id; empty for the whole table
 */
record TableName(String project, String dataset, String table, String partition) {

  private static final Pattern TABLE =
      Pattern.compile("[\\p{L}\\p{M}\\p{N}\\p{Pc}\\p{Pd} ]{1,1024}");

  static TableName of(String project, String dataset, String id) {
    int dollar = id.indexOf('$');
    String table = dollar < 0 ? id : id.substring(0, dollar);
    if (!TABLE.matcher(table).matches()) {
      throw Refused.invalid("Invalid table ID \"" + table + "\".");
    }
    return new TableName(project, dataset, table, dollar < 0 ? "" : id.substring(dollar + 1));
  }

  /** Reads a TableReference. */
  static TableName of(JsonNode reference, String project) {
    String dataset = reference.path("datasetId").asText();
    String table = reference.path("tableId").asText();
    if (dataset.isEmpty() || table.isEmpty()) {
      throw new Refused(400, "required", "Required parameter is missing: datasetId and tableId");
    }
    return of(reference.path("projectId").asText(project), dataset, table);
  }

  TableName whole() {
    return new TableName(project, dataset, table, "");
  }

  /** A TableReference, without the partition. */
  ObjectNode reference() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    return json.put("projectId", project).put("datasetId", dataset).put("tableId", table);
  }

  /** The name for H2. */
  String sql() {
    return Names.quoted(dataset) + "." + Names.quoted(table);
  }

  @Override
  public String toString() {
    return project + ":" + dataset + "." + table;
  }
}
