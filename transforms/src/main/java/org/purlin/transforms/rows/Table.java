package org.purlin.transforms.rows;

import java.io.Serializable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A landing table: the one definition of its columns.
 *
 * @param name table name
 * @param columns in the order they are written
 * @param key the column whose value makes a record unique within a window
 * @param partition the column the table is partitioned by; null where it is not
 * @param cluster the columns it is clustered by
 * @param granularity how much time one partition holds; without a partition it means nothing
 * @param unique the columns that together tell the rows of a window apart, so that a changed row
 *     can take the place of the earlier one; empty where a window is only ever replaced as a whole
 */
public record Table(
    String name,
    List<Column> columns,
    String key,
    String partition,
    List<String> cluster,
    Granularity granularity,
    List<String> unique)
    implements Serializable {

  /** How much time one partition holds. */
  public enum Granularity {
    DAY,
    MONTH
  }

  /** Column that takes every key without a column and every value that does not fit its column. */
  public static final String EXTRA = "_extra";

  /** Column that every table has in a warehouse: the window a row belongs to. */
  public static final String WINDOW = "_window";

  public Table {
    columns = List.copyOf(columns);
    cluster = List.copyOf(cluster);
    unique = List.copyOf(unique);
    Set<String> names = new LinkedHashSet<>();
    Set<String> sources = new LinkedHashSet<>();
    for (Column column : columns) {
      if (!names.add(column.name())) {
        throw new IllegalArgumentException(
            "Column " + column.name() + " of " + name + " is defined twice.");
      }
      if (!column.isLineage() && !sources.add(column.source())) {
        throw new IllegalArgumentException(
            "Two columns of " + name + " are read from " + column.source() + ".");
      }
    }
    boolean isPartitioned = partition != null;
    if (!names.contains(key)
        || (isPartitioned && !names.contains(partition))
        || !names.containsAll(cluster)
        || !names.containsAll(unique)) {
      throw new IllegalArgumentException(
          "Key, partition, cluster and unique columns of " + name + " must be columns of it.");
    }
  }

  /** A table with one partition a day, or, where that column is null, without partitions. */
  public Table(
      String name, List<Column> columns, String key, String partition, List<String> cluster) {
    this(name, columns, key, partition, cluster, Granularity.DAY);
  }

  /** A table whose windows are only ever replaced as a whole. */
  public Table(
      String name,
      List<Column> columns,
      String key,
      String partition,
      List<String> cluster,
      Granularity granularity) {
    this(name, columns, key, partition, cluster, granularity, List.of());
  }

  /** The same table, of whose windows single rows can be replaced. */
  public Table withUnique(String... these) {
    return new Table(name, columns, key, partition, cluster, granularity, List.of(these));
  }

  /** The column a user means by this name: ours or the API's own. */
  public Optional<Column> find(String nameOrSource) {
    return columns.stream()
        .filter(c -> c.name().equals(nameOrSource) || nameOrSource.equals(c.source()))
        .findFirst();
  }
}
