package org.purlin.sandbox.bigquery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * What is known of a table besides its rows. Immutable.
 *
 * @param settings what its owner may say of it: description, labels, partitions, clusters and so on
 * @param createdMillis when it was created
 * @param changedMillis when it was last changed
 */
record Table(
    TableName name, Schema schema, ObjectNode settings, long createdMillis, long changedMillis) {

  private static final List<String> SETTINGS =
      List.of(
          "friendlyName",
          "description",
          "labels",
          "timePartitioning",
          "clustering",
          "expirationTime",
          "requirePartitionFilter",
          "tableConstraints",
          "defaultCollation");

  private static final int MOST_CLUSTERS = 4;

  /** Refuses partitions and clusters that the columns do not have. */
  Table {
    Partitioning.of(settings.path("timePartitioning"), schema);
    JsonNode clusters = settings.path("clustering").path("fields");
    if (clusters.size() > MOST_CLUSTERS) {
      throw Refused.invalid("At most 4 fields can be clustered by, there are " + clusters.size());
    }
    for (JsonNode field : clusters) {
      Column column = schema.column(field.asText());
      if (column == null || column.isStructured() || column.type() == Type.FLOAT64) {
        throw Refused.invalid("The table cannot be clustered by the field " + field.asText());
      }
    }
  }

  static Table created(TableName name, Schema schema, ObjectNode given) {
    ObjectNode settings = settings(given);
    for (String refused : List.of("rangePartitioning", "view", "externalDataConfiguration")) {
      if (given.hasNonNull(refused)) {
        throw Refused.unsupported(refused + " of a table");
      }
    }
    long now = System.currentTimeMillis();
    return new Table(name, schema, settings, now, now);
  }

  /** What of a Table resource its owner may say. */
  static ObjectNode settings(ObjectNode resource) {
    return resource.deepCopy().retain(SETTINGS);
  }

  Table with(Schema otherSchema, ObjectNode otherSettings) {
    long now = Math.max(System.currentTimeMillis(), changedMillis + 1);
    return new Table(name, otherSchema, otherSettings, createdMillis, now);
  }

  /** The settings after a patch: null removes one, labels are patched one by one. */
  ObjectNode patched(ObjectNode patch) {
    ObjectNode result = settings.deepCopy();
    for (Map.Entry<String, JsonNode> field : settings(patch).properties()) {
      if (field.getValue().isNull()) {
        result.remove(field.getKey());
      } else if (field.getKey().equals("labels")) {
        ObjectNode labels = result.withObject("/labels");
        for (Map.Entry<String, JsonNode> label : field.getValue().properties()) {
          if (label.getValue().isNull()) {
            labels.remove(label.getKey());
          } else {
            labels.set(label.getKey(), label.getValue());
          }
        }
      } else {
        result.set(field.getKey(), field.getValue());
      }
    }
    return result;
  }

  /** Null when there are none. */
  Partitioning partitioning() {
    return Partitioning.of(settings.path("timePartitioning"), schema);
  }

  /** The condition for H2 that a row is of the partition a name says, or of the table. */
  String condition(TableName of) {
    if (of.partition().isEmpty()) {
      return "TRUE";
    }
    Partitioning partitions = partitioning();
    if (partitions == null) {
      throw Refused.invalid("The table has no partitions: " + name);
    }
    return partitions.condition(of.partition());
  }

  String etag() {
    return "t" + changedMillis;
  }

  /** A Table resource. */
  ObjectNode resource(long rows, long bytes, String location) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("kind", "bigquery#table").put("etag", etag()).put("id", name.toString());
    json.put(
        "selfLink",
        "https://bigquery.googleapis.com/bigquery/v2/projects/"
            + name.project()
            + "/datasets/"
            + name.dataset()
            + "/tables/"
            + name.table());
    json.set("tableReference", name.reference());
    json.set("schema", schema.resource());
    json.put("type", "TABLE").put("location", location);
    json.put("numRows", Long.toString(rows)).put("numBytes", Long.toString(bytes));
    json.put("numLongTermBytes", "0");
    json.put("creationTime", Long.toString(createdMillis));
    json.put("lastModifiedTime", Long.toString(changedMillis));
    json.setAll(settings.deepCopy());
    return json;
  }
}
