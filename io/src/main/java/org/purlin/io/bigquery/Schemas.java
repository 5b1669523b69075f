package org.purlin.io.bigquery;

import com.google.api.services.bigquery.model.Clustering;
import com.google.api.services.bigquery.model.TableFieldSchema;
import com.google.api.services.bigquery.model.TableSchema;
import com.google.api.services.bigquery.model.TimePartitioning;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.purlin.transforms.rows.Column;
import org.purlin.transforms.rows.ColumnType;
import org.purlin.transforms.rows.Table;

/** Landing tables in BigQuery's terms. */
final class Schemas {

  private static final String REQUIRED = "REQUIRED";
  private static final String NULLABLE = "NULLABLE";
  private static final String REPEATED = "REPEATED";

  /** BigQuery's own limit. */
  private static final int MOST_CLUSTERING_COLUMNS = 4;

  /** Other names that the API answers with for a type. */
  private static final Map<String, String> SAME =
      Map.of("INT64", "INTEGER", "FLOAT64", "FLOAT", "BOOL", "BOOLEAN");

  private Schemas() {}

  /** The schema of a table, with {@link LoadTables#WINDOW}. */
  static TableSchema of(Table table) {
    return new TableSchema()
        .setFields(LoadTables.columns(table).stream().map(Schemas::field).toList());
  }

  private static TableFieldSchema field(Column column) {
    boolean repeated = column.type() == ColumnType.STRINGS;
    return new TableFieldSchema()
        .setName(column.name())
        .setType(repeated ? "STRING" : column.type().name())
        .setMode(repeated ? REPEATED : column.required() ? REQUIRED : NULLABLE)
        .setDescription(column.description());
  }

  /** How it is partitioned; empty when it is not. */
  static Optional<TimePartitioning> partitioning(Table table) {
    return partition(table)
        .map(
            column ->
                new TimePartitioning().setType(table.granularity().name()).setField(column.name()));
  }

  /** The column it is partitioned by, where BigQuery can partition by its type. */
  static Optional<Column> partition(Table table) {
    return table.columns().stream()
        .filter(column -> column.name().equals(table.partition()))
        .filter(column -> column.type() == ColumnType.TIMESTAMP || column.type() == ColumnType.DATE)
        .findFirst();
  }

  /** How it is clustered; empty when it is not. */
  static Optional<Clustering> clustering(Table table) {
    List<String> columns =
        table.cluster().stream()
            .filter(name -> isClusterable(table, name))
            .limit(MOST_CLUSTERING_COLUMNS)
            .toList();
    return columns.isEmpty() ? Optional.empty() : Optional.of(new Clustering().setFields(columns));
  }

  private static boolean isClusterable(Table table, String name) {
    return table.columns().stream()
        .filter(column -> column.name().equals(name))
        .map(Column::type)
        .noneMatch(
            type ->
                type == ColumnType.JSON
                    || type == ColumnType.STRINGS
                    || type == ColumnType.FLOAT64);
  }

  /**
   * The schema a table must have so that rows of another can be put in; empty when it has it. What
   * is there stays: columns are added as nullable, and required ones that may now be missing become
   * nullable.
   *
   * @throws TableDiffersException when a column has another type
   */
  static Optional<TableSchema> widened(String table, TableSchema there, TableSchema wanted) {
    Map<String, TableFieldSchema> fields = new LinkedHashMap<>();
    // Names of columns are compared without case.
    there.getFields().forEach(field -> fields.put(lower(field.getName()), field.clone()));
    List<String> coming = wanted.getFields().stream().map(one -> lower(one.getName())).toList();
    boolean changed = false;
    for (TableFieldSchema field : wanted.getFields()) {
      TableFieldSchema same = fields.get(lower(field.getName()));
      if (same == null) {
        fields.put(lower(field.getName()), asOptional(field.clone()));
        changed = true;
      } else if (!type(same).equals(type(field)) || isRepeated(same) != isRepeated(field)) {
        throw new TableDiffersException(table, field.getName(), shown(same), shown(field));
      } else if (isRequired(same) && !isRequired(field)) {
        same.setMode(NULLABLE);
        changed = true;
      }
    }
    for (Map.Entry<String, TableFieldSchema> field : fields.entrySet()) {
      if (isRequired(field.getValue()) && !coming.contains(field.getKey())) {
        field.getValue().setMode(NULLABLE);
        changed = true;
      }
    }
    return changed
        ? Optional.of(new TableSchema().setFields(new ArrayList<>(fields.values())))
        : Optional.empty();
  }

  private static TableFieldSchema asOptional(TableFieldSchema field) {
    return isRepeated(field) ? field : field.setMode(NULLABLE);
  }

  private static String shown(TableFieldSchema field) {
    return isRepeated(field) ? "ARRAY<" + type(field) + ">" : type(field);
  }

  private static String type(TableFieldSchema field) {
    String type = field.getType().toUpperCase(Locale.ROOT);
    return SAME.getOrDefault(type, type);
  }

  private static boolean isRepeated(TableFieldSchema field) {
    return REPEATED.equals(field.getMode());
  }

  private static boolean isRequired(TableFieldSchema field) {
    return REQUIRED.equals(field.getMode());
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
